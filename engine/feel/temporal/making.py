"""Temporal values from numbers and from one another (DMN 1.5 §10.3.4.1)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.feel.temporal.reckoning import calendar_date, clock, date_at, day_number, join, time_at
from engine.feel.temporal.values import (
    LAST_YEAR,
    MINUTE,
    SECOND,
    Date,
    DateTime,
    DayTimeDuration,
    FarDate,
    FarDateTime,
    FineTime,
    Time,
    day_time,
)
from engine.feel.temporal.zones import zone_at_offset

UTC_MIDNIGHT = time(0, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def make_date(year: object, month: object, day: object) -> Date | None:
    """Make a date of three whole numbers."""
    years, months, days = _whole(year, LAST_YEAR), _whole(month, 12), _whole(day, 31)
    if years is None or months is None or days is None:
        return None
    return calendar_date(years, months, days)


def make_time(hour: object, minute: object, second: object, offset: object = None) -> Time | None:
    """Make a time of day; the second may have a fraction, the offset is a duration or None."""
    hours, minutes = _whole(hour, 23), _whole(minute, 59)
    if hours is None or minutes is None or hours < 0 or minutes < 0:
        return None
    if not isinstance(second, Decimal) or not 0 <= second < MINUTE:
        return None
    numerator, denominator = second.as_integer_ratio()
    of_day = (hours * 60 + minutes) * 60 * SECOND + numerator * SECOND // denominator
    if offset is None:
        return time_at(of_day, None)
    if not isinstance(offset, DayTimeDuration) or offset.nanoseconds % SECOND:
        return None
    zone = zone_at_offset(offset.nanoseconds // SECOND)
    return None if zone is None else time_at(of_day, zone)


def make_date_and_time(day: object, clock_time: object) -> DateTime | None:
    """Put a time on a date; of a date and time only its date is taken."""
    plain = date_of(day)
    if plain is None or not isinstance(clock_time, time | FineTime):
        return None
    return join(plain, clock_time)


def date_of(value: object) -> Date | None:
    """Give the date of a date or of a date and time."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, FarDateTime):
        return date_at(day_number(value))
    return value if isinstance(value, date | FarDate) else None


def time_of(value: object) -> Time | None:
    """Give the time of a time, of a date and time, or of a date: midnight at UTC."""
    if isinstance(value, datetime | FarDateTime):
        return time_at(clock(value), value.tzinfo)
    if isinstance(value, date | FarDate):
        return UTC_MIDNIGHT
    return value if isinstance(value, time | FineTime) else None


def date_and_time_of(value: object) -> DateTime | None:
    """Give the date and time of a date and time, or of a date: midnight at UTC."""
    if isinstance(value, datetime | FarDateTime):
        return value
    return join(value, UTC_MIDNIGHT) if isinstance(value, date | FarDate) else None


def duration_of(delta: timedelta) -> DayTimeDuration | None:
    """Give the duration of a standard library `timedelta`."""
    return day_time(delta // MICROSECOND * 1000)


def timedelta_of(duration: DayTimeDuration) -> timedelta | None:
    """Give the standard library `timedelta` of a duration, None where it does not fit."""
    try:
        return timedelta(microseconds=duration.nanoseconds // 1000)
    except OverflowError:
        return None


def _whole(number: object, largest: int) -> int | None:
    """Give a whole number not larger either way, None for anything else."""
    if not isinstance(number, Decimal) or not -largest <= number <= largest:
        return None
    return int(number) if number == number.to_integral_value() else None
