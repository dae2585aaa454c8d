"""The named parts of temporal values (DMN 1.5 tables 65 and 66)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.feel.temporal.reckoning import day_number, nanosecond
from engine.feel.temporal.values import (
    DATE,
    DATE_AND_TIME,
    DAYS_AND_TIME,
    SECOND,
    TIME,
    YEARS_AND_MONTHS,
    Date,
    DateTime,
    DayTimeDuration,
    Kind,
    Time,
    kind,
)
from engine.feel.temporal.zones import offset_seconds

Part = Decimal | str | DayTimeDuration | None


def get(value: object, name: str) -> Part:
    """Give a named part of a value, None where the value has no such part."""
    own = kind(value)
    part = PARTS[own].get(name) if own else None
    return part(value) if part else None


def weekday(value: Date | DateTime) -> int:
    """Give the day of the week, 1 for Monday to 7 for Sunday."""
    return (day_number(value) - 1) % 7 + 1


def _second(value: Time | DateTime) -> Decimal:
    return _seconds(value.second * SECOND + nanosecond(value))


def _seconds(nanoseconds: int) -> Decimal:
    whole, fraction = divmod(nanoseconds, SECOND)
    return Decimal(f"{whole}.{fraction:09}").normalize() if fraction else Decimal(whole)


def _time_offset(value: Time | DateTime) -> DayTimeDuration | None:
    offset = offset_seconds(value)
    return None if offset is None else DayTimeDuration(offset * SECOND)


def _timezone(value: Time | DateTime) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _months_part(unit: int, limit: int | None) -> Callable[[Any], Decimal]:
    return lambda duration: _signed_part(duration.months, unit, limit)


def _days_part(unit: int, limit: int | None) -> Callable[[Any], Decimal]:
    return lambda duration: _signed_part(duration.nanoseconds, unit * SECOND, limit)


def _signed_part(total: int, unit: int, limit: int | None) -> Decimal:
    """Give one unit of a normalized duration; every part has the sign of the whole."""
    count = abs(total) // unit
    if limit is not None:
        count %= limit
    return Decimal(-count if total < 0 else count)


def _duration_seconds(duration: DayTimeDuration) -> Decimal:
    rest = _seconds(abs(duration.nanoseconds) % (60 * SECOND))
    return -rest if duration.nanoseconds < 0 and rest else rest


OF_DATE: Final[Mapping[str, Callable[[Any], Part]]] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(weekday(value)),
}
OF_TIME: Final[Mapping[str, Callable[[Any], Part]]] = {
    "hour": lambda value: Decimal(value.hour),
    "minute": lambda value: Decimal(value.minute),
    "second": _second,
    "time offset": _time_offset,
    "timezone": _timezone,
}
PARTS: Final[Mapping[Kind, Mapping[str, Callable[[Any], Part]]]] = {
    DATE: OF_DATE,
    TIME: OF_TIME,
    DATE_AND_TIME: {**OF_DATE, **OF_TIME},
    YEARS_AND_MONTHS: {"years": _months_part(12, None), "months": _months_part(1, 12)},
    DAYS_AND_TIME: {
        "days": _days_part(86_400, None),
        "hours": _days_part(3600, 24),
        "minutes": _days_part(60, 60),
        "seconds": _duration_seconds,
    },
}
