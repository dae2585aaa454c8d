"""Closures for three-valued logic, `if` and `instance of` (DMN 1.5 §10.3.2.4)."""

from engine.feel import nodes
from engine.feel.compiler.shape import Build, Run
from engine.feel.conforming import conforms
from engine.feel.scope import Scope
from engine.feel.types import NULL, without_limits
from engine.feel.values import Value, kind


def logic(node: nodes.Logic, build: Build) -> Run:
    """Give `a and b` or `a or b`: one operand may settle it, whatever the others are."""
    settling = node.operator == "or"
    operands = [(build(operand), operand.position) for operand in node.operands]

    def judged(scope: Scope) -> Value:
        verdict: bool | None = not settling
        for operand, position in operands:
            value = operand(scope)
            if value is settling:
                return settling
            if value is not True and value is not False:
                verdict = None
                if value is not None:
                    scope.warn("not_boolean", position, {"kind": kind(value)})
        return verdict

    return judged


def if_(node: nodes.If, build: Build) -> Run:
    """Give `if a then b else c`; anything but true leads to `c`."""
    condition, yes, no = build(node.condition), build(node.yes), build(node.no)
    position = node.condition.position

    def chosen(scope: Scope) -> Value:
        verdict = condition(scope)
        if verdict is True:
            return yes(scope)
        if verdict is not False:
            scope.warn("condition_not_boolean", position, {"kind": kind(verdict)})
        return no(scope)

    return chosen


def instance_of(node: nodes.InstanceOf, build: Build) -> Run:
    """Give `value instance of type`; null is an instance of Null only."""
    value, type_ = build(node.value), without_limits(node.type)

    def judged(scope: Scope) -> bool:
        found = value(scope)
        if found is None:
            return type_ == NULL
        return conforms(found, type_, scope.evaluation.budget)

    return judged
