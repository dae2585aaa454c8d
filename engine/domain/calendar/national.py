"""The calendar every district starts from: national holidays, and hours it may change."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

from engine.domain.calendar.hours import read_seasons
from engine.domain.calendar.working import Calendar, DayEnd
from engine.domain.calendar.years import Year, published_years

SETTINGS = Path(__file__).parent / "national.json"


class FixedHolidays(TypedDict):
    """Holidays whose date a law fixes, as month-day, and that law."""

    source: str
    days: Sequence[str]


class Settings(TypedDict):
    """What a district decides about its calendar: hours are by season, keyed by its first day."""

    zone: str
    hours: Mapping[str, Sequence[str]]
    day_ends: str
    fixed_holidays: FixedHolidays


def read_calendar(settings: Settings, years: tuple[Year, ...]) -> Calendar:
    """Read a calendar from its settings and the notices it knows.

    Raises:
        HoursInvalid: The hours of a season cannot be read.
    """
    return Calendar(
        zone=ZoneInfo(settings["zone"]),
        seasons=read_seasons(settings["hours"]),
        years=years,
        fixed_holidays=tuple(settings["fixed_holidays"]["days"]),
        day_ends=DayEnd(settings["day_ends"]),
    )


@cache
def national_settings() -> Settings:
    """Give the settings a district starts from."""
    settings: Settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    return settings


@cache
def national_calendar() -> Calendar:
    """Give the calendar of the committed year file and the national settings."""
    return read_calendar(national_settings(), published_years())
