"""Equality, order and membership (DMN 1.5 §10.3.2.2): true, false or null."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.values import Range, Value, is_list, kind, read

Verdict = bool | None
PARTED = frozenset({"list", "context", "range"})
TEMPORAL = frozenset(
    {"date", "time", "date and time", "days and time duration", "years and months duration"}
)
ORDER = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def equal(left: Value, right: Value, budget: Budget) -> bool | None:
    """Tell whether two values are equal; unlike kinds cannot be compared."""
    left, right = read(left), read(right)
    if left is None or right is None:
        return left is right
    if (kind_ := kind(left)) != kind(right):
        return None
    if kind_ in PARTED:
        return _equal_parts(left, right, budget)
    if kind_ in TEMPORAL:
        return temporal.equal(left, right)
    return bool(left == right)


def _equal_parts(left: Value, right: Value, budget: Budget) -> bool:
    with budget:
        if isinstance(left, Range):
            return _equal_ranges(left, right, budget)
        budget.charge(1 + len(left))
        if isinstance(left, Mapping):
            return _equal_contexts(left, right, budget)
        return _equal_lists(left, right, budget)


def _equal_lists(left: Sequence[Value], right: Sequence[Value], budget: Budget) -> bool:
    return len(left) == len(right) and all(
        equal(one, other, budget) is True for one, other in zip(left, right, strict=True)
    )


def _equal_contexts(left: Mapping[str, Value], right: Mapping[str, Value], budget: Budget) -> bool:
    return left.keys() == right.keys() and all(
        equal(left[name], right[name], budget) is True for name in left
    )


def _equal_ranges(left: Range, right: Range, budget: Budget) -> bool:
    return (
        left.operator == right.operator
        and left.low_included == right.low_included
        and left.high_included == right.high_included
        and equal(left.low, right.low, budget) is True
        and equal(left.high, right.high, budget) is True
    )


def order_of(left: Value, right: Value) -> int | None:
    """Give -1, 0 or 1 as left is less, equal or greater; None where there is no order."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return temporal.compare(left, right)


def compare(operator: str, left: Value, right: Value, budget: Budget) -> bool | None:
    """Compare two values with `=`, `!=`, `<`, `<=`, `>` or `>=`."""
    if operator in {"=", "!="}:
        same = equal(left, right, budget)
        return same if operator == "=" or same is None else not same
    order = order_of(read(left), read(right))
    return None if order is None else ORDER[operator](order)


def both(one: Verdict, other: Verdict) -> Verdict:
    """Give `one and other` (DMN 1.5 §10.3.2.4)."""
    if one is False or other is False:
        return False
    return True if one is True and other is True else None


def is_in_range(value: Value, range_: Range, budget: Budget) -> bool | None:
    """Tell whether a value lies in a range."""
    if range_.operator:
        end = range_.high if range_.low is None else range_.low
        return compare(range_.operator, value, end, budget)
    above = compare(">=" if range_.low_included else ">", value, range_.low, budget)
    return both(above, compare("<=" if range_.high_included else "<", value, range_.high, budget))


def is_in(value: Value, candidate: Value, budget: Budget) -> bool | None:
    """Tell whether a value is a candidate, lies in it, or is one of its elements."""
    if isinstance(candidate, Range) and not isinstance(value, Range):
        return is_in_range(value, candidate, budget)
    if not is_list(candidate):
        return equal(value, candidate, budget)
    if is_list(value) and equal(value, candidate, budget) is True:
        return True
    budget.charge(1 + len(candidate))
    return any(_is_element(value, read(element), budget) for element in candidate)


def _is_element(value: Value, element: Value, budget: Budget) -> bool:
    if isinstance(element, Range) and not isinstance(value, Range):
        return is_in_range(value, element, budget) is True
    if is_list(element) and not is_list(value):
        with budget:
            return is_in(value, element, budget) is True
    return equal(value, element, budget) is True
