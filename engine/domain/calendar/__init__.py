"""The working calendar: when a limit ends, in 工作日, 工作时 and natural time."""

from engine.domain.calendar.hours import Hours, Seasons, read_hours, read_seasons
from engine.domain.calendar.limits import Limit, Unit, kept, read_limit
from engine.domain.calendar.national import national_calendar, read_calendar
from engine.domain.calendar.notice import read_notice
from engine.domain.calendar.opening import Opening
from engine.domain.calendar.phrases import Phrase, provisional, remaining
from engine.domain.calendar.working import Calendar, DayEnd, Due
from engine.domain.calendar.years import Year, YearEntry, published_years, read_year, written

__all__ = [
    "Calendar",
    "DayEnd",
    "Due",
    "Hours",
    "Limit",
    "Opening",
    "Phrase",
    "Seasons",
    "Unit",
    "Year",
    "YearEntry",
    "kept",
    "national_calendar",
    "provisional",
    "published_years",
    "read_calendar",
    "read_hours",
    "read_limit",
    "read_notice",
    "read_seasons",
    "read_year",
    "remaining",
    "written",
]
