"""Order, equality and identity: instants in whole seconds, zones told apart only by `is()`."""

import pytest

from engine.feel.temporal import at_literal, compare, equal, same


def ordered(left: str, right: str) -> int | None:
    return compare(at_literal(left), at_literal(right))


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("2026-11-19", "2026-11-20"),
        ("-0001-12-31", "0001-01-01"),
        ("9999-12-31", "10000-01-01"),
        ("08:30:00", "08:30:01"),
        ("08:30:00+08:00", "08:30:00Z"),
        ("2026-11-20T08:30:00", "2026-11-20T08:30:01"),
        ("2026-11-20T08:30:00+08:00", "2026-11-20T01:30:00Z"),
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T08:30:00@Europe/Paris"),
        ("2026-11-20T08:30:00.999999999", "12026-11-20T08:30:00"),
        ("2026-11-20T08:30:00.9", "2026-11-20T08:30:01.1"),
        ("-PT1S", "PT0S"),
        ("P11M", "P1Y"),
    ],
)
def test_earlier_comes_before_later(less: str, more: str) -> None:
    assert ordered(less, more) == -1
    assert ordered(more, less) == 1
    assert equal(at_literal(less), at_literal(more)) is False


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("10:30:00.0001", "10:30:00.0002"),
        ("2026-11-20T08:30:00.0001", "2026-11-20T08:30:00"),
        ("2026-11-20T08:30:00+08:00", "2026-11-20T00:30:00Z"),
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T00:30:00@Etc/UTC"),
        ("08:30:00@Asia/Shanghai", "00:30:00Z"),
        ("12026-11-20T08:30:00@Asia/Shanghai", "12026-11-20T00:30:00Z"),
        ("P1D", "PT24H"),
        ("P1Y", "P12M"),
    ],
)
def test_one_value_written_two_ways_is_equal(left: str, right: str) -> None:
    assert ordered(left, right) == 0
    assert equal(at_literal(left), at_literal(right)) is True


def test_a_local_time_takes_the_offset_of_the_other() -> None:
    assert ordered("2026-11-20T08:30:00", "2026-11-20T08:30:00+08:00") == 0
    assert ordered("08:30:00", "08:29:00Z") == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("P1Y", "P365D"),
        ("08:30:00", "PT8H"),
    ],
)
def test_unlike_kinds_have_no_order(left: str, right: str) -> None:
    assert ordered(left, right) is None
    assert equal(at_literal(left), at_literal(right)) is None


@pytest.mark.parametrize("other", [None, 1, "2026-11-20", []])
def test_other_values_have_no_order_with_a_date(other: object) -> None:
    assert compare(at_literal("2026-11-20"), other) is None
    assert compare(other, at_literal("2026-11-20")) is None
    assert compare(other, other) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("23:00:50Z", "23:00:50+00:00"),
        ("P1D", "PT24H"),
        ("2026-12-31T24:00:00", "2027-01-01T00:00:00"),
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T08:30:00@Asia/Shanghai"),
    ],
)
def test_the_same_element_of_the_domain(left: str, right: str) -> None:
    assert same(at_literal(left), at_literal(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T08:30:00+08:00"),
        ("2026-11-20T08:30:00@Asia/Shanghai", "2026-11-20T08:30:00@Asia/Chongqing"),
        ("23:00:50@Etc/GMT", "23:00:50Z"),
        ("23:00:50", "23:00:50Z"),
        ("10:30:00.0001", "10:30:00.0002"),
        ("P0Y", "P0D"),
        ("2026-11-20", "2026-11-20T00:00:00Z"),
    ],
)
def test_different_elements_of_the_domain(left: str, right: str) -> None:
    assert not same(at_literal(left), at_literal(right))
