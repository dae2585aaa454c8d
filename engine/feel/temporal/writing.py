"""Temporal values to text: the one canonical form that reads back as the same value."""

from datetime import datetime, time

from engine.feel.temporal.reckoning import nanosecond
from engine.feel.temporal.values import (
    SECOND,
    Date,
    DateTime,
    DayTimeDuration,
    FarDateTime,
    FineTime,
    Temporal,
    Time,
    YearMonthDuration,
)
from engine.feel.temporal.zones import zone_text


def text(value: Temporal) -> str:
    """Write a value as `string()` gives it (DMN 1.5 §10.3.4.1)."""
    if isinstance(value, DayTimeDuration):
        return _days_text(value)
    if isinstance(value, YearMonthDuration):
        return _months_text(value)
    if isinstance(value, datetime | FarDateTime):
        return f"{_date_text(value)}T{_clock_text(value)}"
    if isinstance(value, time | FineTime):
        return _clock_text(value)
    return _date_text(value)


def _date_text(value: Date | DateTime) -> str:
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def _clock_text(value: Time | DateTime) -> str:
    fraction = _fraction_text(nanosecond(value))
    seconds = f"{value.hour:02}:{value.minute:02}:{value.second:02}"
    return f"{seconds}{fraction}{zone_text(value)}"


def _fraction_text(nanoseconds: int) -> str:
    return f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""


def _days_text(duration: DayTimeDuration) -> str:
    seconds, fraction = divmod(abs(duration.nanoseconds), SECOND)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    of_day = (f"{hour}H" if hour else "") + (f"{minute}M" if minute else "")
    if second or fraction:
        of_day += f"{second}{_fraction_text(fraction)}S"
    if not days and not of_day:
        return "PT0S"
    sign = "-" if duration.nanoseconds < 0 else ""
    return f"{sign}P{f'{days}D' if days else ''}{f'T{of_day}' if of_day else ''}"


def _months_text(duration: YearMonthDuration) -> str:
    years, months = divmod(abs(duration.months), 12)
    if not duration.months:
        return "P0M"
    sign = "-" if duration.months < 0 else ""
    return f"{sign}P{f'{years}Y' if years else ''}{f'{months}M' if months else ''}"
