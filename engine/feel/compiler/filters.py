"""Closures for filters: `list[condition]` and `list[index]` (DMN 1.5 §10.3.2.5)."""

from collections.abc import Sequence
from decimal import Decimal

from engine.feel import nodes
from engine.feel.compiler.loops import NODES_A_STEP
from engine.feel.compiler.shape import Build, Run, weight
from engine.feel.free_names import ITEM
from engine.feel.scope import Scope, make_scope
from engine.feel.values import Value, is_context, is_list, kind, read


def filter_(node: nodes.Filter, build: Build) -> Run:
    """Give the element at an index, or the elements for which a condition is true."""
    base, condition, position = build(node.base), build(node.condition), node.condition.position
    cost = 1 + weight(node.condition) // NODES_A_STEP

    def filtered(scope: Scope) -> Value:
        found = base(scope)
        if found is None:
            return None
        values = found if is_list(found) else [found]
        budget = scope.evaluation.budget
        kept = []
        for item in values or (None,):
            budget.charge(cost)
            value = read(item)
            verdict = condition(item_scope(value, scope))
            if verdict is True:
                kept.append(value)
            elif isinstance(verdict, Decimal):
                return element(values, verdict, scope, position)
            elif verdict is not False and verdict is not None:
                scope.warn("filter_not_boolean", position, {"kind": kind(verdict)})
        return kept if values else []

    return filtered


def item_scope(value: Value, scope: Scope) -> Scope:
    """Open the scope of one element: `item`, and its own entries before all else."""
    inner = make_scope({ITEM: value}, scope, scope.evaluation)
    return make_scope(value, inner, scope.evaluation) if is_context(value) else inner


def element(values: Sequence[Value], index: Decimal, scope: Scope, position: int) -> Value:
    """Give the element at an index that counts from 1, or from -1 backwards."""
    size = len(values)
    if index == index.to_integral_value() and 1 <= abs(index) <= size:
        place = int(index)
        return read(values[place - 1 if place > 0 else place])
    scope.warn("no_such_index", position, {"index": str(index), "size": size})
    return None
