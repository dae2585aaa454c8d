"""Reads the year file of a new notice, and refuses what cannot be one."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from engine.domain.calendar.table import SATURDAY
from engine.domain.calendar.working import Calendar
from engine.domain.calendar.years import Year, YearEntry, provisional_year, read_year
from engine.domain.refusals import (
    NoticeEntryInvalid,
    NoticeLacksHolidays,
    NoticeOutOfTurn,
    NoticeUnreadable,
    NoticeWorksWeekdays,
)


def read_notice(text: str, calendar: Calendar) -> tuple[Year, ...]:
    """Read the years of a file that a calendar can take up: those it knows, and the next one.

    Raises:
        NoticeUnreadable: The file is no JSON.
        NoticeEntryInvalid: It is not by year, or an entry lacks its source or its days.
        NoticeOutOfTurn: A year between has no notice yet.
        YearInvalid: A day is no date, lies in another year, or is both off and on.
        NoticeWorksWeekdays: A day that is worked instead of another is no weekend day.
        NoticeLacksHolidays: A holiday that stands on a fixed date by law is not off.
    """
    years = []
    for name, entry in sorted(entries_of(text).items()):
        year = read_entry(name, entry, calendar)
        calendar = calendar.with_year(year)
        years.append(year)
    return tuple(years)


def entries_of(text: str) -> Mapping[str, object]:
    """Give the entries of a file by year."""
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise NoticeUnreadable(line=error.lineno) from error
    if not isinstance(entries, Mapping):
        raise NoticeUnreadable(line=1)
    return entries


def read_entry(name: str, entry: object, calendar: Calendar) -> Year:
    """Read the entry of one year."""
    if not (name.isascii() and name.isdecimal() and is_entry(entry)):
        raise NoticeEntryInvalid(name=name)
    number = int(name)
    known = {year.number for year in calendar.years}
    if number not in known and number != max(known) + 1:
        raise NoticeOutOfTurn(year=number, next=max(known) + 1)
    year = read_year(number, cast("YearEntry", entry))
    weekdays = {day for day in year.on if day.weekday() < SATURDAY}
    if weekdays:
        raise NoticeWorksWeekdays(year=number, days=listed(weekdays))
    lacking = provisional_year(number, calendar.fixed_holidays).off - year.off
    if lacking:
        raise NoticeLacksHolidays(year=number, days=listed(lacking))
    return year


def is_entry(entry: object) -> bool:
    """Tell whether an entry has a source and two lists of days."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("source"), str):
        return False
    lists = [entry.get(name) for name in ("off", "on")]
    return all(
        isinstance(days, list) and all(isinstance(day, str) for day in days) for days in lists
    )


def listed(days: Iterable[date]) -> str:
    """Write days one after the other."""
    return ", ".join(sorted(map(str, days)))
