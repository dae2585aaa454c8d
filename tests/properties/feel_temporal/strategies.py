"""Random temporal values over the whole calendar, common ones often."""

from datetime import timedelta, timezone

from hypothesis import strategies as st

from engine.feel.temporal import (
    DayTimeDuration,
    YearMonthDuration,
    date_at,
    make_date_and_time,
    parse_date,
    zone_named,
)
from engine.feel.temporal.reckoning import day_number, time_at
from engine.feel.temporal.values import DAY, LONGEST_MONTHS, LONGEST_NANOSECONDS

FIRST = day_number(parse_date("-999999999-01-01"))
LAST = day_number(parse_date("999999999-12-31"))
TODAY = day_number(parse_date("2026-11-20"))

offsets = st.integers(-14 * 3600, 14 * 3600).map(lambda s: timezone(timedelta(seconds=s)))
named = st.sampled_from(
    ["Asia/Shanghai", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Etc/UTC"]
).map(zone_named)
zones = offsets | named
days = st.integers(TODAY - 40_000, TODAY + 40_000) | st.integers(FIRST, LAST)
dates = days.map(date_at)
clocks = (
    st.integers(0, 86_399).map(lambda seconds: seconds * 10**9)
    | st.integers(0, DAY // 1000 - 1).map(lambda microseconds: microseconds * 1000)
    | st.integers(0, DAY - 1)
)


def times(of: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(time_at, clocks, of)


def moments(of: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(make_date_and_time, dates, times(of))


any_zone = st.none() | zones
lengths = st.integers(-(10**18), 10**18) | st.integers(-LONGEST_NANOSECONDS, LONGEST_NANOSECONDS)
day_times = lengths.map(DayTimeDuration)
year_months = (st.integers(-1200, 1200) | st.integers(-LONGEST_MONTHS, LONGEST_MONTHS)).map(
    YearMonthDuration
)
values = dates | times(any_zone) | moments(any_zone) | day_times | year_months
