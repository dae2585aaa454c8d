"""Sums, differences, products and quotients with temporal values (DMN 1.5 tables 56 to 59)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Final

from engine.feel.temporal.reckoning import (
    at_wall,
    calendar_date,
    clock,
    date_at,
    day_number,
    days_in_month,
    join,
    time_at,
    wall,
)
from engine.feel.temporal.values import (
    DATE,
    DATE_AND_TIME,
    DAY,
    DAYS_AND_TIME,
    TIME,
    YEARS_AND_MONTHS,
    Date,
    DateTime,
    DayTimeDuration,
    Duration,
    Kind,
    Temporal,
    Time,
    YearMonthDuration,
    day_time,
    kind,
    year_month,
)
from engine.feel.temporal.zones import at_instant, instant

DECIMAL128 = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)


def add(left: object, right: object) -> Temporal | None:
    """Add a duration to a value or a value to a duration; None for every other pair."""
    if operation := SUMS.get((kind(left), kind(right))):
        return operation(left, right)
    if operation := SUMS.get((kind(right), kind(left))):
        return operation(right, left)
    return None


def subtract(left: object, right: object) -> Temporal | None:
    """Take a duration from a value, or give the duration between two points in time."""
    if isinstance(right, DayTimeDuration | YearMonthDuration):
        operation = SUMS.get((kind(left), kind(right)))
        return operation(left, negate(right)) if operation else None
    operation = DIFFERENCES.get((kind(left), kind(right)))
    return operation(left, right) if operation else None


def multiply(left: object, right: object) -> Duration | None:
    """Multiply a duration by a number, in either order; None for every other pair."""
    if isinstance(left, Decimal):
        left, right = right, left
    if not isinstance(right, Decimal):
        return None
    return _scaled(left, *right.as_integer_ratio())


def divide(left: object, right: object) -> Duration | Decimal | None:
    """Divide a duration by a number, or by a duration of its kind; None by zero."""
    if isinstance(right, Decimal):
        numerator, denominator = right.as_integer_ratio()
        return _scaled(left, denominator, numerator) if numerator else None
    if isinstance(left, DayTimeDuration) and isinstance(right, DayTimeDuration):
        return _ratio(left.nanoseconds, right.nanoseconds)
    if isinstance(left, YearMonthDuration) and isinstance(right, YearMonthDuration):
        return _ratio(left.months, right.months)
    return None


def negate(value: object) -> Duration | None:
    """Turn a duration round; None for every other value."""
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(-value.nanoseconds)
    return YearMonthDuration(-value.months) if isinstance(value, YearMonthDuration) else None


def absolute(value: object) -> Duration | None:
    """Give the length of a duration; None for every other value."""
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(abs(value.nanoseconds))
    return YearMonthDuration(abs(value.months)) if isinstance(value, YearMonthDuration) else None


def _scaled(duration: object, numerator: int, denominator: int) -> Duration | None:
    """Multiply by a fraction; what is finer than the kind's unit is cut towards zero."""
    if isinstance(duration, DayTimeDuration):
        return day_time(_cut(duration.nanoseconds * numerator, denominator))
    if isinstance(duration, YearMonthDuration):
        return year_month(_cut(duration.months * numerator, denominator))
    return None


def _cut(numerator: int, denominator: int) -> int:
    quotient = abs(numerator) // abs(denominator)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


def _ratio(numerator: int, denominator: int) -> Decimal | None:
    if not denominator:
        return None
    return DECIMAL128.divide(Decimal(numerator), Decimal(denominator))


def _later(value: DateTime, duration: DayTimeDuration) -> DateTime | None:
    if isinstance(value, datetime) and not duration.nanoseconds % 1000:
        later = _datetime_later(value, duration.nanoseconds // 1000)
        if later is not None:
            return later
    zone, start = value.tzinfo, instant(value)
    if zone is None or start is None:
        return at_wall(wall(value) + duration.nanoseconds, zone)
    return at_instant(start + duration.nanoseconds, zone)


def _datetime_later(value: datetime, microseconds: int) -> datetime | None:
    """Add within the years of the standard library, None beyond."""
    zone, offset = value.tzinfo, value.utcoffset()
    try:
        if zone is None or offset is None or type(zone) is timezone:
            return value + timedelta(microseconds=microseconds)
        return zone.fromutc(value - offset + timedelta(microseconds=microseconds))
    except OverflowError:
        return None


def _date_later(value: Date, duration: DayTimeDuration) -> Date | None:
    return date_at(day_number(value) + duration.nanoseconds // DAY)


def _time_later(value: Time, duration: DayTimeDuration) -> Time:
    return time_at((clock(value) + duration.nanoseconds) % DAY, value.tzinfo)


def _date_months_later(value: Date | DateTime, duration: YearMonthDuration) -> Date | None:
    """Move by months; a day the month does not have becomes its last (XPath F&O 3.1 §9.7.5)."""
    year, month = divmod(value.year * 12 + value.month - 1 + duration.months, 12)
    day = min(value.day, days_in_month(year, month + 1))
    return calendar_date(year, month + 1, day)


def _months_later(value: DateTime, duration: YearMonthDuration) -> DateTime | None:
    day = _date_months_later(value, duration)
    return None if day is None else join(day, time_at(clock(value), value.tzinfo))


def _between(left: Date | DateTime, right: Date | DateTime) -> DayTimeDuration | None:
    """Subtract instants when both have a zone, wall clocks when neither has (table 57)."""
    ends = instant(left), instant(right)
    if ends == (None, None):
        return day_time(wall(left) - wall(right))
    if ends[0] is None or ends[1] is None:
        return None
    return day_time(ends[0] - ends[1])


def _days_sum(left: DayTimeDuration, right: DayTimeDuration) -> DayTimeDuration | None:
    return day_time(left.nanoseconds + right.nanoseconds)


def _months_sum(left: YearMonthDuration, right: YearMonthDuration) -> YearMonthDuration | None:
    return year_month(left.months + right.months)


Operation = Callable[[Any, Any], Temporal | None]
SUMS: Final[Mapping[tuple[Kind | None, Kind | None], Operation]] = {
    (DATE_AND_TIME, DAYS_AND_TIME): _later,
    (DATE_AND_TIME, YEARS_AND_MONTHS): _months_later,
    (DATE, DAYS_AND_TIME): _date_later,
    (DATE, YEARS_AND_MONTHS): _date_months_later,
    (TIME, DAYS_AND_TIME): _time_later,
    (DAYS_AND_TIME, DAYS_AND_TIME): _days_sum,
    (YEARS_AND_MONTHS, YEARS_AND_MONTHS): _months_sum,
}
DIFFERENCES: Final[Mapping[tuple[Kind | None, Kind | None], Operation]] = {
    (DATE_AND_TIME, DATE_AND_TIME): _between,
    (DATE_AND_TIME, DATE): _between,
    (DATE, DATE_AND_TIME): _between,
    (DATE, DATE): _between,
    (TIME, TIME): _between,
}
