"""What a calendar tells about a date: its day, week and month (DMN 1.5 §10.3.4.9)."""

from datetime import date, datetime
from decimal import Decimal

from engine.feel.temporal.making import date_of
from engine.feel.temporal.properties import weekday
from engine.feel.temporal.reckoning import (
    calendar_date,
    clock,
    days_in_month,
    year_in_cycle,
)
from engine.feel.temporal.values import Date, FarDateTime, YearMonthDuration

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_of_year(value: object) -> Decimal | None:
    """Give the number of the day in its year, from 1."""
    day = _near_date(value)
    return Decimal(day.timetuple().tm_yday) if day else None


def day_of_week(value: object) -> str | None:
    """Give the English name of the day of the week."""
    day = date_of(value)
    return WEEKDAYS[weekday(day) - 1] if day else None


def month_of_year(value: object) -> str | None:
    """Give the English name of the month."""
    day = date_of(value)
    return MONTHS[day.month - 1] if day else None


def week_of_year(value: object) -> Decimal | None:
    """Give the number of the week in its year, as ISO 8601 counts."""
    day = _near_date(value)
    return Decimal(day.isocalendar().week) if day else None


def last_day_of_month(value: object) -> Date | None:
    """Give the date of the last day of the month."""
    day = date_of(value)
    return calendar_date(day.year, day.month, days_in_month(day.year, day.month)) if day else None


def years_and_months_between(start: object, end: object) -> YearMonthDuration | None:
    """Count the full months from one date, or date and time, to another, by wall clock."""
    first, last = date_of(start), date_of(end)
    if first is None or last is None:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    rest = (last.day, _clock_of(end)), (first.day, _clock_of(start))
    if months > 0 and rest[0] < rest[1]:
        months -= 1
    if months < 0 and rest[0] > rest[1]:
        months += 1
    return YearMonthDuration(months)


def _clock_of(value: object) -> int:
    return clock(value) if isinstance(value, datetime | FarDateTime) else 0


def _near_date(value: object) -> date | None:
    """Give a date of the same calendar year shape within the standard library's years."""
    day = date_of(value)
    if day is None or isinstance(day, date):
        return day
    return date(year_in_cycle(day.year)[1] + 400, day.month, day.day)
