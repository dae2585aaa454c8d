"""The working days of many years in a row, so that a deadline is one bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

from engine.domain.calendar.hours import DAY, MICROSECOND, Hours, Seasons
from engine.domain.calendar.years import Year
from engine.domain.refusals import OutsideCalendar

SATURDAY = 5
LAST_SECOND = DAY - 1_000_000  # where hours run to 24:00, a deadline still carries its own date


class DayTable:
    """Working days by their ordinal, and the working time before each; moments are local, naive.

    Never changed once made. `worked` climbs with time, and stands still outside working hours;
    `moment` is its inverse, and gives the earliest moment of those that share a value.
    """

    __slots__ = ("_arranged", "_before", "_days", "_first", "_hours", "_last")

    def __init__(self, reach: range, notices: Sequence[Year], seasons: Seasons) -> None:
        """Lay out the years of a reach; where two notices differ on a day, the later one counts."""
        self._first = date(reach[0], 1, 1)
        self._last = date(reach[-1], 12, 31)
        self._arranged = arrangement(notices)
        pairs = [(day, seasons.on(day)) for day in self._working_days()]
        self._days = [day.toordinal() for day, _ in pairs]
        self._hours = [hours for _, hours in pairs]
        self._before = list(accumulate((hours.length for hours in self._hours), initial=0))

    def hours(self, day: date) -> Hours | None:
        """Give the hours of a working day; None for a day of rest."""
        index = bisect_left(self._days, self._checked(day))
        if index == len(self._days) or self._days[index] != day.toordinal():
            return None
        return self._hours[index]

    def worked(self, moment: datetime) -> int:
        """Give the working time, in microseconds, from the table's first day to a moment."""
        ordinal = self._checked(moment)
        index = bisect_left(self._days, ordinal)
        if index == len(self._days) or self._days[index] != ordinal:
            return self._before[index]
        return self._before[index] + self._hours[index].worked(time_of_day(moment))

    def moment(self, worked: int) -> datetime:
        """Give the earliest moment at which so much working time has passed; more than none."""
        index = self._known(bisect_left(self._before, worked) - 1)
        return self._at(index, self._hours[index].moment(worked - self._before[index]))

    def next_working(self, moment: datetime) -> datetime:
        """Give the moment itself where it is worked, ends included, or the next that is."""
        index = bisect_left(self._days, self._checked(moment))
        if index < len(self._days) and self._days[index] == moment.toordinal():
            found = self._hours[index].next_working(time_of_day(moment))
            if found is not None:
                return self._at(index, found)
            index += 1
        index = self._known(index)
        return self._at(index, self._hours[index].opening)

    def closing_after(self, day: date, count: int) -> datetime:
        """Give the end of the count-th working day after a day; of those before it if negative."""
        bisect = bisect_left if count < 0 else bisect_right
        from_zero = count if count < 0 else count - 1
        index = self._known(bisect(self._days, self._checked(day)) + from_zero)
        return self._at(index, min(self._hours[index].closing, LAST_SECOND))

    def count(self, start: date, end: date) -> int:
        """Give the number of working days after a start up to an end; negative backwards."""
        first, last = self._checked(start), self._checked(end)
        return bisect_right(self._days, last) - bisect_right(self._days, first)

    def is_arranged(self, day: date) -> bool:
        """Tell whether a notice decided the day: a holiday, or a weekend day worked for one."""
        return day in self._arranged

    def _working_days(self) -> Iterator[date]:
        for ordinal in range(self._first.toordinal(), self._last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._arranged.get(day, day.weekday() < SATURDAY):
                yield day

    def _at(self, index: int, microseconds: int) -> datetime:
        return datetime.fromordinal(self._days[index]) + timedelta(microseconds=microseconds)

    def _known(self, index: int) -> int:
        if index < 0:
            raise self._outside(self._first.year - 1)
        if index >= len(self._days):
            raise self._outside(self._last.year + 1)
        return index

    def _checked(self, day: date) -> int:
        ordinal = day.toordinal()
        if not self._first.toordinal() <= ordinal <= self._last.toordinal():
            raise self._outside(day.year)
        return ordinal

    def _outside(self, year: int) -> OutsideCalendar:
        return OutsideCalendar(year=year, first=self._first.year, last=self._last.year)


def arrangement(notices: Sequence[Year]) -> dict[date, bool]:
    """Give the days some notice decides, and whether they are worked."""
    worked: dict[date, bool] = {}
    for notice in notices:
        worked |= dict.fromkeys(notice.off, False) | dict.fromkeys(notice.on, True)
    return worked


def time_of_day(moment: datetime) -> int:
    """Give the microseconds since midnight."""
    return (moment - datetime.fromordinal(moment.toordinal())) // MICROSECOND
