"""When one unit's door is open (延时错时服务, market days); no deadline ever asks this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from engine.domain.calendar.hours import CLOSED, Hours
from engine.domain.calendar.table import time_of_day
from engine.domain.calendar.working import Calendar

LOOK_AHEAD = 400  # days; a door closed for longer has no next opening


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening hours of a unit: the calendar's working hours, changed for this unit alone.

    `dates` decides single days (a market day, a closure); `weekly` (Monday is 0) decides the
    other days, but neither opens a holiday nor shortens a weekend day worked for a holiday.
    """

    calendar: Calendar
    weekly: Mapping[int, Hours] = field(default_factory=dict)
    dates: Mapping[date, Hours] = field(default_factory=dict)

    def hours(self, day: date) -> Hours:
        """Give the opening hours of a day; none at all while the door stays closed."""
        if day in self.dates:
            return self.dates[day]
        working_hours = self.calendar.table.hours(day) or CLOSED
        if self.calendar.is_arranged(day):
            return working_hours
        return self.weekly.get(day.weekday(), working_hours)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the door is open; at closing time it is not."""
        moment = time_of_day(self.calendar.wall(at))
        intervals = self.hours(self.calendar.date(at)).intervals
        return any(start <= moment < end for start, end in intervals)

    def next_opening(self, at: datetime) -> datetime | None:
        """Give the instant itself while the door is open, or when it opens next."""
        if self.is_open(at):
            return at
        return next(
            (opening for opening in self._openings(self.calendar.date(at)) if opening > at), None
        )

    def _openings(self, first: date) -> Iterator[datetime]:
        for ordinal in range(first.toordinal(), first.toordinal() + LOOK_AHEAD):
            midnight = datetime.fromordinal(ordinal)
            for start, _ in self.hours(midnight.date()).intervals:
                yield (midnight + timedelta(microseconds=start)).replace(tzinfo=self.calendar.zone)
