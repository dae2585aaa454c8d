"""Built-ins that make one value of a list (DMN 1.5 §10.3.4.4): sums, means, all and any."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from engine.feel.arithmetic import POWER_STEPS, calculate, numeric
from engine.feel.builtins.lists import spread
from engine.feel.builtins.registry import builtin
from engine.feel.findings import NoValue
from engine.feel.numbers import DECIMAL128
from engine.feel.scope import Scope
from engine.feel.values import Value, items, kind

SUMMABLE = frozenset({"number", "days and time duration", "years and months duration"})


def elements(scope: Scope, arguments: Sequence[Value]) -> list[Value]:
    """Give the elements of a list that came as one argument or as many."""
    values = spread(arguments)
    scope.budget.charge(1 + len(values))
    return list(items(values))


def numbers(scope: Scope, arguments: Sequence[Value]) -> list[Decimal]:
    """Give the elements, which must be numbers.

    Raises:
        NoValue: One of them is no number.
    """
    found = elements(scope, arguments)
    for value in found:
        if not isinstance(value, Decimal):
            raise NoValue("not_all_numbers", kind=kind(value))
    return found


@builtin("sum(list: list) -> Any", "sum(n...: Any) -> Any", example="sum([1, 2, 3])", gives="6")
def total(scope: Scope, *arguments: Value) -> Value:
    """Add numbers, or durations, up."""
    values = elements(scope, arguments)
    return _added(scope, values) if values else None


def _added(scope: Scope, values: Sequence[Value]) -> Value:
    result = values[0]
    if kind(result) not in SUMMABLE:
        raise NoValue("not_all_numbers", kind=kind(result))
    for value in values[1:]:
        result = calculate("+", result, value, scope.budget)
    return result


@builtin("mean(list: list) -> Any", "mean(n...: Any) -> Any", example="mean([1, 2, 3])", gives="2")
def mean(scope: Scope, *arguments: Value) -> Value:
    """Give the arithmetic mean of numbers or durations."""
    values = elements(scope, arguments)
    if not values:
        return None
    return calculate("/", _added(scope, values), Decimal(len(values)), scope.budget)


@builtin(
    "product(list: list) -> number",
    "product(n...: Any) -> number",
    example="product([2, 3, 4])",
    gives="24",
)
def product(scope: Scope, *arguments: Value) -> Decimal | None:
    """Multiply numbers."""
    result = None
    for number in numbers(scope, arguments):
        result = number if result is None else numeric(DECIMAL128.multiply, result, number)
    return result


@builtin(
    "median(list: list) -> number",
    "median(n...: Any) -> number",
    example="median(8, 2, 5, 3, 4)",
    gives="4",
)
def median(scope: Scope, *arguments: Value) -> Decimal | None:
    """Give the middle one of the sorted numbers, or the mean of the middle two."""
    found = sorted(numbers(scope, arguments))
    half = len(found) // 2
    if not found or len(found) % 2:
        return found[half] if found else None
    return numeric(
        DECIMAL128.divide, numeric(DECIMAL128.add, found[half - 1], found[half]), Decimal(2)
    )


@builtin(
    "stddev(list: list) -> number",
    "stddev(n...: Any) -> number",
    example="stddev([2, 4, 7, 5])",
    gives="2.081665999466132735282297706979931",
)
def stddev(scope: Scope, *arguments: Value) -> Decimal | None:
    """Give the standard deviation of a sample."""
    found = numbers(scope, arguments)
    if len(found) < len(("one", "other")):
        raise NoValue("too_few_for_deviation")
    scope.budget.charge(POWER_STEPS + len(found))
    middle = numeric(DECIMAL128.divide, _summed(found), Decimal(len(found)))
    distances = [numeric(DECIMAL128.subtract, number, middle) for number in found]
    squares = [numeric(DECIMAL128.multiply, distance, distance) for distance in distances]
    variance = numeric(DECIMAL128.divide, _summed(squares), Decimal(len(found) - 1))
    return numeric(DECIMAL128.sqrt, variance)


def _summed(values: Sequence[Decimal]) -> Decimal:
    result = Decimal(0)
    for value in values:
        result = numeric(DECIMAL128.add, result, value)
    return result


@builtin(
    "mode(list: list) -> list<number>",
    "mode(n...: Any) -> list<number>",
    example="mode([6, 3, 9, 6, 6])",
    gives="[6]",
)
def mode(scope: Scope, *arguments: Value) -> list[Decimal]:
    """Give the numbers that stand most often in a list, sorted."""
    counts = Counter(numbers(scope, arguments))
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


@builtin(
    "all(list: list) -> boolean",
    "all(b...: Any) -> boolean",
    example="all([true, false])",
    gives="false",
)
def every(scope: Scope, *arguments: Value) -> bool | None:
    """Tell whether all elements are true."""
    return _settled(elements(scope, arguments), settling=False)


@builtin(
    "any(list: list) -> boolean",
    "any(b...: Any) -> boolean",
    example="any([true, false])",
    gives="true",
)
def some(scope: Scope, *arguments: Value) -> bool | None:
    """Tell whether an element is true."""
    return _settled(elements(scope, arguments), settling=True)


def _settled(values: Sequence[Value], *, settling: bool) -> bool | None:
    if any(value is settling for value in values):
        return settling
    return not settling if all(isinstance(value, bool) for value in values) else None
