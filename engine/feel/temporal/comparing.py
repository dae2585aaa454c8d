"""Order, equality and identity of temporal values (DMN 1.5 tables 53, 54 and 81)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.feel.temporal.reckoning import day_number, wall
from engine.feel.temporal.values import (
    DATE,
    DATE_AND_TIME,
    DAYS_AND_TIME,
    SECOND,
    TIME,
    YEARS_AND_MONTHS,
    DateTime,
    Kind,
    Temporal,
    Time,
    kind,
)
from engine.feel.temporal.writing import text
from engine.feel.temporal.zones import offset_seconds

KNOWN_ZONES = (timezone, ZoneInfo)


def compare(left: object, right: object) -> int | None:
    """Order two values of one kind: -1, 0 or 1; None for unlike kinds.

    Times, and dates and times, compare by whole seconds, the resolution the conformance tests
    demand, of their instants; a local one takes the offset of the other (DMN 1.5 table 54).
    """
    if type(left) is datetime and type(right) is datetime and _comparable(left, right):
        first, second = _whole(left), _whole(right)
        return (first > second) - (first < second)
    shared = kind(left)
    if shared is None or shared != kind(right):
        return None
    mine, yours = KEYS[shared](left, right)
    return (mine > yours) - (mine < yours)


def equal(left: object, right: object) -> bool | None:
    """Tell whether two values of one kind have the same value; None for unlike kinds."""
    order = compare(left, right)
    return None if order is None else order == 0


def same(left: Temporal, right: Temporal) -> bool:
    """Tell whether two values are one element of the domain: zone and fraction count too."""
    return kind(left) == kind(right) and text(left) == text(right)


def _comparable(left: datetime, right: datetime) -> bool:
    """Tell whether the standard library compares the two as FEEL does, as nearly always.

    It compares instants across zones, but wall clocks within one, whatever their offsets.
    """
    mine, yours = left.tzinfo, right.tzinfo
    if mine is None or yours is None:
        return mine is yours
    if mine is yours:
        return type(mine) is timezone or left.utcoffset() == right.utcoffset()
    return type(mine) in KNOWN_ZONES and type(yours) in KNOWN_ZONES


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _moments(left: Time | DateTime, right: Time | DateTime) -> tuple[int, int]:
    mine, yours = wall(left) // SECOND, wall(right) // SECOND
    my_offset, your_offset = offset_seconds(left), offset_seconds(right)
    if my_offset is None or your_offset is None:
        return mine, yours
    return mine - my_offset, yours - your_offset


KEYS: Final[Mapping[Kind, Callable[[Any, Any], tuple[int, int]]]] = {
    DATE: lambda left, right: (day_number(left), day_number(right)),
    TIME: _moments,
    DATE_AND_TIME: _moments,
    DAYS_AND_TIME: lambda left, right: (left.nanoseconds, right.nanoseconds),
    YEARS_AND_MONTHS: lambda left, right: (left.months, right.months),
}
