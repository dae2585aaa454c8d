"""Closures for lists and contexts."""

from engine.feel import nodes
from engine.feel.compiler.shape import Build, Run
from engine.feel.scope import Scope
from engine.feel.values import Value


def list_(node: nodes.ListNode, build: Build) -> Run:
    """Give `[a, b]`."""
    items = [build(item) for item in node.items]
    return lambda scope: [item(scope) for item in items]


def context(node: nodes.ContextNode, build: Build) -> Run:
    """Give `{a: 1, b: a}`: later entries, and functions, see those already made."""
    entries = [(entry.name, build(entry.value)) for entry in node.entries]
    names = [name for name, _ in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    position = node.position

    def made(scope: Scope) -> dict[str, Value] | None:
        if twice is not None:
            scope.warn("key_twice", position, {"name": twice})
            return None
        values: dict[str, Value] = {}
        inner = scope.child(values)
        for name, value in entries:
            values[name] = value(inner)
        return values

    return made
