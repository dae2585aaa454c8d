"""Instants as a scenario writes them: `09:10`, `周二 09:10`, `12-01 09:10`, `2026-12-01 09:10`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from engine.domain.calendar import Limit, read_limit
from engine.domain.calendar.limits import units
from engine.texts import LANGUAGES, say

WRITTEN = re.compile(
    r"(?:(?P<day>(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<date>\d{1,2}))\s+|(?P<week>\S+)\s+)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
)
LENGTH = re.compile(r"(\d+)\s*(.+)")
DAY = timedelta(days=1)
HALF_MINUTE = timedelta(seconds=30)
WEEK = 7
HALF_A_YEAR, FOUR_YEARS = 183, 1461  # a 29th of February is never further away


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day, and the day as far as it was written."""

    hour: int
    minute: int
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None

    def after(self, now: datetime) -> datetime:
        """Give the first instant from now on that is meant; today's where no day is written."""
        ahead = WEEK if self.weekday is not None else FOUR_YEARS
        days = range(ahead + 1) if self.names_day else range(1)
        if self.year is not None:
            return self._on(date(self.year, self.month or 1, self.day or 1), now)
        found = (self._on((now + n * DAY).date(), now) for n in days)
        return next(at for at in found if self._is_day(at) and (at >= now or not self.names_day))

    def matches(self, at: datetime, now: datetime) -> bool:
        """Tell whether an instant is the one that is meant, seen from now, to the minute."""
        at = (at.astimezone(now.tzinfo) + HALF_MINUTE).replace(second=0, microsecond=0)
        reach = WEEK if self.weekday is not None else HALF_A_YEAR
        near = abs((at.date() - now.date()).days) <= reach or self.year is not None
        days = self._is_day(at) and near if self.names_day else at.date() == now.date()
        return days and (at.hour, at.minute) == (self.hour, self.minute)

    @property
    def names_day(self) -> bool:
        """Tell whether a day is written."""
        return self.weekday is not None or self.month is not None

    def _is_day(self, at: datetime) -> bool:
        known = (self.year, self.month, self.day, self.weekday)
        real = (at.year, at.month, at.day, at.weekday())
        return all(wanted in {None, is_} for wanted, is_ in zip(known, real, strict=True))

    def _on(self, day: date, now: datetime) -> datetime:
        return datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=now.tzinfo)


def read_moment(text: object) -> Moment | None:
    """Read an instant; None where it is not written as one."""
    found = WRITTEN.fullmatch(str(text).strip())
    if found is None:
        return None
    weekday = weekdays().get(found["week"]) if found["week"] else None
    numbers = {name: int(found[name]) for name in ("year", "month") if found[name]}
    day = int(found["date"]) if found["date"] else None
    moment = Moment(int(found["hour"]), int(found["minute"]), weekday, day=day, **numbers)
    known = weekday is not None or not found["week"]
    return moment if known and _is_real(moment) else None


def read_length(text: object) -> Limit | None:
    """Read how long something lasts, as `3 工作日`; None where it is not written so."""
    found = LENGTH.fullmatch(str(text).strip())
    if found is None or found[2] not in units():
        return None
    return read_limit(int(found[1]), found[2])


@cache
def weekdays() -> dict[str, int]:
    """Give the names of the days of the week in every language, Monday being 0."""
    said = (say("rehearsal.weekdays", language=language).split() for language in LANGUAGES)
    return {name: n for names in said for n, name in enumerate(names)}


def _is_real(moment: Moment) -> bool:
    try:
        date(moment.year or 2028, moment.month or 1, moment.day or 1)
        time(moment.hour, moment.minute)
    except ValueError:
        return False
    return True
