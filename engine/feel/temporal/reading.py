"""Text to temporal values, by the exact lexical rules (DMN 1.5 §10.3.4.1, XML Schema Part 2)."""

import re
from datetime import UTC, tzinfo

from engine.feel.temporal.reckoning import calendar_date, date_at, day_number, join, time_at
from engine.feel.temporal.values import (
    DAY,
    SECOND,
    Date,
    DateTime,
    Duration,
    Temporal,
    Time,
    day_time,
    year_month,
)
from engine.feel.temporal.zones import zone_at_offset, zone_named

LONGEST_TEXT = 100

DATE_FORM = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)", re.ASCII)
TIME_FORM = re.compile(r"(\d\d):([0-5]\d):([0-5]\d)(?:\.(\d+))?(.*)", re.ASCII)
OFFSET_FORM = re.compile(r"([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
DAYS_FORM = re.compile(
    r"(-)?P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?", re.ASCII
)
MONTHS_FORM = re.compile(r"(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)


def parse_date(text: str) -> Date | None:
    """Read a date such as `2026-11-20` or `-0044-03-15`."""
    match = DATE_FORM.fullmatch(text)
    return calendar_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def parse_time(text: str) -> Time | None:
    """Read a time such as `08:30:00`, `08:30:00.5+08:00` or `08:30:00@Asia/Shanghai`."""
    read = _clock(text)
    return time_at(read[0] % DAY, read[1]) if read else None


def parse_date_and_time(text: str) -> DateTime | None:
    """Read a date and time such as `2026-11-20T08:30:00`; a date alone is its midnight."""
    day_text, letter, time_text = text.partition("T")
    day = parse_date(day_text)
    read = _clock(time_text) if letter else (0, None)
    if day is None or read is None:
        return None
    nanoseconds, zone = read
    if nanoseconds == DAY:
        following = date_at(day_number(day) + 1)
        return None if following is None else join(following, time_at(0, zone))
    return join(day, time_at(nanoseconds, zone))


def parse_duration(text: str) -> Duration | None:
    """Read a duration such as `P1Y2M` or `-P1DT2H3M4.5S`; the two kinds do not mix."""
    if len(text) > LONGEST_TEXT:
        return None
    if match := MONTHS_FORM.fullmatch(text):
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return year_month(-months if match[1] else months)
    if match := DAYS_FORM.fullmatch(text):
        days, hours, minutes, seconds = (int(match[part] or 0) for part in (2, 3, 4, 5))
        whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        nanoseconds = whole * SECOND + _fraction(match[6])
        return day_time(-nanoseconds if match[1] else nanoseconds)
    return None


def at_literal(text: str) -> Temporal | None:
    """Read the text of an `@"…"` literal, whichever kind it is."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    if "T" in text.partition("@")[0]:
        return parse_date_and_time(text)
    return parse_date(text) or parse_time(text)


def _clock(text: str) -> tuple[int, tzinfo | None] | None:
    """Read nanoseconds since midnight, `24:00:00` included, and the zone."""
    match = TIME_FORM.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    nanoseconds = ((hour * 60 + minute) * 60 + second) * SECOND + _fraction(match[4])
    zone = _zone(match[5]) if match[5] else None
    if nanoseconds > DAY or (match[5] and zone is None):
        return None
    return nanoseconds, zone


def _zone(text: str) -> tzinfo | None:
    """Read a zone such as `Z`, `+08:00` or `@Asia/Shanghai`."""
    if text in ("Z", "z"):  # the small one stands in an example of DMN 1.5 table 72
        return UTC
    if text.startswith("@"):
        return zone_named(text[1:])
    match = OFFSET_FORM.fullmatch(text)
    if match is None:
        return None
    seconds = (int(match[2]) * 60 + int(match[3])) * 60 + int(match[4] or 0)
    return zone_at_offset(-seconds if match[1] == "-" else seconds)


def _fraction(digits: str | None) -> int:
    """Give a fraction of a second in nanoseconds; what is finer is cut."""
    return int(digits[:9].ljust(9, "0")) if digits else 0
