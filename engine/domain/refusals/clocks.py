"""Refusals about calendars and clocks."""

from dataclasses import dataclass
from datetime import datetime

from engine.domain.refusals.base import AskOtherwise, Kind, Refusal
from engine.domain.words import ClockState


@dataclass(eq=False)
class HoursInvalid(Refusal):
    """Working hours that cannot be read."""

    text: str
    code = "hours_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class YearInvalid(Refusal):
    """A year's days off and on that cannot be read; `text` is what is wrong with them."""

    year: int
    text: str
    code = "year_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class NoticeUnreadable(Refusal):
    """The file of a notice is no JSON of entries by year; `line` is where it ceases to be."""

    line: int
    code = "notice_unreadable"
    kind = Kind.UNREADABLE


@dataclass(eq=False)
class NoticeEntryInvalid(Refusal):
    """An entry of a notice is not named by a year, or lacks its source or its lists of days."""

    name: str
    code = "notice_entry_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class NoticeOutOfTurn(Refusal):
    """A notice of a year before which another one is still to come, or long past."""

    year: int
    next: int
    code = "notice_out_of_turn"
    kind = Kind.INVALID


@dataclass(eq=False)
class NoticeWorksWeekdays(Refusal):
    """A notice names days to be worked that are worked anyway."""

    year: int
    days: str
    code = "notice_works_weekdays"
    kind = Kind.INVALID


@dataclass(eq=False)
class NoticeLacksHolidays(Refusal):
    """A notice leaves out holidays that stand on a fixed date by law."""

    year: int
    days: str
    code = "notice_lacks_holidays"
    kind = Kind.INVALID


@dataclass(eq=False)
class YearNotFound(Refusal):
    """No notice of that year was loaded."""

    year: str
    code = "year_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class OutsideCalendar(Refusal):
    """A deadline begins or ends in a year the calendar does not reach."""

    year: int
    first: int
    last: int
    code = "outside_calendar"
    kind = Kind.INVALID


@dataclass(eq=False)
class LimitInvalid(Refusal):
    """A time limit whose unit is unknown, or whose amount the unit cannot take."""

    amount: str
    unit: str
    code = "limit_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockRowInvalid(Refusal):
    """A row a decision gave for setting a clock says neither how long nor until when."""

    row: str
    code = "clock_row_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockRefused(AskOtherwise):
    """What somebody asked of a clock cannot be; asked otherwise, it may."""

    key: str


@dataclass(eq=False)
class ClockNotMovable(ClockRefused):
    """The clock is suspended or stopped, or not suspended, and cannot be changed in this way."""

    state: ClockState
    code = "clock_not_movable"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class ClockInPast(ClockRefused):
    """The clock would be set to an instant that has passed."""

    asked: datetime
    code = "clock_in_past"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockBeyondCap(ClockRefused):
    """The clock would outlast what encloses it: the whistle, the case, or the upstream order."""

    asked: datetime
    latest: datetime
    code = "clock_beyond_cap"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class CapsCircular(Refusal):
    """Clocks are said to enclose each other in a circle; `keys` names them."""

    keys: str
    code = "caps_circular"
    kind = Kind.INVALID
