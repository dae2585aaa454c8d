"""What a person is told of a deadline: until when, and how much is left or how late it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.domain.calendar.working import Calendar
from engine.texts import say

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words about time: a code under `time` and its facts, which may be phrases themselves."""

    code: str
    facts: Mapping[str, "str | int | Phrase"] = field(default_factory=dict)

    def sentence(self, language: str = "zh") -> str:
        """Say it to a person."""
        facts = {
            name: fact.sentence(language) if isinstance(fact, Phrase) else fact
            for name, fact in self.facts.items()
        }
        return say(f"time.{self.code}", facts, language)


def remaining(due: datetime, now: datetime, calendar: Calendar, *, working: bool) -> Phrase:
    """Tell until when something is due and what is left, or by how much it is late.

    Whole days are working days if the limit is counted in working time, and 24 hours otherwise;
    less than one is told in hours and minutes of the wall clock, which anybody can check.
    """
    if now > due:
        return Phrase("overdue", {"late": span(due, now, calendar, working=working)})
    local, today = calendar.wall(due), calendar.date(now)
    time, left = f"{local:%H:%M}", span(now, due, calendar, working=working)
    if local.date() == today:
        return Phrase("due_today", {"time": time, "left": left})
    if local.date() == today + DAY:
        return Phrase("due_tomorrow", {"time": time, "left": left})
    date: dict[str, str | int | Phrase] = {
        "month": Phrase(f"month_{local.month}"),
        "day": local.day,
    }
    if local.year == today.year:
        return Phrase("due_on", {**date, "time": time, "left": left})
    return Phrase("due_in_year", {"year": local.year, **date, "time": time, "left": left})


def provisional(due: datetime, calendar: Calendar) -> Phrase:
    """Tell why a deadline with the mark may still move: the year whose notice is waited for."""
    # The last days of a December may wait for the notice of the year they lead into.
    return Phrase(
        "provisional", {"year": max(calendar.date(due).year, calendar.unknown_from.year + 1)}
    )


def span(start: datetime, end: datetime, calendar: Calendar, *, working: bool) -> Phrase:
    """Give the length of time between two instants, the later one last, as people say it."""
    working_days = calendar.days(start, end) if working else 0
    if working_days:
        return counted("working_day", working_days)
    elapsed = end - start
    if elapsed >= DAY:
        return counted("day", elapsed // DAY)
    hours, minutes = divmod(-(-elapsed // MINUTE), 60)  # a minute begun is still there
    if hours and minutes:
        return Phrase("hours_minutes", {"hours": hours, "minutes": minutes})
    return Phrase("hours", {"hours": hours}) if hours else Phrase("minutes", {"minutes": minutes})


def counted(code: str, count: int) -> Phrase:
    """Give a number of things by its code, of which one and many are worded apart."""
    return Phrase(code if count == 1 else f"{code}s", {"count": count})
