"""The values of FEEL and how those a caller hands in are read (DMN 1.5 §10.3.2.3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from engine.feel import temporal
from engine.feel.numbers import decimal_of
from engine.feel.types import ANY, Type

# A FEEL value. Python's types cannot say more: contexts and lists hold whatever the caller has.
Value = Any


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; one written as a comparison keeps its operator and may have one end only."""

    low: Value
    high: Value
    low_included: bool
    high_included: bool
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function; `name...` of a built-in takes all that follow."""

    name: str
    type: Type = ANY
    optional: bool = False
    variadic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function value: `call(scope, *arguments)` gets arguments of the declared types.

    A strict one, as the built-ins are, takes null only where its type is `Any`; `cost` is what a
    call takes from the budget before it does anything.
    """

    parameters: tuple[Parameter, ...]
    call: Callable[..., Value]
    name: str = ""
    result: Type = ANY
    strict: bool = False
    cost: int = 2
    overloads: tuple["Function", ...] = ()


PLAIN = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    tuple: "list",
    dict: "context",
    Range: "range",
    Function: "function",
}
READY = frozenset(PLAIN)


def kind(value: Value) -> str:
    """Name the kind of a value: `number`, `date and time`, `null`, ..."""
    found = PLAIN.get(type(value)) or temporal.kind(value)
    if found:
        return found
    value = read(value)
    return PLAIN.get(type(value)) or temporal.kind(value) or "context"


def read(value: Value) -> Value:
    """Give the FEEL value of whatever a caller put into a context; what has none is null."""
    kind_ = type(value)
    if kind_ in READY:
        return value
    if kind_ is int or kind_ is float:
        return decimal_of(value) if kind_ is int or isfinite(value) else None
    if temporal.kind(value) is not None:
        return value
    return read_foreign(value)


def read_foreign(value: Value) -> Value:
    """Give the FEEL value of a subclass or a foreign container."""
    match value:
        case Mapping():
            return value
        case str():
            return str(value)
        case int() | float():
            return decimal_of(int(value) if isinstance(value, int) else float(value))
        case timedelta():
            return temporal.duration_of(value)
        case Sequence() | set() | frozenset():
            return list(value)
    return None


def items(values: Sequence[Value]) -> Iterator[Value]:
    """Give the elements of a list, read."""
    for value in values:
        yield value if type(value) in READY else read(value)


def is_list(value: Value) -> bool:
    """Tell whether a value is a list."""
    return type(value) is list or type(value) is tuple


def is_context(value: Value) -> bool:
    """Tell whether a value is a context."""
    return type(value) is dict or isinstance(value, Mapping)
