"""Built-ins on lists (DMN 1.5 §10.3.4.4)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cmp_to_key

from engine.feel.builtins.registry import builtin
from engine.feel.comparing import equal, order_of
from engine.feel.findings import NoValue
from engine.feel.functions import invoke
from engine.feel.scope import Scope
from engine.feel.values import Function, Value, is_list, items

List = Sequence[Value]
# Copying an element is far less work than a step stands for.
COPIES_A_STEP = 16


def charge_copy(scope: Scope, *sizes: int) -> None:
    """Charge for copying or walking over lists."""
    scope.budget.charge(1 + sum(sizes) // COPIES_A_STEP)


def place_of(position: Decimal, size: int) -> int:
    """Give the index of a position that counts from 1, or from -1 backwards.

    Raises:
        NoValue: There is no such position.
    """
    place = int(position)
    if not 1 <= abs(place) <= size:
        raise NoValue("no_such_position", position=str(position), size=size)
    return place - 1 if place > 0 else size + place


def holds(scope: Scope, values: Iterable[Value], wanted: Value) -> bool:
    """Tell whether an element is equal to a value; every comparison is charged."""
    budget = scope.budget
    for value in values:
        budget.charge(1)
        if equal(value, wanted, budget) is True:
            return True
    return False


@builtin(
    "list contains(list: list, element: Any) -> boolean",
    example="list contains([1, 2, 3], 2)",
    gives="true",
)
def list_contains(scope: Scope, values: List, element: Value) -> bool:
    """Tell whether a list holds an element."""
    return holds(scope, values, element)


@builtin("count(list: list) -> number", example="count([1, 2, 3])", gives="3")
def count(values: List) -> Decimal:
    """Count the elements of a list."""
    return Decimal(len(values))


@builtin("is empty(list: list) -> boolean", example="is empty([])", gives="true")
def is_empty(values: List) -> bool:
    """Tell whether a list has no elements."""
    return not values


@builtin("min(list: list) -> Any", "min(c...: Any) -> Any", example="min([3, 1, 2])", gives="1")
def minimum(scope: Scope, *values: Value) -> Value:
    """Give the smallest element."""
    return _extreme(scope, spread(values), -1)


@builtin("max(list: list) -> Any", "max(c...: Any) -> Any", example="max(1, 2, 3)", gives="3")
def maximum(scope: Scope, *values: Value) -> Value:
    """Give the greatest element."""
    return _extreme(scope, spread(values), 1)


def spread(values: Sequence[Value]) -> List:
    """Take arguments for a list where they are not one."""
    return values[0] if len(values) == 1 and is_list(values[0]) else values


def _extreme(scope: Scope, values: List, wanted: int) -> Value:
    charge_copy(scope, 8 * len(values))
    elements = items(values)
    best = next(elements, None)
    if best is None or order_of(best, best) is None:
        return _none_ordered(values)
    for value in elements:
        order = order_of(value, best)
        if order is None:
            return _none_ordered(values)
        if order == wanted:
            best = value
    return best


def _none_ordered(values: List) -> None:
    if values:
        raise NoValue("not_ordered")


@builtin("append(list: list, item...: Any) -> list", example="append([1], 2, 3)", gives="[1, 2, 3]")
def append(scope: Scope, values: List, *added: Value) -> list[Value]:
    """Add elements at the end."""
    charge_copy(scope, len(values), len(added))
    return [*values, *added]


@builtin(
    "concatenate(list...: list) -> list",
    example="concatenate([1, 2], [3])",
    gives="[1, 2, 3]",
)
def concatenate(scope: Scope, *lists: List) -> list[Value]:
    """Join lists into one."""
    charge_copy(scope, *map(len, lists))
    return [value for values in lists for value in values]


@builtin(
    "sublist(list: list, start position: number, length?: number) -> list",
    example="sublist([4, 5, 6], 1, 2)",
    gives="[4, 5]",
)
def sublist(
    scope: Scope, values: List, start: Decimal, length: Decimal | None = None
) -> list[Value]:
    """Give the part of a list from a position on, which counts from 1, or backwards from -1."""
    charge_copy(scope, len(values))
    first = place_of(start, len(values))
    if length is None:
        return list(values[first:])
    if length < 1 or first + length > len(values):
        raise NoValue("no_such_length", length=str(length), size=len(values))
    return list(values[first : first + int(length)])


@builtin(
    "insert before(list: list, position: number, newItem: Any) -> list",
    example="insert before([1, 3], 1, 2)",
    gives="[2, 1, 3]",
)
def insert_before(scope: Scope, values: List, position: Decimal, item: Value) -> list[Value]:
    """Put an element before the one at a position."""
    charge_copy(scope, len(values))
    place = place_of(position, len(values))
    return [*values[:place], item, *values[place:]]


@builtin(
    "remove(list: list, position: number) -> list",
    example="remove([1, 2, 3], 2)",
    gives="[1, 3]",
)
def remove(scope: Scope, values: List, position: Decimal) -> list[Value]:
    """Take the element at a position out."""
    charge_copy(scope, len(values))
    place = place_of(position, len(values))
    return [*values[:place], *values[place + 1 :]]


@builtin(
    "list replace(list: list, position: number, newItem: Any) -> list",
    example="list replace([2, 4, 7, 8], 3, 6)",
    gives="[2, 4, 6, 8]",
)
def list_replace(scope: Scope, values: List, position: Decimal, item: Value) -> list[Value]:
    """Put another element at a position."""
    charge_copy(scope, len(values))
    place = place_of(position, len(values))
    return [*values[:place], item, *values[place + 1 :]]


@builtin(
    "list replace(list: list, match: function, newItem: Any) -> list",
    example="list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)",
    gives="[5, 5, 7, 8]",
)
def list_replace_matching(scope: Scope, values: List, match: Function, item: Value) -> list[Value]:
    """Put another element wherever a function of the element and the new one is true."""
    replaced = []
    for value in items(values):
        verdict = invoke(match, scope, [value, item])
        if not isinstance(verdict, bool):
            raise NoValue("match_not_boolean")
        replaced.append(item if verdict else value)
    return replaced


@builtin("reverse(list: list) -> list", example="reverse([1, 2, 3])", gives="[3, 2, 1]")
def reverse(scope: Scope, values: List) -> list[Value]:
    """Turn the order round."""
    charge_copy(scope, len(values))
    return list(reversed(values))


@builtin(
    "index of(list: list, match: Any) -> list<number>",
    example="index of([1, 2, 3, 2], 2)",
    gives="[2, 4]",
)
def index_of(scope: Scope, values: List, match: Value) -> list[Decimal]:
    """Give the positions at which an element stands."""
    scope.budget.charge(len(values))
    return [
        Decimal(place)
        for place, value in enumerate(values, 1)
        if equal(value, match, scope.budget) is True
    ]


@builtin("union(list...: list) -> list", example="union([1, 2], [2, 3])", gives="[1, 2, 3]")
def union(scope: Scope, *lists: List) -> list[Value]:
    """Join lists into one without duplicates."""
    return _distinct(scope, (value for values in lists for value in values))


@builtin(
    "distinct values(list: list) -> list",
    example="distinct values([1, 2, 3, 2, 1])",
    gives="[1, 2, 3]",
)
def distinct_values(scope: Scope, values: List) -> list[Value]:
    """Leave duplicates out."""
    return _distinct(scope, values)


def _distinct(scope: Scope, values: Iterable[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in values:
        if not holds(scope, kept, value):
            kept.append(value)
    return kept


@builtin(
    "duplicate values(list: list) -> list",
    example="duplicate values([1, 2, 3, 2, 1])",
    gives="[1, 2]",
)
def duplicate_values(scope: Scope, values: List) -> list[Value]:
    """Give the values that stand in the list more than once."""
    seen: list[Value] = []
    again: list[Value] = []
    for value in values:
        (again if holds(scope, seen, value) else seen).append(value)
    return [value for value in seen if holds(scope, again, value)]


@builtin("flatten(list: list) -> list", example="flatten([[1, 2], [[3]], 4])", gives="[1, 2, 3, 4]")
def flatten(scope: Scope, values: List) -> list[Value]:
    """Put the elements of inner lists into one list."""
    flat: list[Value] = []
    _spill(scope, values, flat)
    return flat


def _spill(scope: Scope, values: List, into: list[Value]) -> None:
    scope.budget.charge(1 + len(values) // 2)
    with scope.budget:
        for value in values:
            if is_list(value):
                _spill(scope, value, into)
            else:
                into.append(value)


@builtin(
    "partition(list: list, size: number) -> list",
    example="partition([1, 2, 3, 4, 5], 2)",
    gives="[[1, 2], [3, 4], [5]]",
)
def partition(scope: Scope, values: List, size: Decimal) -> list[List]:
    """Cut a list into lists of a size."""
    if size < 1:
        raise NoValue("length_below_one")
    charge_copy(scope, COPIES_A_STEP * len(values))
    step = int(min(size, Decimal(len(values) or 1)))
    return [values[place : place + step] for place in range(0, len(values), step)]


@builtin(
    "sort(list: list, precedes?: function) -> list",
    example="sort([3, 1, 4], function(x, y) x < y)",
    gives="[1, 3, 4]",
)
def sort(scope: Scope, values: List, precedes: Function | None = None) -> list[Value]:
    """Sort, by a function that tells whether its first argument comes first if one is given."""

    def order(one: Value, other: Value) -> int:
        scope.budget.charge(1)
        if precedes is None:
            found = order_of(one, other)
            if found is None:
                raise NoValue("not_ordered")
            return found
        if invoke(precedes, scope, [one, other]) is True:
            return -1
        return int(invoke(precedes, scope, [other, one]) is True)

    if precedes is not None and len(precedes.parameters) != len(("x", "y")):
        raise NoValue("argument_count", wanted="2", given=len(precedes.parameters))
    return sorted(items(values), key=cmp_to_key(order))
