"""The calendar deadlines are counted in: 工作日, 工作时 and natural time."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from engine.domain.calendar.hours import Seasons
from engine.domain.calendar.limits import Limit, Unit
from engine.domain.calendar.table import DayTable
from engine.domain.calendar.years import Year, provisional_year, unknown_from

YEARS_AHEAD = 25  # how far behind the last notice a deadline may lie, provisionally


class DayEnd(StrEnum):
    """When a deadline's last day ends.

    民法典 §203: at 24:00, or where there are business hours, when business stops. 24:00 is said as
    23:59:59, so that a deadline carries the date it belongs to.
    """

    CLOSING = "closing"
    MIDNIGHT = "midnight"


@dataclass(frozen=True, slots=True)
class Due:
    """Where a limit ends; provisional while the year it runs into has no notice yet."""

    at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours in which limits are counted; one for all units of a district.

    - *Working hours* are used up only while it is working time. A start outside working time (a
      holiday at 02:00, the noon break, the evening) is counted from the next opening.
    - *n working days*: the day of the start is not counted, whatever the time of day and whether
      or not it is worked; the deadline is the end of the n-th working day after it (民法典 §201:
      开始的当日不计入，自下一日开始计算). Nought is the same day: its end while that is still
      ahead, otherwise the end of the next working day.
    - *n statutory days*: the n-th day after the start; if that is a day of rest, the next working
      day (民法典 §203). It ends with the day.
    - *Natural days, hours, minutes* run on without a stop, a day for 24 hours.

    `years` are the State Council's notices, `local` those of the district itself (the holidays of
    an autonomous region), which count where the two differ. `fixed_holidays` (month-day) stand in
    for years without a notice. Hours worked at other times never enter here: see `Opening`.
    """

    zone: tzinfo
    seasons: Seasons
    years: tuple[Year, ...]
    local: tuple[Year, ...] = ()
    fixed_holidays: tuple[str, ...] = ()
    day_ends: DayEnd = DayEnd.CLOSING
    table: DayTable = field(init=False, repr=False, compare=False)
    unknown_from: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {year.number for year in self.years}
        reach = range(min(known), max(known) + YEARS_AHEAD + 1)
        unknown = [number for number in reach if number not in known]
        guessed = [provisional_year(number, self.fixed_holidays) for number in unknown]
        table = DayTable(reach, [*self.years, *guessed, *self.local], self.seasons)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "unknown_from", unknown_from(unknown[0]))

    def with_year(self, year: Year) -> "Calendar":
        """Give the calendar with one more notice, in place of an earlier one for that year."""
        others = [each for each in self.years if each.number != year.number]
        return replace(self, years=(*others, year))

    def due(self, start: datetime, limit: Limit) -> Due:
        """Give where a limit ends that begins at an instant, and whether a notice may move it.

        Raises:
            OutsideCalendar: The limit begins or ends in a year the calendar does not reach.
        """
        at = self.after(start, limit)
        return Due(at, limit.unit.needs_calendar and self.is_provisional(at))

    def after(self, start: datetime, limit: Limit) -> datetime:
        """Give the instant, in the calendar's zone, at which a limit ends.

        Raises:
            OutsideCalendar: The limit begins or ends in a year the calendar does not reach.
        """
        if not limit.unit.needs_calendar:
            return self._elapsed(start, limit.microseconds)
        local = self.wall(start)
        if limit.unit is Unit.WORKING_DAY:
            return self._zoned(self._after_working_days(local, limit.count))
        if limit.unit is Unit.STATUTORY_DAY:
            return self._zoned(self._after_statutory_days(local, limit.count))
        return self._zoned(self._after_worked(local, limit.microseconds))

    def before(self, end: datetime, limit: Limit) -> datetime:
        """Give the latest instant that lies a limit ahead of another.

        n working days ahead is the end of the n-th working day before that day: what is due on
        Wednesday, one working day ahead, is due when Tuesday ends.

        Raises:
            OutsideCalendar: The result lies in a year the calendar does not reach.
        """
        if limit.amount == 0:
            return aware(end).astimezone(self.zone)
        local = self.wall(end)
        if limit.unit is Unit.WORKING_DAY:
            return self._zoned(self._day_end(self.table.closing_after(local, -limit.count)))
        if limit.unit.is_working:
            return self._zoned(self.table.moment(self.table.worked(local) - limit.microseconds))
        return self._elapsed(end, -limit.microseconds)

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """Give the working time between two instants; negative where the end is the earlier."""
        worked = self.table.worked(self.wall(end)) - self.table.worked(self.wall(start))
        return timedelta(microseconds=worked)

    def days(self, start: datetime, end: datetime) -> int:
        """Give the working days after the start's day up to the end's; negative backwards."""
        return self.table.count(self.wall(start), self.wall(end))

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return self.table.hours(day) is not None

    def is_working(self, at: datetime) -> bool:
        """Tell whether an instant lies in working time, its first and last moments included."""
        local = self.wall(at)
        return self.table.next_working(local) == local

    def is_arranged(self, day: date) -> bool:
        """Tell whether a notice decided the day: a holiday, or a weekend day worked for one."""
        return self.table.is_arranged(day)

    def is_provisional(self, at: datetime) -> bool:
        """Tell whether a notice still to come may change what is counted up to an instant."""
        return self.date(at) >= self.unknown_from

    def date(self, at: datetime) -> date:
        """Give the date of an instant in the calendar's zone."""
        return self.wall(at).date()

    def wall(self, at: datetime) -> datetime:
        """Give the date and time a clock on the wall shows, without a zone.

        Raises:
            ValueError: The instant names no zone, a mistake of the caller.
        """
        return aware(at).astimezone(self.zone).replace(tzinfo=None)

    def _after_worked(self, start: datetime, microseconds: int) -> datetime:
        if microseconds == 0:
            return self.table.next_working(start)
        return self.table.moment(self.table.worked(start) + microseconds)

    def _after_working_days(self, start: datetime, count: int) -> datetime:
        if count == 0:
            return self._first_day_end(start)
        return self._day_end(self.table.closing_after(start, count))

    def _after_statutory_days(self, start: datetime, count: int) -> datetime:
        if count == 0:
            return self._first_day_end(start)
        return self._first_day_end(datetime.fromordinal(start.toordinal() + count))

    def _first_day_end(self, moment: datetime) -> datetime:
        """Give the end of the first working day that ends at or after a moment."""
        same_day = self._day_end(self.table.closing_after(moment - timedelta(days=1), 1))
        return same_day if same_day >= moment else self._after_working_days(moment, 1)

    def _day_end(self, closing: datetime) -> datetime:
        if self.day_ends is DayEnd.CLOSING:
            return closing
        return closing.replace(hour=23, minute=59, second=59, microsecond=0)

    def _elapsed(self, start: datetime, microseconds: int) -> datetime:
        elapsed = timedelta(microseconds=microseconds)
        return (aware(start).astimezone(UTC) + elapsed).astimezone(self.zone)

    def _zoned(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone)


def aware(at: datetime) -> datetime:
    """Give an instant back, unless it is no instant for want of a zone.

    Raises:
        ValueError: The value names no zone, a mistake of the caller.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} names no zone")
    return at
