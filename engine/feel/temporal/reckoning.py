"""Days and times of day as whole numbers, and back: the arithmetic both representations share."""

from calendar import monthrange
from datetime import date, datetime, time, tzinfo

from engine.feel.temporal.values import (
    DAY,
    LAST_YEAR,
    SECOND,
    Date,
    DateTime,
    FarDate,
    FarDateTime,
    FineTime,
    Time,
)

# The Gregorian calendar repeats, weekdays included, every 400 years.
CYCLE_YEARS = 400
CYCLE_DAYS = 146_097


def year_in_cycle(year: int) -> tuple[int, int]:
    """Split a year into its 400-year cycle and a year from 1 to 400 with the same calendar."""
    cycle, rest = divmod(year - 1, CYCLE_YEARS)
    return cycle, rest + 1


def day_number(value: Date | DateTime) -> int:
    """Count the days up to a date; 1 is 0001-01-01 of the proleptic Gregorian calendar."""
    if isinstance(value, date):
        return value.toordinal()
    cycle, year = year_in_cycle(value.year)
    return cycle * CYCLE_DAYS + date(year, value.month, value.day).toordinal()


def date_at(number: int) -> Date | None:
    """Give the date of a day number, None outside the calendar."""
    if 1 <= number <= date.max.toordinal():
        return date.fromordinal(number)
    cycle, rest = divmod(number - 1, CYCLE_DAYS)
    near = date.fromordinal(rest + 1)
    year = near.year + cycle * CYCLE_YEARS
    return FarDate(year, near.month, near.day) if abs(year) <= LAST_YEAR else None


def calendar_date(year: int, month: int, day: int) -> Date | None:
    """Make a date from its parts, None when there is no such day."""
    if abs(year) > LAST_YEAR:
        return None
    _, near_year = year_in_cycle(year)
    try:
        near = date(near_year, month, day)
    except ValueError:
        return None
    return near.replace(year=year) if 1 <= year <= date.max.year else FarDate(year, month, day)


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month of any year."""
    return monthrange(year_in_cycle(year)[1], month)[1]


def nanosecond(value: Time | DateTime) -> int:
    """Give the fraction of the second in nanoseconds."""
    if isinstance(value, FineTime | FarDateTime):
        return value.nanosecond
    return value.microsecond * 1000


def clock(value: Time | DateTime) -> int:
    """Count the nanoseconds since midnight on the clock on the wall."""
    seconds = (value.hour * 60 + value.minute) * 60 + value.second
    return seconds * SECOND + nanosecond(value)


def wall(value: Date | Time | DateTime) -> int:
    """Count the nanoseconds of calendar and clock as they stand on the wall, whatever the zone."""
    if isinstance(value, time | FineTime):
        return clock(value)
    days = day_number(value) * DAY
    return days + clock(value) if isinstance(value, datetime | FarDateTime) else days


def at_wall(nanoseconds: int, zone: tzinfo | None, fold: int = 0) -> DateTime | None:
    """Give the date and time of a wall count, None outside the calendar."""
    number, rest = divmod(nanoseconds, DAY)
    day = date_at(number)
    return None if day is None else join(day, time_at(rest, zone), fold)


def time_at(nanoseconds: int, zone: tzinfo | None) -> Time:
    """Give the time of day that many nanoseconds after midnight."""
    seconds, fraction = divmod(nanoseconds, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if fraction % 1000:
        return FineTime(hour, minute, second, fraction, zone)
    return time(hour, minute, second, fraction // 1000, zone)


def join(day: Date | DateTime, clock_time: Time, fold: int = 0) -> DateTime:
    """Put the time of day on the date."""
    if isinstance(day, date) and isinstance(clock_time, time):
        return datetime.combine(day, clock_time.replace(fold=fold))
    return FarDateTime(
        day.year,
        day.month,
        day.day,
        clock_time.hour,
        clock_time.minute,
        clock_time.second,
        nanosecond(clock_time),
        clock_time.tzinfo,
        fold,
    )
