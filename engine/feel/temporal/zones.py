"""Zones of times: an offset from UTC, an identifier of the IANA database, or none."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from engine.feel.temporal.reckoning import CYCLE_YEARS, at_wall, wall
from engine.feel.temporal.values import (
    SECOND,
    Date,
    DateTime,
    FarDateTime,
    FineTime,
    Time,
)

LARGEST_OFFSET = 14 * 3600  # XML Schema Part 2 §3.3.7
# A time of day has no date to ask the zone's rules for; XPath takes this one (F&O 3.1 §9.5).
REFERENCE_DATE = (1972, 12, 31)


@cache
def zone_names() -> frozenset[str]:
    """List the identifiers of the IANA database, the same on every machine."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def zone_named(name: str) -> ZoneInfo | None:
    """Find the zone of an IANA identifier, None when there is none."""
    return ZoneInfo(name) if name in zone_names() else None


def zone_at_offset(seconds: int) -> timezone | None:
    """Make the zone of a fixed offset, None beyond fourteen hours."""
    if abs(seconds) > LARGEST_OFFSET:
        return None
    return timezone(timedelta(seconds=seconds)) if seconds else UTC


def offset_seconds(value: Time | DateTime) -> int | None:
    """Give the offset from UTC at that value, None for a local one."""
    offset = _offset(value)
    return None if offset is None else offset.days * 86_400 + offset.seconds


def _offset(value: Time | DateTime) -> timedelta | None:
    if isinstance(value, datetime):
        return value.utcoffset()
    zone = value.tzinfo
    if zone is None:
        return None
    return zone.utcoffset(None) if type(zone) is timezone else _near(value, zone).utcoffset()


def instant(value: Date | Time | DateTime) -> int | None:
    """Count the nanoseconds on the line of UTC, None for a local value.

    A date stands for its midnight at UTC (DMN 1.5 §10.3.2.3.5); a time counts from midnight.
    """
    if not isinstance(value, time | FineTime | datetime | FarDateTime):
        return wall(value)
    offset = offset_seconds(value)
    return None if offset is None else wall(value) - offset * SECOND


def at_instant(nanoseconds: int, zone: tzinfo) -> DateTime | None:
    """Give the date and time a zone shows at an instant, None outside the calendar."""
    universal = at_wall(nanoseconds, zone)
    if universal is None:
        return None
    local = zone.fromutc(_near(universal, zone))
    offset = local.utcoffset() or timedelta()
    shift = (offset.days * 86_400 + offset.seconds) * SECOND
    return at_wall(nanoseconds + shift, zone, local.fold)


def in_zone(value: DateTime, zone: tzinfo) -> DateTime | None:
    """Give the same instant as another zone shows it, None for a local value."""
    moment = instant(value)
    return None if moment is None else at_instant(moment, zone)


def zone_text(value: Time | DateTime) -> str:
    """Write the zone as FEEL does: nothing, `Z`, `+08:00` or `@Asia/Shanghai`."""
    if isinstance(value.tzinfo, ZoneInfo):
        return f"@{value.tzinfo.key}"
    offset = offset_seconds(value)
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    minutes, second = divmod(abs(offset), 60)
    written = f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{written}:{second:02}" if second else written


def _near(value: Time | DateTime, zone: tzinfo) -> datetime:
    """Give a `datetime` the rules of the zone answer alike, well inside the years they know."""
    if isinstance(value, time | FineTime):
        year, month, day = REFERENCE_DATE
    else:
        year, month, day = _near_year(value.year), value.month, value.day
    return datetime(
        year,
        month,
        day,
        value.hour,
        value.minute,
        value.second,
        tzinfo=zone,
        fold=0 if isinstance(value, FineTime) else value.fold,
    )


def _near_year(year: int) -> int:
    """Give a year of the same calendar that leaves `datetime` room on both sides."""
    if MINYEAR < year < MAXYEAR:
        return year
    first = MINYEAR + 1 if year <= MINYEAR else MAXYEAR - CYCLE_YEARS
    return first + (year - first) % CYCLE_YEARS
