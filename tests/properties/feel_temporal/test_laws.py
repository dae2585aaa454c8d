"""What must hold of every temporal value, near or far."""

from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.feel.temporal import (
    FarDate,
    FarDateTime,
    FineTime,
    add,
    at_literal,
    compare,
    date_at,
    day_number,
    day_of_year,
    divide,
    get,
    instant,
    kind,
    multiply,
    negate,
    parse_date,
    parse_date_and_time,
    parse_duration,
    parse_time,
    same,
    subtract,
    text,
    week_of_year,
    years_and_months_between,
)
from engine.feel.temporal.values import LONGEST_MONTHS, LONGEST_NANOSECONDS
from tests.properties.feel_temporal.strategies import (
    FIRST,
    LAST,
    any_zone,
    dates,
    day_times,
    days,
    moments,
    offsets,
    times,
    values,
    year_months,
    zones,
)

NAMES = (
    *("year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone"),
    *("days", "hours", "minutes", "seconds", "years", "months"),
)
READERS = (parse_date, parse_time, parse_date_and_time, parse_duration, at_literal)
numbers = st.decimals(allow_nan=False, allow_infinity=False)


def far(value: date | time | datetime) -> FarDate | FineTime | FarDateTime:
    """Dress a standard library value in our own type."""
    if isinstance(value, datetime):
        return FarDateTime(
            *value.timetuple()[:6], value.microsecond * 1000, value.tzinfo, value.fold
        )
    if isinstance(value, date):
        return FarDate(value.year, value.month, value.day)
    return FineTime(value.hour, value.minute, value.second, value.microsecond * 1000, value.tzinfo)


@given(values)
def test_what_is_written_reads_back_as_the_same_value(value: object) -> None:
    read = at_literal(text(value))
    assert read == value
    assert type(read) is type(value)


@given(moments(st.none() | offsets), day_times)
def test_what_is_added_can_be_taken_away(moment: object, length: object) -> None:
    later = add(moment, length)
    assume(later is not None)
    assert subtract(later, length) == moment
    assert subtract(later, moment) == length


@given(moments(zones), day_times)
def test_in_a_zone_what_is_added_can_be_taken_away_to_the_nanosecond(
    moment: object, length: object
) -> None:
    later = add(moment, length)
    assume(later is not None)
    assert instant(later) == instant(moment) + length.nanoseconds
    assert instant(subtract(later, length)) == instant(moment)
    assert subtract(later, moment) == length


@given(dates, dates)
def test_the_difference_of_two_dates_leads_from_one_to_the_other(start: date, end: date) -> None:
    assert add(start, subtract(end, start)) == end


@given(times(any_zone), day_times)
def test_a_time_turns_round_the_clock(clock: time, length: object) -> None:
    assert subtract(add(clock, length), length) == clock


@given(day_times, day_times)
def test_durations_add_up(one: object, other: object) -> None:
    total = add(one, other)
    assume(total is not None)
    assert subtract(total, other) == one
    assert add(one, negate(one)) == at_literal("PT0S")


@given(st.lists(moments(zones), min_size=3, max_size=3) | st.lists(dates, min_size=3, max_size=3))
def test_order_is_total_and_transitive(three: list[object]) -> None:
    first, second, third = three
    assert compare(first, second) == -compare(second, first)
    assert compare(first, first) == 0
    if compare(first, second) <= 0 and compare(second, third) <= 0:
        assert compare(first, third) <= 0


@given(values, values)
def test_order_and_identity_agree(left: object, right: object) -> None:
    order = compare(left, right)
    assert (order is None) == (kind(left) != kind(right))
    if same(left, right):
        assert order == 0


@given(values, values, day_times)
def test_both_representations_behave_alike(left: object, right: object, length: object) -> None:
    assume(isinstance(left, date | time))
    twin = far(left)
    assert text(twin) == text(left)
    assert [get(twin, name) for name in NAMES] == [get(left, name) for name in NAMES]
    assert compare(twin, left) == 0
    assert compare(twin, right) == compare(left, right)
    assert add(twin, length) == add(left, length)
    assert subtract(twin, right) == subtract(left, right)
    assert subtract(right, twin) == subtract(right, left)


@given(days)
def test_days_are_numbered_without_gap(number: int) -> None:
    day = date_at(number)
    assert day_number(day) == number
    assert isinstance(day, date) == (1 <= number <= date.max.toordinal())
    assert 1 <= day_of_year(day) <= 366
    assert 1 <= week_of_year(day) <= 53


def test_the_calendar_ends_where_the_standard_says() -> None:
    assert date_at(FIRST - 1) is None
    assert date_at(LAST + 1) is None


@given(dates, dates)
def test_full_months_never_overshoot(start: date, end: date) -> None:
    months = years_and_months_between(start, end)
    assert years_and_months_between(end, start) == negate(months)
    assume(compare(start, end) <= 0)
    assert compare(add(start, months), end) <= 0


@given(values, st.one_of(values, numbers))
def test_every_operation_ends_in_a_bounded_value_or_null(left: object, right: object) -> None:
    for operation in (add, subtract, multiply, divide):
        for result in (operation(left, right), operation(right, left)):
            assert result is None or isinstance(result, Decimal) or kind(result)
            assert abs(getattr(result, "nanoseconds", 0)) <= LONGEST_NANOSECONDS
            assert abs(getattr(result, "months", 0)) <= LONGEST_MONTHS


@given(year_months, numbers)
def test_a_product_of_months_is_cut_and_never_rounded_up(length: object, number: Decimal) -> None:
    product = multiply(length, number)
    assume(product is not None)
    numerator, denominator = number.as_integer_ratio()
    assert abs(product.months * denominator) <= abs(length.months * numerator)


@given(st.text() | st.text("0123456789-+:.TZPYMDHS@/aAsiShng", max_size=40))
def test_no_text_is_too_strange_to_read(words: str) -> None:
    for read in READERS:
        value = read(words)
        assert value is None or at_literal(text(value)) == value


@given(st.datetimes())
def test_what_python_writes_is_read(moment: datetime) -> None:
    assert parse_date_and_time(moment.isoformat()) == moment
    assert parse_date(moment.date().isoformat()) == moment.date()
    assert parse_time(moment.time().isoformat()) == moment.time()
