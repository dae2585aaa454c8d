"""Values are made of numbers and of one another, or are null."""

from datetime import UTC, date, time, timedelta, timezone
from decimal import Decimal

import pytest

from engine.feel.temporal import (
    DayTimeDuration,
    FarDate,
    FineTime,
    at_literal,
    date_and_time_of,
    date_of,
    duration_of,
    make_date,
    make_date_and_time,
    make_time,
    time_of,
    timedelta_of,
)


def numbers(*texts: str | None) -> list[Decimal | None]:
    return [None if text is None else Decimal(text) for text in texts]


def test_a_date_is_made_of_three_numbers() -> None:
    assert make_date(*numbers("2026", "11", "20.0")) == date(2026, 11, 20)
    assert make_date(*numbers("-999999999", "1", "1")) == FarDate(-999_999_999, 1, 1)


@pytest.mark.parametrize(
    "parts",
    [
        ("2026", "13", "1"),
        ("2026", "-8", "1"),
        ("2026", "2", "29"),
        ("2026", "11", "0"),
        ("1000000000", "1", "1"),
        ("1E+6000", "1", "1"),
        ("2026.5", "1", "1"),
        (None, "1", "1"),
        ("2026", None, "1"),
        ("2026", "1", None),
    ],
)
def test_numbers_that_name_no_day_are_null(parts: tuple[str | None, ...]) -> None:
    assert make_date(*numbers(*parts)) is None


def test_a_time_is_made_of_numbers_and_an_offset() -> None:
    assert make_time(*numbers("12", "59", "1.3")) == time(12, 59, 1, 300_000)
    assert make_time(*numbers("12", "59", "1.000000001")) == FineTime(12, 59, 1, 1)
    assert make_time(*numbers("12", "59", "59." + "9" * 32)) == FineTime(12, 59, 59, 999_999_999)
    assert make_time(*numbers("12", "0", "0"), at_literal("PT0H")) == time(12, tzinfo=UTC)
    east = timezone(timedelta(hours=2, minutes=45, seconds=55))
    assert make_time(*numbers("12", "0", "0"), at_literal("PT2H45M55S")) == time(12, tzinfo=east)


@pytest.mark.parametrize(
    "parts",
    [
        ("24", "0", "0"),
        ("-1", "0", "0"),
        ("12", "60", "0"),
        ("12", "-1", "0"),
        ("12", "0", "60"),
        ("12", "0", "-1"),
        ("12.5", "0", "0"),
        (None, "0", "0"),
        ("12", None, "0"),
        ("12", "0", None),
    ],
)
def test_numbers_that_name_no_time_are_null(parts: tuple[str | None, ...]) -> None:
    assert make_time(*numbers(*parts)) is None


@pytest.mark.parametrize("offset", ["PT15H", "-PT14H1S", "PT0.5S", "P1M"])
def test_an_offset_beyond_the_zones_of_the_earth_is_null(offset: str) -> None:
    assert make_time(*numbers("12", "0", "0"), at_literal(offset)) is None


@pytest.mark.parametrize(
    ("day", "clock_time", "moment"),
    [
        ("2026-11-20", "08:30:00", "2026-11-20T08:30:00"),
        ("2026-11-20", "08:30:00@Asia/Shanghai", "2026-11-20T08:30:00@Asia/Shanghai"),
        ("2026-11-20T23:00:00Z", "08:30:00", "2026-11-20T08:30:00"),
        ("12026-11-20", "08:30:00.5Z", "12026-11-20T08:30:00.5Z"),
        ("2026-11-20", "08:30:00.000000001", "2026-11-20T08:30:00.000000001"),
    ],
)
def test_a_time_is_put_on_a_date(day: str, clock_time: str, moment: str) -> None:
    made = make_date_and_time(at_literal(day), at_literal(clock_time))
    assert made == at_literal(moment)


@pytest.mark.parametrize("value", [None, Decimal(1), "2026-11-20", at_literal("P1D")])
def test_what_has_neither_date_nor_time_is_null(value: object) -> None:
    assert date_of(value) is None
    assert time_of(value) is None
    assert date_and_time_of(value) is None
    assert make_date_and_time(value, at_literal("08:30:00")) is None
    assert make_date_and_time(at_literal("2026-11-20"), value) is None


@pytest.mark.parametrize(
    ("text", "day", "clock_time"),
    [
        ("2026-11-20T08:30:00+08:00", "2026-11-20", "08:30:00+08:00"),
        ("12026-11-20T08:30:00", "12026-11-20", "08:30:00"),
        ("2026-11-20T08:30:00.000000001", "2026-11-20", "08:30:00.000000001"),
        ("2026-11-20", "2026-11-20", "00:00:00Z"),
    ],
)
def test_dates_and_times_come_apart(text: str, day: str, clock_time: str) -> None:
    value = at_literal(text)
    assert date_of(value) == at_literal(day)
    assert time_of(value) == at_literal(clock_time)


def test_a_time_alone_has_no_date() -> None:
    assert date_of(at_literal("08:30:00")) is None
    assert time_of(at_literal("08:30:00")) == time(8, 30)


def test_a_date_as_a_date_and_time_is_midnight_at_utc() -> None:
    assert date_and_time_of(at_literal("2026-11-20")) == at_literal("2026-11-20T00:00:00Z")
    moment = at_literal("2026-11-20T08:30:00")
    assert date_and_time_of(moment) is moment


def test_durations_of_the_standard_library_pass_the_border_both_ways() -> None:
    delta = timedelta(days=1, microseconds=-1)
    assert duration_of(delta) == DayTimeDuration(86_399_999_999_000)
    assert timedelta_of(DayTimeDuration(86_399_999_999_000)) == delta
    longest = at_literal("P730000000000D")
    assert isinstance(longest, DayTimeDuration)
    assert timedelta_of(longest) is None
