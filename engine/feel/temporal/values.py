"""The five temporal kinds of FEEL (DMN 1.5 §10.3.2.3): standard library types, or own beyond."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Final, Literal

Kind = Literal[
    "date", "time", "date and time", "days and time duration", "years and months duration"
]
DATE: Final = "date"
TIME: Final = "time"
DATE_AND_TIME: Final = "date and time"
DAYS_AND_TIME: Final = "days and time duration"
YEARS_AND_MONTHS: Final = "years and months duration"

Zone = tzinfo

LAST_YEAR = 999_999_999
MINUTE = 60  # seconds
SECOND = 10**9  # nanoseconds
DAY = 86_400 * SECOND
# No duration is longer than the calendar, so that sums and products stay small integers.
LONGEST_MONTHS = 12 * 2 * (LAST_YEAR + 1)
LONGEST_NANOSECONDS = 366 * 2 * (LAST_YEAR + 1) * DAY


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date whose year lies outside 1 to 9999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FineTime:
    """A time of day with a fraction finer than a microsecond."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: Zone | None = None


@dataclass(frozen=True, slots=True)
class FarDateTime:
    """A date and time beyond `datetime`, by its year or by its fraction of a second."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: Zone | None = None
    fold: int = 0


@dataclass(frozen=True, slots=True)
class DayTimeDuration:
    """A days and time duration, as one signed number of nanoseconds."""

    nanoseconds: int


@dataclass(frozen=True, slots=True)
class YearMonthDuration:
    """A years and months duration, as one signed number of months."""

    months: int


Date = date | FarDate
Time = time | FineTime
DateTime = datetime | FarDateTime
Duration = DayTimeDuration | YearMonthDuration
Temporal = Date | Time | DateTime | Duration

KINDS: Final[dict[type, Kind]] = {
    date: DATE,
    FarDate: DATE,
    time: TIME,
    FineTime: TIME,
    datetime: DATE_AND_TIME,
    FarDateTime: DATE_AND_TIME,
    DayTimeDuration: DAYS_AND_TIME,
    YearMonthDuration: YEARS_AND_MONTHS,
}


def kind(value: object) -> Kind | None:
    """Name the temporal kind of a value, None for every other value."""
    return KINDS.get(type(value))


def day_time(nanoseconds: int) -> DayTimeDuration | None:
    """Make a days and time duration, None beyond the length of the calendar."""
    fits = abs(nanoseconds) <= LONGEST_NANOSECONDS
    return DayTimeDuration(nanoseconds) if fits else None


def year_month(months: int) -> YearMonthDuration | None:
    """Make a years and months duration, None beyond the length of the calendar."""
    return YearMonthDuration(months) if abs(months) <= LONGEST_MONTHS else None
