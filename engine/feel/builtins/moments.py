"""Built-ins that make and read dates, times and durations (DMN 1.5 §10.3.4.1, §10.3.4.6)."""

from decimal import Decimal

from engine.feel import temporal
from engine.feel.builtins.registry import builtin
from engine.feel.comparing import equal
from engine.feel.findings import NoValue
from engine.feel.scope import Scope
from engine.feel.values import Value, kind

# Reading or making a moment is far slower than adding two numbers.
MAKING_STEPS = 8


def found(value: Value, text: object = "") -> Value:
    """Give a value that there is.

    Raises:
        NoValue: There is none.
    """
    if value is None:
        raise NoValue("not_temporal", text=text)
    return value


@builtin(
    "date(from: string) -> date",
    example='date("2026-11-20")',
    gives='@"2026-11-20"',
    cost=MAKING_STEPS,
)
def date_from_text(text: str) -> Value:
    """Make a date of a text, a date and time, or year, month and day."""
    return found(temporal.parse_date(text), text)


@builtin(
    "date(from: date) -> date",
    "date(from: date and time) -> date",
    example='date(@"2026-11-20T08:00:00")',
    gives='@"2026-11-20"',
)
def date_from_moment(moment: Value) -> Value:
    """Give the day of a date and time."""
    return temporal.date_of(moment)


@builtin(
    "date(year: number, month: number, day: number) -> date",
    example="date(2026, 11, 20)",
    gives='@"2026-11-20"',
    cost=MAKING_STEPS,
)
def date_from_numbers(year: Decimal, month: Decimal, day: Decimal) -> Value:
    """Make a date of year, month and day."""
    return found(temporal.make_date(year, month, day), f"{year}-{month}-{day}")


@builtin(
    "time(from: string) -> time", example='time("08:30:00")', gives='@"08:30:00"', cost=MAKING_STEPS
)
def time_from_text(text: str) -> Value:
    """Make a time of a text, a date and time, or hour, minute and second."""
    return found(temporal.parse_time(text), text)


@builtin(
    "time(from: time) -> time",
    "time(from: date and time) -> time",
    "time(from: date) -> time",
    example='time(@"2026-11-20T08:30:00")',
    gives='@"08:30:00"',
)
def time_from_moment(moment: Value) -> Value:
    """Give the time of day of a date and time."""
    return temporal.time_of(moment)


@builtin(
    "time(hour: number, minute: number, second: number, offset?: days and time duration) -> time",
    "time(hour: number, minute: number, second: number, offset: Null) -> time",
    example='time(8, 30, 0, duration("PT8H"))',
    gives='@"08:30:00+08:00"',
    cost=MAKING_STEPS,
)
def time_from_numbers(
    hour: Decimal, minute: Decimal, second: Decimal, offset: Value = None
) -> Value:
    """Make a time of hour, minute, second and an offset from UTC."""
    return found(temporal.make_time(hour, minute, second, offset), f"{hour}:{minute}:{second}")


@builtin(
    "date and time(from: string) -> date and time",
    example='date and time("2026-11-20T08:30:00")',
    gives='@"2026-11-20T08:30:00"',
    cost=MAKING_STEPS,
)
def date_and_time_from_text(text: str) -> Value:
    """Make a date and time of a text, or of a date and a time."""
    return found(temporal.parse_date_and_time(text), text)


@builtin(
    "date and time(from: date and time) -> date and time",
    "date and time(from: date) -> date and time",
    example='date and time(@"2026-11-20")',
    gives='@"2026-11-20T00:00:00Z"',
)
def date_and_time_from_moment(moment: Value) -> Value:
    """Give the midnight, in UTC, at which a date begins."""
    return temporal.date_and_time_of(moment)


@builtin(
    "date and time(date: date and time, time: time) -> date and time",
    "date and time(date: date, time: time) -> date and time",
    example='date and time(@"2026-11-20", @"08:30:00")',
    gives='@"2026-11-20T08:30:00"',
)
def date_and_time_from_parts(day: Value, clock: Value) -> Value:
    """Put a date and a time together."""
    return found(temporal.make_date_and_time(day, clock))


@builtin(
    "date and time(date: date and time, timezone: string) -> date and time",
    example='date and time(@"2026-11-20T00:00:00Z", "Asia/Shanghai").hour',
    gives="8",
    cost=MAKING_STEPS,
)
def date_and_time_in_zone(moment: Value, zone: str) -> Value:
    """Give the same instant in another time zone."""
    place = temporal.zone_named(zone)
    return found(temporal.in_zone(moment, place) if place else None, zone)


@builtin(
    "duration(from: string) -> Any", example='duration("PT2H")', gives='@"PT2H"', cost=MAKING_STEPS
)
def duration_from_text(text: str) -> Value:
    """Make a duration of a text such as P1D, PT2H30M or P1Y2M."""
    return found(temporal.parse_duration(text), text)


@builtin(
    "duration(from: days and time duration) -> days and time duration",
    "duration(from: years and months duration) -> years and months duration",
    example='duration(@"PT2H")',
    gives='@"PT2H"',
)
def duration_from_duration(duration: Value) -> Value:
    """Give a duration as it is."""
    return duration


@builtin(
    "years and months duration(from: date, to: date) -> years and months duration",
    "years and months duration(from: date, to: date and time) -> years and months duration",
    "years and months duration(from: date and time, to: date) -> years and months duration",
    "years and months duration(from: date and time, to: date and time)"
    " -> years and months duration",
    example='years and months duration(@"2025-09-01", @"2026-11-20")',
    gives='@"P1Y2M"',
)
def years_and_months(start: Value, end: Value) -> Value:
    """Give the whole years and months between two dates."""
    return found(temporal.years_and_months_between(start, end))


def of_day(name: str, result: str) -> tuple[str, str]:
    """Write the signatures of a function of a date, or of a date and time."""
    return f"{name}(date: date) -> {result}", f"{name}(date: date and time) -> {result}"


@builtin(*of_day("day of year", "number"), example='day of year(@"2019-09-17")', gives="260")
def day_of_year(day: Value) -> Value:
    """Give the number of the day in its year."""
    return temporal.day_of_year(day)


@builtin(*of_day("day of week", "string"), example='day of week(@"2019-09-17")', gives='"Tuesday"')
def day_of_week(day: Value) -> Value:
    """Give the English name of the weekday."""
    return temporal.day_of_week(day)


@builtin(
    *of_day("month of year", "string"),
    example='month of year(@"2019-09-17")',
    gives='"September"',
)
def month_of_year(day: Value) -> Value:
    """Give the English name of the month."""
    return temporal.month_of_year(day)


@builtin(*of_day("week of year", "number"), example='week of year(@"2019-09-17")', gives="38")
def week_of_year(day: Value) -> Value:
    """Give the number of the week in its year, after ISO 8601."""
    return temporal.week_of_year(day)


@builtin(
    *of_day("last day of month", "date"),
    example='last day of month(@"2026-02-01")',
    gives='@"2026-02-28"',
)
def last_day_of_month(day: Value) -> Value:
    """Give the last day of the month."""
    return temporal.last_day_of_month(day)


@builtin("now() -> date and time", example="now() = now()", gives="true")
def now(scope: Scope) -> Value:
    """Give the instant at which the evaluation takes place."""
    if scope.now is None:
        raise NoValue("no_clock")
    return scope.now


@builtin("today() -> date", example="today() = date(now())", gives="true")
def today(scope: Scope) -> Value:
    """Give the day on which the evaluation takes place."""
    if scope.now is None:
        raise NoValue("no_clock")
    return scope.now.date()


@builtin(
    "is(value1?: Any, value2?: Any) -> boolean",
    example='is(@"08:00:00Z", @"08:00:00@Etc/UTC")',
    gives="false",
)
def identical(scope: Scope, one: Value = None, other: Value = None) -> bool:
    """Tell whether two values are the same in every part of them."""
    if temporal.kind(one) is not None and temporal.kind(other) is not None:
        return temporal.same(one, other)
    return kind(one) == kind(other) and equal(one, other, scope.budget) is True
