"""The working hours of a day, and the seasons of a year that change them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from engine.domain.refusals import HoursInvalid

MICROSECOND = timedelta(microseconds=1)
MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
LEAP_YEAR = 2024  # has every month and day there is


@dataclass(frozen=True, slots=True)
class Hours:
    """Working intervals of one day: microseconds since midnight, in order, none touching.

    No interval at all is a day on which nobody works.
    """

    intervals: tuple[tuple[int, int], ...]

    @property
    def opening(self) -> int:
        """Give the first working moment; a day with hours only."""
        return self.intervals[0][0]

    @property
    def closing(self) -> int:
        """Give the last working moment; a day with hours only."""
        return self.intervals[-1][1]

    @property
    def length(self) -> int:
        """Give the working time of the whole day."""
        return self.worked(DAY)

    def worked(self, moment: int) -> int:
        """Give the working time that lies before a moment of the day."""
        return sum(min(moment, end) - start for start, end in self.intervals if moment > start)

    def moment(self, worked: int) -> int:
        """Give the earliest moment at which so much has been worked: an end, never a next start."""
        moment = self.opening + worked
        for (_, end), (start, _) in pairwise(self.intervals):
            if moment > end:
                moment += start - end
        return moment

    def next_working(self, moment: int) -> int | None:
        """Give the moment itself where it is worked, ends included, or the next that is."""
        return next((max(start, moment) for start, end in self.intervals if moment <= end), None)


CLOSED = Hours(())


def read_hours(texts: Sequence[str]) -> Hours:
    """Read intervals such as `09:00-12:00`; `24:00` is the end of the day.

    Raises:
        HoursInvalid: An interval is not two times of a day, or does not follow the one before it.
    """
    try:
        intervals = tuple(read_interval(text) for text in texts)
    except ValueError as error:
        raise HoursInvalid(text="; ".join(texts)) from error
    bounds = [moment for interval in intervals for moment in interval]
    if any(later <= earlier for earlier, later in pairwise(bounds)):
        raise HoursInvalid(text="; ".join(texts))
    return Hours(intervals)


def read_interval(text: str) -> tuple[int, int]:
    """Read `start-end`."""
    start, end = text.split("-")
    return read_moment(start), read_moment(end)


def read_moment(text: str) -> int:
    """Read `hour:minute` as microseconds since midnight."""
    if text == "24:00":
        return DAY
    clock = time.fromisoformat(text)
    return (clock.hour * 60 + clock.minute) * MINUTE


@dataclass(frozen=True, slots=True)
class Seasons:
    """Working hours by season: each begins on a month and day and lasts until the next begins."""

    starts: tuple[tuple[int, int], ...]
    hours: tuple[Hours, ...]

    def on(self, day: date) -> Hours:
        """Give the hours of a day; before the year's first start the last season still holds."""
        return self.hours[bisect_right(self.starts, (day.month, day.day)) - 1]


def read_seasons(texts: Mapping[str, Sequence[str]]) -> Seasons:
    """Read seasons by their first day: `{"05-01": ["08:30-12:00", …], "10-01": […]}`.

    Raises:
        HoursInvalid: No season at all, one that starts on no day, or one without hours.
    """
    if not texts or not all(texts.values()):
        raise HoursInvalid(text=str(dict(texts)))
    by_start = {read_month_day(start): read_hours(hours) for start, hours in texts.items()}
    starts = tuple(sorted(by_start))
    return Seasons(starts, tuple(by_start[start] for start in starts))


def read_month_day(text: str) -> tuple[int, int]:
    """Read `month-day`."""
    try:
        day = date.fromisoformat(f"{LEAP_YEAR}-{text}")
    except ValueError as error:
        raise HoursInvalid(text=text) from error
    return day.month, day.day
