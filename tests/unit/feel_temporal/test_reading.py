"""Texts of dates, times and durations are read by the exact rules and by no others."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from engine.feel.temporal import (
    DayTimeDuration,
    FarDate,
    FarDateTime,
    FineTime,
    YearMonthDuration,
    at_literal,
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
SECOND = 10**9
local = datetime.fromisoformat


def test_a_date_of_our_time_is_a_standard_library_date() -> None:
    assert parse_date("2026-11-20") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("-0044-03-15", (-44, 3, 15)),
        ("0000-02-29", (0, 2, 29)),
        ("12026-11-20", (12026, 11, 20)),
        ("999999999-12-31", (999_999_999, 12, 31)),
        ("-999999999-01-01", (-999_999_999, 1, 1)),
    ],
)
def test_a_far_year_has_its_own_type(text: str, parts: tuple[int, int, int]) -> None:
    assert parse_date(text) == FarDate(*parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-1-20",
        "2026-11-20Z",
        "20261120",
        "2026-W47-5",
        " 2026-11-20",
        "2026-11-20\n",
        "+2026-11-20",
        "01211-12-31",
        "998-12-31",
        "9999999999-12-25",
        "2026-13-01",
        "2026-00-01",
        "2026-11-31",
        "2025-02-29",
        "1900-02-29",
        "-0001-02-29",
        "２０２６-11-20",
        "2026/11/20",
    ],
)
def test_what_is_no_date_is_null(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("year", ["2024", "2000", "-0004", "12000"])
def test_leap_days_exist_in_leap_years_only(year: str) -> None:
    assert parse_date(f"{year}-02-29") is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08:30:00", time(8, 30)),
        ("24:00:00", time(0)),
        ("08:30:00.5", time(8, 30, 0, 500_000)),
        ("08:30:00.123456789", FineTime(8, 30, 0, 123_456_789)),
        ("08:30:00.1234567891", FineTime(8, 30, 0, 123_456_789)),
        ("08:30:00Z", time(8, 30, tzinfo=UTC)),
        ("08:30:00z", time(8, 30, tzinfo=UTC)),
        ("08:30:00-00:00", time(8, 30, tzinfo=UTC)),
        ("08:30:00+08:00", time(8, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("08:30:00-14:00", time(8, 30, tzinfo=timezone(timedelta(hours=-14)))),
        (
            "08:30:00+02:00:30",
            time(8, 30, tzinfo=timezone(timedelta(hours=2, seconds=30))),
        ),
        ("08:30:00@Asia/Shanghai", time(8, 30, tzinfo=SHANGHAI)),
    ],
)
def test_times_are_read_with_fraction_and_zone(text: str, value: time | FineTime) -> None:
    assert parse_time(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8:30:00",
        "08:30",
        "08:30:60",
        "08:60:00",
        "25:00:00",
        "24:00:01",
        "24:00:00.1",
        "08:30:00.",
        "08:30:00+14:01",
        "08:30:00+08:60",
        "08:30:00+08:00:60",
        "08:30:00+8:00",
        "08:30:00+08",
        "08:30:00@Mars/Olympus",
        "08:30:00@asia/shanghai",
        "08:30:00@../../etc/passwd",
        "08:30:00@localtime",
        "08:30:00@",
        "08:30:00+08:00@Asia/Shanghai",
        "T08:30:00",
        "08:30:00" + "." + "1" * 200,
    ],
)
def test_what_is_no_time_is_null(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-11-20T08:30:00", local("2026-11-20T08:30:00")),
        ("2026-11-20", local("2026-11-20T00:00:00")),
        ("2026-12-31T24:00:00", local("2027-01-01T00:00:00")),
        ("2026-11-20T08:30:00@Asia/Shanghai", datetime(2026, 11, 20, 8, 30, tzinfo=SHANGHAI)),
        ("9999-12-31T24:00:00", FarDateTime(10_000, 1, 1, 0, 0, 0, 0)),
        ("-0044-03-15T12:00:00", FarDateTime(-44, 3, 15, 12, 0, 0, 0)),
        ("2026-11-20T08:30:00.000000001", FarDateTime(2026, 11, 20, 8, 30, 0, 1)),
    ],
)
def test_dates_and_times_are_read(text: str, value: datetime | FarDateTime) -> None:
    assert parse_date_and_time(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T",
        "2026-11-20 08:30:00",
        "2026-11-20t08:30:00",
        "T08:30:00",
        "2026-11-31T08:30:00",
        "999999999-12-31T24:00:00",
    ],
)
def test_what_is_no_date_and_time_is_null(text: str) -> None:
    assert parse_date_and_time(text) is None


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("PT30M", 1800 * SECOND),
        ("P1DT2H3M4.123456789S", 93_784 * SECOND + 123_456_789),
        ("-PT1H2M", -3720 * SECOND),
        ("PT0.S", 0),
        ("P0D", 0),
        ("P14D", 14 * 86_400 * SECOND),
    ],
)
def test_days_and_time_durations_are_read(text: str, nanoseconds: int) -> None:
    assert parse_duration(text) == DayTimeDuration(nanoseconds)


@pytest.mark.parametrize(
    ("text", "months"), [("P1Y2M", 14), ("-P100M", -100), ("P0Y", 0), ("P99999999Y", 1_199_999_988)]
)
def test_years_and_months_durations_are_read(text: str, months: int) -> None:
    assert parse_duration(text) == YearMonthDuration(months)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "-P",
        "PT",
        "P1DT",
        "P1",
        "1D",
        "P1H",
        "P1S",
        "P1W",
        "PT1D",
        "P1Y1D",
        "P1M1Y",
        "PT-1H",
        "+P1D",
        "P1.5D",
        "PT.5S",
        "P9999999999Y",
        "P999999999999999D",
        "P" + "9" * 5000 + "D",
    ],
)
def test_what_is_no_duration_is_null(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("08:30:00", time(8, 30)),
        ("08:30:00@Asia/Tokyo", time(8, 30, tzinfo=ZoneInfo("Asia/Tokyo"))),
        ("2026-11-20T08:30:00", local("2026-11-20T08:30:00")),
        ("P1D", DayTimeDuration(86_400 * SECOND)),
        ("-P1M", YearMonthDuration(-1)),
        ("tomorrow", None),
    ],
)
def test_a_literal_is_read_as_the_kind_it_looks_like(text: str, value: object) -> None:
    assert at_literal(text) == value
