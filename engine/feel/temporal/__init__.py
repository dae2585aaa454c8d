"""Dates, times and durations of FEEL: reading, writing, arithmetic and order, pure and exact."""

from engine.feel.temporal.almanac import (
    day_of_week,
    day_of_year,
    last_day_of_month,
    month_of_year,
    week_of_year,
    years_and_months_between,
)
from engine.feel.temporal.arithmetic import absolute, add, divide, multiply, negate, subtract
from engine.feel.temporal.comparing import compare, equal, same
from engine.feel.temporal.making import (
    date_and_time_of,
    date_of,
    duration_of,
    make_date,
    make_date_and_time,
    make_time,
    time_of,
    timedelta_of,
)
from engine.feel.temporal.properties import get
from engine.feel.temporal.reading import (
    at_literal,
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
)
from engine.feel.temporal.reckoning import date_at, day_number
from engine.feel.temporal.values import (
    Date,
    DateTime,
    DayTimeDuration,
    Duration,
    FarDate,
    FarDateTime,
    FineTime,
    Kind,
    Temporal,
    Time,
    YearMonthDuration,
    kind,
)
from engine.feel.temporal.writing import text
from engine.feel.temporal.zones import in_zone, instant, zone_named

__all__ = [
    "Date",
    "DateTime",
    "DayTimeDuration",
    "Duration",
    "FarDate",
    "FarDateTime",
    "FineTime",
    "Kind",
    "Temporal",
    "Time",
    "YearMonthDuration",
    "absolute",
    "add",
    "at_literal",
    "compare",
    "date_and_time_of",
    "date_at",
    "date_of",
    "day_number",
    "day_of_week",
    "day_of_year",
    "divide",
    "duration_of",
    "equal",
    "get",
    "in_zone",
    "instant",
    "kind",
    "last_day_of_month",
    "make_date",
    "make_date_and_time",
    "make_time",
    "month_of_year",
    "multiply",
    "negate",
    "parse_date",
    "parse_date_and_time",
    "parse_duration",
    "parse_time",
    "same",
    "subtract",
    "text",
    "time_of",
    "timedelta_of",
    "week_of_year",
    "years_and_months_between",
    "zone_named",
]
