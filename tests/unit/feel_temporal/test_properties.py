"""The named parts of values, and what the calendar tells about a date."""

from datetime import date
from decimal import Decimal

import pytest

from engine.feel.temporal import (
    FarDate,
    at_literal,
    day_of_week,
    day_of_year,
    get,
    in_zone,
    instant,
    last_day_of_month,
    month_of_year,
    text,
    week_of_year,
    years_and_months_between,
    zone_named,
)


@pytest.mark.parametrize(
    ("value", "name", "part"),
    [
        ("2026-11-20", "year", 2026),
        ("-0044-03-15", "year", -44),
        ("2026-11-20", "month", 11),
        ("2026-11-20", "day", 20),
        ("2026-11-20", "weekday", 5),
        ("2018-12-10T10:30:01", "weekday", 1),
        ("2026-11-20T08:30:01", "hour", 8),
        ("2026-11-20T08:30:01", "minute", 30),
        ("08:30:01", "second", 1),
        ("08:30:01.5", "second", Decimal("1.5")),
        ("08:30:01.000000001", "second", Decimal("1.000000001")),
        ("P1Y2M", "years", 1),
        ("-P1Y2M", "months", -2),
        ("P1DT2H3M4.5S", "days", 1),
        ("P1DT2H3M4.5S", "hours", 2),
        ("P1DT2H3M4.5S", "minutes", 3),
        ("P1DT2H3M4.5S", "seconds", Decimal("4.5")),
        ("-PT90M", "minutes", -30),
        ("-PT4.5S", "seconds", Decimal("-4.5")),
        ("-PT1M", "seconds", 0),
        ("2026-11-20T08:30:00@Asia/Shanghai", "timezone", "Asia/Shanghai"),
        ("08:30:00@Asia/Shanghai", "timezone", "Asia/Shanghai"),
        ("08:30:00+08:00", "timezone", None),
        ("08:30:00", "timezone", None),
        ("08:30:00", "time offset", None),
        ("P1Y", "days", None),
        ("P1D", "years", None),
        ("2026-11-20", "hour", None),
        ("08:30:00", "year", None),
        ("2026-11-20", "__class__", None),
    ],
)
def test_parts(value: str, name: str, part: object) -> None:
    assert get(at_literal(value), name) == part


@pytest.mark.parametrize(
    ("value", "offset"),
    [
        ("2026-11-20T08:30:00+05:00", "PT5H"),
        ("08:30:00-01:00", "-PT1H"),
        ("2026-07-20T08:30:00@Europe/Paris", "PT2H"),
        ("2026-11-20T08:30:00@Europe/Paris", "PT1H"),
        ("12026-07-20T08:30:00@Europe/Paris", "PT2H"),
        ("08:30:00.000000001@Asia/Shanghai", "PT8H"),
    ],
)
def test_the_time_offset_is_a_duration(value: str, offset: str) -> None:
    assert get(at_literal(value), "time offset") == at_literal(offset)


def test_other_values_have_no_parts() -> None:
    assert get(None, "year") is None
    assert get("2026-11-20", "year") is None


@pytest.mark.parametrize(
    ("value", "of_year", "weekday", "month", "week", "last"),
    [
        ("2026-11-20", 324, "Friday", "November", 47, "2026-11-30"),
        ("2020-12-31T10:10:10", 366, "Thursday", "December", 53, "2020-12-31"),
        ("2021-01-01", 1, "Friday", "January", 53, "2021-01-31"),
        ("12024-02-01", 32, "Thursday", "February", 5, "12024-02-29"),
        ("-0004-02-29", 60, "Thursday", "February", 9, "-0004-02-29"),
    ],
)
def test_the_calendar_of_a_date(
    value: str, of_year: int, weekday: str, month: str, week: int, last: str
) -> None:
    day = at_literal(value)
    assert day_of_year(day) == of_year
    assert day_of_week(day) == weekday
    assert month_of_year(day) == month
    assert week_of_year(day) == week
    assert last_day_of_month(day) == at_literal(last)


@pytest.mark.parametrize("value", [None, "2026-11-20", Decimal(1), at_literal("08:30:00")])
def test_what_is_no_date_has_no_calendar(value: object) -> None:
    assert day_of_year(value) is None
    assert day_of_week(value) is None
    assert month_of_year(value) is None
    assert week_of_year(value) is None
    assert last_day_of_month(value) is None
    assert years_and_months_between(value, date(2026, 11, 20)) is None
    assert years_and_months_between(date(2026, 11, 20), value) is None


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("2011-12-22", "2013-08-24", "P1Y8M"),
        ("2013-08-24", "2011-12-22", "-P1Y8M"),
        ("2026-01-31", "2026-02-28", "P0M"),
        ("2026-11-20", "2026-12-19", "P0M"),
        ("2026-12-19", "2026-11-20", "P0M"),
        ("2026-11-20T09:00:00", "2026-12-20T08:59:59", "P0M"),
        ("2026-11-20T09:00:00", "2026-12-20T09:00:00", "P1M"),
        ("-0001-01-01", "0001-01-01", "P2Y"),
    ],
)
def test_full_months_between_two_dates(start: str, end: str, length: str) -> None:
    assert years_and_months_between(at_literal(start), at_literal(end)) == at_literal(length)


def test_instants_are_counted_on_the_line_of_utc() -> None:
    shanghai = at_literal("2026-11-20T08:00:00@Asia/Shanghai")
    assert instant(shanghai) == instant(at_literal("2026-11-20")) is not None
    assert instant(at_literal("2026-11-20T08:00:00")) is None


def test_an_instant_is_shown_in_another_zone() -> None:
    paris = zone_named("Europe/Paris")
    assert paris is not None
    shown = in_zone(at_literal("2026-11-20T08:00:00+08:00"), paris)
    assert shown is not None
    assert text(shown) == "2026-11-20T01:00:00@Europe/Paris"
    assert in_zone(at_literal("2026-11-20T08:00:00"), paris) is None


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20",
        "-999999999-01-01",
        "0000-01-01",
        "08:30:00",
        "08:30:00.5Z",
        "08:30:00.000000001-14:00",
        "08:30:00+02:00:30",
        "2026-11-20T08:30:00@Asia/Shanghai",
        "PT0S",
        "P0M",
        "-P1DT2H3M4.000000001S",
        "PT0.5S",
        "-P83333333Y3M",
        "P12D",
    ],
)
def test_the_canonical_text_is_what_was_read(written: str) -> None:
    value = at_literal(written)
    assert value is not None
    assert text(value) == written


def test_own_types_are_facts_that_can_be_kept_in_sets() -> None:
    assert {FarDate(12_026, 11, 20)} == {at_literal("12026-11-20")}
