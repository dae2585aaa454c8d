"""The types of FEEL as values (DMN 1.5 §10.3.2.9)."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.feel.budget import Budget


@dataclass(frozen=True, slots=True)
class Simple:
    """A type with a name and no parts: `number`, `date and time`, `Any`."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """`list<item>`."""

    item: "Type"


@dataclass(frozen=True, slots=True)
class RangeOf:
    """`range<item>`."""

    item: "Type"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """`context<name: type, …>`: at least these entries."""

    entries: tuple[tuple[str, "Type"], ...]


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """`function<type, …> -> type`."""

    parameters: tuple["Type", ...]
    result: "Type"


@dataclass(frozen=True, slots=True, eq=False)
class Allowed:
    """An item definition with allowed values: the base type, and what else must hold."""

    base: "Type"
    allows: Callable[[object, Budget], bool]


Type = Simple | ListOf | RangeOf | ContextOf | FunctionOf | Allowed

ANY = Simple("Any")
NULL = Simple("Null")
NUMBER = Simple("number")
STRING = Simple("string")
BOOLEAN = Simple("boolean")
DATE = Simple("date")
TIME = Simple("time")
DATE_AND_TIME = Simple("date and time")
DAYS_AND_TIME = Simple("days and time duration")
YEARS_AND_MONTHS = Simple("years and months duration")
LIST = ListOf(ANY)
CONTEXT = ContextOf(())
RANGE = RangeOf(ANY)
FUNCTION = Simple("function")

SIMPLE = {
    type_.name: type_
    for type_ in (
        *(ANY, NULL, NUMBER, STRING, BOOLEAN, DATE, TIME),
        *(DATE_AND_TIME, DAYS_AND_TIME, YEARS_AND_MONTHS, FUNCTION),
    )
}
NAMED: dict[str, Type] = {
    **SIMPLE,
    "list": LIST,
    "context": CONTEXT,
    "range": RANGE,
    # The names of DMN's own schema (DMN 1.5 §7.3.2).
    "dateTime": DATE_AND_TIME,
    "dayTimeDuration": DAYS_AND_TIME,
    "yearMonthDuration": YEARS_AND_MONTHS,
}


def without_limits(type_: Type) -> Type:
    """Give a type without the allowed values of item definitions."""
    match type_:
        case Allowed(base):
            return without_limits(base)
        case ListOf(item):
            return ListOf(without_limits(item))
        case RangeOf(item):
            return RangeOf(without_limits(item))
        case ContextOf(entries):
            return ContextOf(tuple((name, without_limits(entry)) for name, entry in entries))
    return type_


def name_of(type_: Type) -> str:
    """Write a type as FEEL does."""
    match type_:
        case Simple(name):
            return name
        case ListOf(item):
            return "list" if type_ == LIST else f"list<{name_of(item)}>"
        case RangeOf(item):
            return "range" if type_ == RANGE else f"range<{name_of(item)}>"
        case ContextOf(entries):
            inside = ", ".join(f"{name}: {name_of(entry)}" for name, entry in entries)
            return f"context<{inside}>" if entries else "context"
        case FunctionOf(parameters, result):
            inside = ", ".join(map(name_of, parameters))
            return f"function<{inside}> -> {name_of(result)}"
        case Allowed(base):
            return name_of(base)
