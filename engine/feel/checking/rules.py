"""What can be said against a piece of a text, calls apart, without running it."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from engine.feel import nodes, temporal
from engine.feel.checking.browser import bare_filter
from engine.feel.checking.calls import call_findings
from engine.feel.checking.typing import kind_name, type_of
from engine.feel.checking.view import View
from engine.feel.findings import Finding
from engine.feel.hints import no_such_member, unknown_name
from engine.feel.nodes import Node
from engine.feel.types import ContextOf

EQUALITY = frozenset({"=", "!="})


def findings_on(node: Node, view: View) -> Iterator[Finding]:
    """Say what is wrong with one node, its parts left out."""
    rule = RULES.get(type(node))
    return rule(node, view) if rule else iter(())


def _name(node: nodes.Name, view: View) -> Iterator[Finding]:
    if not view.has(node.name):
        yield unknown_name(node.name, node.position, view.names)


def _path(node: nodes.Path, view: View) -> Iterator[Finding]:
    base = type_of(node.base, view.names)
    if isinstance(base, ContextOf) and base.entries and node.member not in dict(base.entries):
        yield no_such_member(node.member, "context", node.position, dict(base.entries))


def _comparison(node: nodes.Comparison, view: View) -> Iterator[Finding]:
    left, right = (kind_name(type_of(side, view.names)) for side in (node.left, node.right))
    facts = {"operator": node.operator, "left": left, "right": right}
    if "null" in {left, right}:
        if node.operator not in EQUALITY:
            yield Finding("null_comparison", node.position, facts)
    elif left and right and left != right:
        yield Finding("unlike_types", node.position, facts)


def _between(node: nodes.Between, view: View) -> Iterator[Finding]:
    for operator, end in ((">=", node.low), ("<=", node.high)):
        yield from _comparison(nodes.Comparison(node.position, operator, node.value, end), view)


def _arithmetic(node: nodes.Arithmetic, view: View) -> Iterator[Finding]:
    left: Node = node.first
    for step in node.steps:
        kinds = [kind_name(type_of(side, view.names)) for side in (left, step.operand)]
        facts = {"operator": step.operator, "left": kinds[0], "right": kinds[1]}
        if "null" in kinds:
            yield Finding("null_arithmetic", step.position, facts)
        elif set(kinds) == {"string", "number"} or "boolean" in kinds:
            yield Finding("unlike_operands", step.position, facts)
        left = step.operand


def _logic(node: nodes.Logic, view: View) -> Iterator[Finding]:
    for operand in node.operands:
        yield from _boolean("not_boolean", operand, view)


def _if(node: nodes.If, view: View) -> Iterator[Finding]:
    yield from _boolean("condition_not_boolean", node.condition, view)


def _quantified(node: nodes.Quantified, view: View) -> Iterator[Finding]:
    for iteration in node.iterations:
        view = view.inside(iteration)
    yield from _boolean("not_boolean", node.body, view)


def _boolean(code: str, node: Node, view: View) -> Iterator[Finding]:
    kind = kind_name(type_of(node, view.names))
    if kind not in {"", "boolean"}:
        yield Finding(code, node.position, {"kind": kind})


def _at_literal(node: nodes.AtLiteral, _view: View) -> Iterator[Finding]:
    if temporal.at_literal(node.text) is None:
        yield Finding("not_temporal", node.position, {"text": node.text})


def _context(node: nodes.ContextNode, _view: View) -> Iterator[Finding]:
    counts = Counter(entry.name for entry in node.entries)
    for entry in node.entries:
        if counts.pop(entry.name, 1) > 1:
            yield Finding("key_twice", entry.position, {"name": entry.name})


def _external(node: nodes.External, _view: View) -> Iterator[Finding]:
    yield Finding("external_function", node.position)


def _tests(node: nodes.Tests, view: View) -> Iterator[Finding]:
    """A word nobody knows, alone in a cell, was most likely meant as text."""
    for test in node.tests:
        if isinstance(test, nodes.Name) and not view.has(test.name):
            yield Finding("bare_word", test.position, {"name": test.name})


RULES: dict[type[Node], Callable[[Any, View], Iterator[Finding]]] = {
    nodes.Name: _name,
    nodes.Path: _path,
    nodes.Call: call_findings,
    nodes.Comparison: _comparison,
    nodes.Between: _between,
    nodes.Arithmetic: _arithmetic,
    nodes.Logic: _logic,
    nodes.If: _if,
    nodes.Quantified: _quantified,
    nodes.Filter: bare_filter,
    nodes.AtLiteral: _at_literal,
    nodes.ContextNode: _context,
    nodes.External: _external,
    nodes.Tests: _tests,
}
