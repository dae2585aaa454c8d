"""Closures for literals, names and paths."""

from collections.abc import Callable

from engine.feel import nodes, temporal
from engine.feel.builtins import BUILTINS
from engine.feel.compiler.shape import MISSING, Build, Run
from engine.feel.hints import no_such_member, unknown_name
from engine.feel.scope import Scope
from engine.feel.values import READY, Range, Value, is_context, is_list, kind, read

RANGE_MEMBERS: dict[str, Callable[[Range], Value]] = {
    "start": lambda range_: range_.low,
    "end": lambda range_: range_.high,
    "start included": lambda range_: range_.low_included,
    "end included": lambda range_: range_.high_included,
}


def literal(node: nodes.Literal, _build: Build) -> Run:
    """Give a constant."""
    value = node.value
    return lambda _scope: value


def at_literal(node: nodes.AtLiteral, _build: Build) -> Run:
    """Give a temporal constant."""
    value = temporal.at_literal(node.text)
    if value is not None:
        return lambda _scope: value

    def nothing(scope: Scope) -> Value:
        scope.warn("not_temporal", node.position, {"text": node.text})

    return nothing


def name(node: nodes.Name, _build: Build) -> Run:
    """Give the value of a variable, or a built-in."""

    def unknown(scope: Scope) -> None:
        scope.note(unknown_name(node.name, node.position, scope.names()))

    return look_up(node.name, unknown)


def look_up(wanted: str, unknown: Run) -> Run:
    """Look a name up, from the innermost scope out; built-ins come last."""
    builtin = BUILTINS.get(wanted)

    def variable(scope: Scope) -> Value:
        frame: Scope | None = scope
        while frame is not None:
            value = frame.variables.get(wanted, MISSING)
            if value is not MISSING:
                return value if type(value) in READY else read(value)
            frame = frame.parent
        return builtin or unknown(scope)

    return variable


def path(node: nodes.Path, build: Build) -> Run:
    """Take a member of a context, of each element of a list, or of a temporal value."""
    base, member, position = build(node.base), node.member, node.position

    def take(scope: Scope) -> Value:
        value = base(scope)
        if type(value) is dict:
            found = value.get(member, MISSING)
            if found is not MISSING:
                return found if type(found) in READY else read(found)
        return member_of(value, member, scope, position)

    return take


def member_of(value: Value, member: str, scope: Scope, position: int) -> Value:
    """Give a member of any value; where there is none, null and a warning."""
    if is_list(value):
        scope.budget.charge(1 + len(value))
        with scope.budget:
            return [member_of(read(item), member, scope, position) for item in value]
    found = MISSING
    if is_context(value):
        found = value.get(member, MISSING)
    elif isinstance(value, Range) and member in RANGE_MEMBERS:
        found = RANGE_MEMBERS[member](value)
    elif temporal.kind(value) is not None:
        found = temporal.get(value, member)
    if found is MISSING:
        known = value if is_context(value) else ()
        scope.note(no_such_member(member, kind(value), position, known))
        return None
    return read(found)
