"""Closures for arithmetic."""

from decimal import Decimal, DecimalException

from engine.feel import nodes
from engine.feel.arithmetic import NUMERIC, calculate, negate
from engine.feel.compiler.shape import Build, Run
from engine.feel.findings import NoValue
from engine.feel.scope import Scope
from engine.feel.values import Value


def negation(node: nodes.Negation, build: Build) -> Run:
    """Give `-a`."""
    if isinstance(node.operand, nodes.Literal) and isinstance(node.operand.value, Decimal):
        constant = node.operand.value.copy_negate()
        return lambda _scope: constant
    operand, position = build(node.operand), node.position

    def negated(scope: Scope) -> Value:
        try:
            return negate(operand(scope))
        except NoValue as refusal:
            scope.warn(refusal.code, position, refusal.facts)
            return None

    return negated


def arithmetic(node: nodes.Arithmetic, build: Build) -> Run:
    """Work through a chain from left to right."""
    first = build(node.first)
    steps = [(step.operator, build(step.operand), step.position) for step in node.steps]
    if len(steps) == 1 and steps[0][0] != "**":
        return _single(first, *steps[0])

    def chain(scope: Scope) -> Value:
        value = first(scope)
        for operator, operand, position in steps:
            value = _step(scope, operator, value, operand(scope), position)
        return value

    return chain


def _single(left: Run, operator: str, right: Run, position: int) -> Run:
    operation = NUMERIC[operator]

    def calculated(scope: Scope) -> Value:
        a, b = left(scope), right(scope)
        if type(a) is Decimal and type(b) is Decimal:
            try:
                return operation(a, b)
            except DecimalException:
                pass  # the long way says why
        return _step(scope, operator, a, b, position)

    return calculated


def _step(scope: Scope, operator: str, left: Value, right: Value, position: int) -> Value:
    try:
        return calculate(operator, left, right, scope.evaluation.budget)
    except NoValue as refusal:
        scope.warn(refusal.code, position, refusal.facts)
        return None
