"""Sums, differences, products and quotients follow tables 56 to 59 of the standard."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

import pytest

from engine.feel.temporal import (
    FarDateTime,
    Temporal,
    YearMonthDuration,
    absolute,
    add,
    at_literal,
    divide,
    multiply,
    negate,
    subtract,
    text,
)

Operation = Callable[[object, object], Temporal | None]


def calculated(operation: Operation, left: str, right: str) -> str | None:
    value = operation(at_literal(left), at_literal(right))
    return None if value is None else text(value)


@pytest.mark.parametrize(
    ("left", "right", "total"),
    [
        ("2026-11-20T08:30:00", "PT30M", "2026-11-20T09:00:00"),
        ("2026-11-20T23:59:59.999999999", "PT0.000000001S", "2026-11-21T00:00:00"),
        ("2026-11-20T08:30:00+08:00", "P1D", "2026-11-21T08:30:00+08:00"),
        ("9999-12-31T23:00:00", "PT1H", "10000-01-01T00:00:00"),
        ("0001-01-01T00:00:00Z", "-PT1S", "0000-12-31T23:59:59Z"),
        ("10000-01-01T00:00:00", "-PT1H", "9999-12-31T23:00:00"),
        ("2026-01-31T08:00:00", "P1M", "2026-02-28T08:00:00"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-11-20", "-P11M", "2025-12-20"),
        ("2026-11-20", "PT36H", "2026-11-21"),
        ("2026-11-20", "-PT1H", "2026-11-19"),
        ("23:30:00+08:00", "PT1H", "00:30:00+08:00"),
        ("00:30:00", "-P2DT1H", "23:30:00"),
        ("P1D", "PT12H", "P1DT12H"),
        ("P1Y", "-P2M", "P10M"),
    ],
)
def test_a_duration_is_added_in_either_order(left: str, right: str, total: str) -> None:
    assert calculated(add, left, right) == total
    assert calculated(add, right, left) == total


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-11-20", "2026-11-20"),
        ("P1D", "P1M"),
        ("08:30:00", "P1M"),
        ("999999999-12-31", "P1D"),
        ("999999999-12-31T23:59:59@Asia/Shanghai", "PT1S"),
        ("999999999-12-31T23:59:59@America/New_York", "PT1S"),
        ("-999999999-01-01T00:00:00", "-PT1S"),
        ("999999999-12-31", "P1M"),
        ("999999999-12-31T08:00:00", "P1Y"),
    ],
)
def test_what_cannot_be_added_is_null(left: str, right: str) -> None:
    assert calculated(add, left, right) is None


def test_a_sum_longer_than_the_calendar_is_null() -> None:
    longest = at_literal("P1999999999Y")
    assert add(longest, longest) is None
    assert add(at_literal("P700000000000D"), at_literal("P700000000000D")) is None


@pytest.mark.parametrize("other", [None, True, Decimal(1), "P1D", [1], {"a": 1}, timedelta(1)])
def test_other_kinds_of_value_take_no_part(other: object) -> None:
    day, hour = at_literal("2026-11-20"), at_literal("PT1H")
    assert add(day, other) is None
    assert add(other, hour) is None
    assert subtract(day, other) is None
    assert subtract(other, hour) is None
    assert divide(other, hour) is None
    assert negate(other) is None
    assert absolute(other) is None


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [
        ("2026-11-20T09:00:00", "2026-11-20T08:30:00", "PT30M"),
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T00:30:00Z", "PT0S"),
        ("2026-11-20T08:30:00.000000001", "2026-11-20T08:30:00", "PT0.000000001S"),
        ("2026-11-20", "2026-11-13", "P7D"),
        ("2026-11-20T08:00:00+08:00", "2026-11-20", "PT0S"),
        ("2026-11-20", "2026-11-20T08:00:00+08:00", "PT0S"),
        ("10:00:00", "11:30:00", "-PT1H30M"),
        ("10:00:00+08:00", "01:30:00Z", "PT30M"),
        ("999999999-12-31", "-999999999-01-01", "P730484999633D"),
        ("2026-11-20", "P1M", "2026-10-20"),
        ("P1D", "PT2H", "PT22H"),
        ("P1Y", "P1M", "P11M"),
    ],
)
def test_differences(left: str, right: str, difference: str) -> None:
    assert calculated(subtract, left, right) == difference


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00"),
        ("2026-11-20T09:00:00", "2026-11-20"),
        ("10:00:00", "10:00:00Z"),
        ("10:00:00", "2026-11-20"),
        ("PT1H", "2026-11-20T09:00:00"),
        ("P1M", "P1D"),
    ],
)
def test_a_local_time_and_a_zoned_one_have_no_difference(left: str, right: str) -> None:
    assert calculated(subtract, left, right) is None


@pytest.mark.parametrize(
    ("moment", "length", "later"),
    [
        # Clocks in Paris went from 02:00 to 03:00 that night, and back from 03:00 in autumn.
        ("2026-03-29T01:30:00@Europe/Paris", "PT1H", "2026-03-29T03:30:00@Europe/Paris"),
        ("2026-10-25T01:30:00@Europe/Paris", "PT3H", "2026-10-25T03:30:00@Europe/Paris"),
        ("12026-03-29T01:30:00@Europe/Paris", "PT1H", "12026-03-29T03:30:00@Europe/Paris"),
    ],
)
def test_hours_pass_in_a_zone_by_the_instant(moment: str, length: str, later: str) -> None:
    assert calculated(add, moment, length) == later


def test_the_second_pass_through_an_hour_is_kept_apart_from_the_first() -> None:
    first = at_literal("2026-10-25T02:30:00@Europe/Paris")
    second = add(first, at_literal("PT1H"))
    assert isinstance(second, datetime)
    assert second.fold == 1
    assert subtract(second, first) == at_literal("PT1H")
    far = add(at_literal("2026-10-25T02:30:00.000000001@Europe/Paris"), at_literal("PT1H"))
    assert isinstance(far, FarDateTime)
    assert far.fold == 1


@pytest.mark.parametrize(
    ("duration", "number", "product"),
    [
        ("P1D", "10", "P10D"),
        ("P4DT1H", "1.5", "P6DT1H30M"),
        ("-PT23H", "2.5", "-P2DT9H30M"),
        ("P1Y11M", "-2.5", "-P4Y9M"),
        ("PT0.000000001S", "0.9", "PT0S"),
        ("P1M", "0", "P0M"),
    ],
)
def test_products_cut_towards_zero(duration: str, number: str, product: str) -> None:
    factor, length = Decimal(number), at_literal(duration)
    assert multiply(length, factor) == multiply(factor, length) == at_literal(product)


@pytest.mark.parametrize("number", ["1E+6000", "-1E+6000", "1E+12"])
def test_a_product_longer_than_the_calendar_is_null(number: str) -> None:
    assert multiply(at_literal("P1Y"), Decimal(number)) is None
    assert multiply(at_literal("P1D"), Decimal(number)) is None


@pytest.mark.parametrize(
    ("duration", "number", "quotient"),
    [
        ("P10DT23H", "2.5", "P4DT9H12M"),
        ("P10Y11M", "-2.5", "-P4Y4M"),
        ("PT1S", "3", "PT0.333333333S"),
        ("PT1S", "1E+6000", "PT0S"),
    ],
)
def test_quotients_cut_towards_zero(duration: str, number: str, quotient: str) -> None:
    assert divide(at_literal(duration), Decimal(number)) == at_literal(quotient)


def test_a_duration_divided_by_one_of_its_kind_is_a_number() -> None:
    assert divide(at_literal("P1D"), at_literal("PT16H")) == Decimal("1.5")
    assert divide(at_literal("P1Y"), at_literal("P5M")) == Decimal("2.4")
    assert divide(at_literal("PT1S"), at_literal("PT3S")) == Decimal("0." + "3" * 34)


def test_division_by_nothing_and_across_kinds_is_null() -> None:
    assert divide(at_literal("P1D"), Decimal(0)) is None
    assert divide(at_literal("P1D"), at_literal("PT0S")) is None
    assert divide(at_literal("P1D"), at_literal("P1M")) is None
    assert divide(at_literal("P1M"), at_literal("P1D")) is None
    assert divide(at_literal("2026-11-20"), Decimal(2)) is None
    assert multiply(at_literal("P1D"), at_literal("P1D")) is None
    assert multiply(at_literal("2026-11-20"), Decimal(2)) is None


def test_durations_turn_round_and_lose_their_sign() -> None:
    assert negate(at_literal("P1D")) == at_literal("-P1D")
    assert negate(YearMonthDuration(2)) == YearMonthDuration(-2)
    assert absolute(at_literal("-P1D")) == at_literal("P1D")
    assert absolute(YearMonthDuration(-2)) == YearMonthDuration(2)


def test_a_zone_of_the_caller_that_knows_no_offset_counts_as_local() -> None:
    class Unknowing(tzinfo):
        def utcoffset(self, _moment: datetime | None) -> None:
            return None

    moment = datetime(2026, 11, 20, 8, 30, tzinfo=Unknowing())
    later = add(moment, at_literal("PT1H"))
    assert isinstance(later, datetime)
    assert text(later) == "2026-11-20T09:30:00"
