"""Closures for comparisons, with short ways for constants, and for `between`."""

from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from engine.feel import nodes
from engine.feel.comparing import both, compare
from engine.feel.compiler.shape import MISSING, Build, Run
from engine.feel.scope import Scope
from engine.feel.values import Value, kind

OPERATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
# Whole numbers up to here compare the same as Python's own.
LARGEST_WHOLE = 10**15


def comparison(node: nodes.Comparison, build: Build) -> Run:
    """Give `a < b`."""
    match node.left, node.right:
        case nodes.Name(), nodes.Literal(value=Decimal() | str() as constant):
            return name_with_constant(node, constant, build(node.left))
    operator, position = node.operator, node.position
    operation = OPERATIONS[operator]
    left, right = build(node.left), build(node.right)

    def compared(scope: Scope) -> bool | None:
        a, b = left(scope), right(scope)
        type_ = type(a)
        if type_ is type(b) and (type_ is Decimal or type_ is str):
            return operation(a, b)
        return judge(scope, operator, a, b, position)

    return compared


def name_with_constant(node: nodes.Comparison, constant: Decimal | str, look_up: Run) -> Run:
    """Compare a variable with a constant; Python's own whole numbers stay what they are."""
    wanted = node.left.name if isinstance(node.left, nodes.Name) else ""
    operator, position = node.operator, node.position
    operation = OPERATIONS[operator]
    type_ = type(constant)
    whole = _whole_number(constant)

    def compared(scope: Scope) -> bool | None:
        value = scope.variables.get(wanted, MISSING)
        if type(value) is type_:
            return operation(value, constant)
        if type(value) is int and whole is not None:
            return operation(value, whole)
        return judge(scope, operator, look_up(scope), constant, position)

    return compared


def _whole_number(constant: Decimal | str) -> int | None:
    if isinstance(constant, str) or abs(constant) > LARGEST_WHOLE:
        return None
    return int(constant) if constant == int(constant) else None


def judge(scope: Scope, operator: str, left: Value, right: Value, position: int) -> bool | None:
    """Compare any two values; what cannot be compared is null and a warning."""
    verdict = compare(operator, left, right, scope.evaluation.budget)
    if verdict is None:
        facts = {"operator": operator, "left": kind(left), "right": kind(right)}
        nothing = left is None or right is None
        scope.warn("null_comparison" if nothing else "unlike_types", position, facts)
    return verdict


def between(node: nodes.Between, build: Build) -> Run:
    """Give `a between b and c`."""
    value, low, high = build(node.value), build(node.low), build(node.high)
    position = node.position

    def lies(scope: Scope) -> bool | None:
        a = value(scope)
        above = judge(scope, ">=", a, low(scope), position)
        return both(above, judge(scope, "<=", a, high(scope), position))

    return lies
