"""Which days of a year are off and which weekend days are worked, by the State Council's notice."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from engine.domain.refusals import YearInvalid

HERE = Path(__file__).parent


class YearEntry(TypedDict):
    """A year as the year file writes it: days and `first/last` ranges in ISO 8601."""

    source: str
    off: Sequence[str]
    on: Sequence[str]


@dataclass(frozen=True, slots=True)
class Year:
    """One notice: holidays and the weekend days worked for them (调休上班).

    A notice may reach back into the last days of the December before its year.
    """

    number: int
    source: str
    off: frozenset[date]
    on: frozenset[date]


@cache
def published_years() -> tuple[Year, ...]:
    """Give every year of the committed year file, the first one first."""
    entries = json.loads((HERE / "years.json").read_text(encoding="utf-8"))
    return tuple(read_year(int(number), entry) for number, entry in sorted(entries.items()))


def read_year(number: int, entry: YearEntry) -> Year:
    """Read one notice.

    Raises:
        YearInvalid: A day is no date, lies in another year, or is both off and on.
    """
    off, on = (frozenset(days(number, texts)) for texts in (entry["off"], entry["on"]))
    strays = off & on | {day for day in off | on if not reaches(number, day)}
    if strays:
        raise YearInvalid(year=number, text=", ".join(map(str, sorted(strays))))
    return Year(number, entry["source"], off, on)


def written(year: Year) -> YearEntry:
    """Give a notice as the year file writes it, day by day."""
    off, on = ([day.isoformat() for day in sorted(days)] for days in (year.off, year.on))
    return {"source": year.source, "off": off, "on": on}


def days(number: int, texts: Sequence[str]) -> Iterator[date]:
    """Read days and ranges of days."""
    for text in texts:
        first, _, last = text.partition("/")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError as error:
            raise YearInvalid(year=number, text=text) from error
        if end < start:
            raise YearInvalid(year=number, text=text)
        yield from map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1))


def reaches(number: int, day: date) -> bool:
    """Tell whether the notice of a year may decide a day."""
    return unknown_from(number) <= day <= date(number, 12, 31)


def unknown_from(number: int) -> date:
    """Give the first day that is open while a year has no notice.

    New Year's holiday has begun as early as 30 December, and a day worked for it was as early as
    29 December (2007, 2018): no notice since 2004 reached further back.
    """
    return date(number - 1, 12, 29)


def provisional_year(number: int, fixed: Sequence[str]) -> Year:
    """Give a year without a notice: weekends, and holidays that stand on a fixed date by law.

    Which weekends are worked and when the lunar festivals and Qingming are kept is not known.
    """
    off = frozenset(date.fromisoformat(f"{number}-{day}") for day in fixed)
    return Year(number, "", off, frozenset())
