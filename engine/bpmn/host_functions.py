"""The working calendar as functions of FEEL, under their Chinese and their English names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from engine.domain.calendar import Calendar, Limit, Unit
from engine.domain.refusals import Refusal
from engine.feel import Function, NoValue, Value, temporal
from engine.feel.builtins.registry import Builtin, functions_of
from engine.texts import LANGUAGES, say

HOUR = Decimal(3600)

# The calendar, then the arguments: instants with a zone, or numbers.
Call = Callable[..., Value]


@dataclass(frozen=True, slots=True)
class Declared:
    """A function of the calendar; the catalogue has its name, its parameters and its purpose."""

    key: str
    types: tuple[tuple[str, ...], ...]
    result: str
    arguments: str
    gives: str
    call: Call

    def head(self, language: str) -> tuple[str, str]:
        """Give the name of the function and its parameters in one language."""
        name, _, formals = say(f"host_functions.{self.key}", language=language).partition("(")
        return name, formals

    def on(self, calendar: Calendar, language: str) -> Builtin:
        """Give the function of one calendar as one language names it."""
        name, formals = self.head(language)
        names = formals.removesuffix(")").split(", ")
        typed = (zip(names, types, strict=True) for types in self.types)
        signatures = [", ".join(map(": ".join, parameters)) for parameters in typed]
        return Builtin(
            name=name,
            signatures=tuple(f"{name}({formals}) -> {self.result}" for formals in signatures),
            example=f"{name}({self.arguments})",
            gives=self.gives,
            call=lambda *arguments: answer(self.call, calendar, arguments),
        )


def host_functions(calendar: Calendar) -> Mapping[str, Function]:
    """Give the functions of a calendar by name; what they cannot answer is null and a warning."""
    return functions_of(host_builtins(calendar))


def host_names() -> frozenset[str]:
    """Give the names of the functions, for whoever reads a text before a calendar is known."""
    return frozenset(each.head(language)[0] for language in LANGUAGES for each in DECLARED)


def host_builtins(calendar: Calendar) -> tuple[Builtin, ...]:
    """Give the functions as a reference page shows them, each in every language.

    Their purposes are in the catalogue, under `host_functions.<key>_purpose`.
    """
    return tuple(each.on(calendar, language) for language in LANGUAGES for each in DECLARED)


def answer(call: Call, calendar: Calendar, arguments: tuple[Value, ...]) -> Value:
    """Call a function with instants where it was given dates and times.

    Raises:
        NoValue: The calendar refuses what it was asked.
    """
    try:
        return call(calendar, *(ready(argument, calendar) for argument in arguments))
    except Refusal as refusal:
        raise NoValue(refusal.code, **refusal.facts) from refusal


def ready(argument: Value, calendar: Calendar) -> Value:
    """Give a number itself, and the instant a date or a date and time stands for.

    A date stands for its first moment, and without a zone both are the calendar's.

    Raises:
        NoValue: It lies in a far year, or is finer than any clock here.
    """
    match argument:
        case Decimal():
            return argument
        case datetime():
            return argument if argument.tzinfo else argument.replace(tzinfo=calendar.zone)
        case date():
            return datetime.combine(argument, time(), calendar.zone)
    raise NoValue("no_instant", text=temporal.text(argument))


def after(unit: Unit) -> Call:
    """Give the function that counts a limit forwards."""
    return lambda calendar, start, amount: calendar.after(start, Limit(amount, unit))


def before(unit: Unit) -> Call:
    """Give the function that counts a limit backwards."""
    return lambda calendar, end, amount: calendar.before(end, Limit(amount, unit))


def days_between(calendar: Calendar, start: datetime, end: datetime) -> Decimal:
    """Count the working days after the first day up to the last."""
    return Decimal(calendar.days(start, end))


def hours_between(calendar: Calendar, start: datetime, end: datetime) -> Decimal:
    """Count the working hours between two instants."""
    microseconds = calendar.worked(start, end) // timedelta(microseconds=1)
    return Decimal(microseconds) / 1_000_000 / HOUR


def is_working_day(calendar: Calendar, at: datetime) -> bool:
    """Tell whether the day of an instant is worked."""
    return calendar.is_working_day(calendar.date(at))


def is_working_time(calendar: Calendar, at: datetime) -> bool:
    """Tell whether an instant lies in working time."""
    return calendar.is_working(at)


LATER = (("date", "number"), ("date and time", "number"))
BETWEEN = (("date", "date"), ("date and time", "date and time"))
ON = (("date",), ("date and time",))
INSTANT = "date and time"
FRIDAY = '@"2026-11-20T16:00:00+08:00"'
MONDAY = '@"2026-11-23T16:00:00+08:00"'
DECLARED = (
    Declared(
        "working_days_after",
        LATER,
        INSTANT,
        f"{FRIDAY}, 5",
        '@"2026-11-27T18:00:00@Asia/Shanghai"',
        after(Unit.WORKING_DAY),
    ),
    Declared(
        "working_hours_after",
        LATER,
        INSTANT,
        f"{FRIDAY}, 8",
        '@"2026-11-23T16:00:00@Asia/Shanghai"',
        after(Unit.WORKING_HOUR),
    ),
    Declared(
        "days_after",
        LATER,
        INSTANT,
        f"{FRIDAY}, 1",
        '@"2026-11-21T16:00:00@Asia/Shanghai"',
        after(Unit.DAY),
    ),
    Declared(
        "statutory_days_after",
        LATER,
        INSTANT,
        f"{FRIDAY}, 1",
        '@"2026-11-23T18:00:00@Asia/Shanghai"',
        after(Unit.STATUTORY_DAY),
    ),
    Declared(
        "working_days_before",
        LATER,
        INSTANT,
        f"{MONDAY}, 1",
        '@"2026-11-20T18:00:00@Asia/Shanghai"',
        before(Unit.WORKING_DAY),
    ),
    Declared("working_days_between", BETWEEN, "number", f"{FRIDAY}, {MONDAY}", "1", days_between),
    Declared("working_hours_between", BETWEEN, "number", f"{FRIDAY}, {MONDAY}", "8", hours_between),
    Declared("is_working_day", ON, "boolean", '@"2026-02-14"', "true", is_working_day),
    Declared("is_working_time", ON, "boolean", FRIDAY, "true", is_working_time),
)
