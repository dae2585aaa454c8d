"""What holds for every start, every amount and every calendar."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.domain.calendar import Calendar, Limit, Opening, Unit, read_hours, read_seasons
from engine.domain.calendar.limits import kept
from tests.unit.calendar.moments import CALENDAR, at

SEASONAL = Calendar(
    CALENDAR.zone,
    read_seasons(
        {
            "05-01": ["08:30-12:00", "14:30-18:00"],
            "10-01": ["09:00-12:00", "14:00-16:00", "16:30-17:30"],
        }
    ),
    CALENDAR.years,
)
calendars = st.sampled_from([CALENDAR, SEASONAL])
MICROSECONDS = int(timedelta(days=24 * 365) / timedelta(microseconds=1))
instants = st.integers(0, MICROSECONDS).map(
    lambda n: at("2004-03-01 00:00") + timedelta(microseconds=n)
)
spans = st.timedeltas(timedelta(0), timedelta(days=60))
counts = st.integers(0, 400)


def after(calendar: Calendar, start: datetime, worked: timedelta) -> datetime:
    return calendar.after(start, kept(worked, working=True))


def day(calendar: Calendar, start: datetime, count: int) -> datetime:
    return calendar.after(start, Limit(Decimal(count), Unit.WORKING_DAY))


@given(calendars, instants, instants, spans)
def test_who_starts_later_is_never_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, span: timedelta
) -> None:
    early, late = sorted((one, other))
    assert after(calendar, early, span) <= after(calendar, late, span)
    assert day(calendar, early, span.days) <= day(calendar, late, span.days)


@given(calendars, instants, spans, spans)
def test_more_time_is_never_due_earlier(
    calendar: Calendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    short, long = sorted((one, other))
    assert start <= after(calendar, start, short) <= after(calendar, start, long)
    assert start <= day(calendar, start, short.days) <= day(calendar, start, long.days)


@given(calendars, instants, spans, spans)
@example(CALENDAR, at("2026-11-20 09:00"), timedelta(hours=3), timedelta(0))
@example(CALENDAR, at("2026-11-20 09:00"), timedelta(hours=8), timedelta(microseconds=1))
def test_two_stretches_in_a_row_are_one_of_their_sum(
    calendar: Calendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    assert after(calendar, after(calendar, start, one), other) == after(
        calendar, start, one + other
    )


@given(calendars, instants, st.integers(1, 300), st.integers(1, 300))
def test_days_in_a_row_are_days_of_their_sum(
    calendar: Calendar, start: datetime, one: int, other: int
) -> None:
    assert day(calendar, day(calendar, start, one), other) == day(calendar, start, one + other)


@given(calendars, instants, spans, counts)
def test_working_time_always_ends_in_working_time(
    calendar: Calendar, start: datetime, span: timedelta, count: int
) -> None:
    assert calendar.is_working(after(calendar, start, span))
    assert calendar.is_working(day(calendar, start, count))


@given(calendars, instants, spans, st.integers(1, 400))
def test_the_difference_gives_back_what_was_added(
    calendar: Calendar, start: datetime, span: timedelta, count: int
) -> None:
    assert calendar.worked(start, after(calendar, start, span)) == span
    assert calendar.days(start, day(calendar, start, count)) == count


@given(calendars, instants, spans.filter(bool))
def test_working_time_kept_back_is_used_up_again(
    calendar: Calendar, start: datetime, span: timedelta
) -> None:
    end = after(calendar, start, span + timedelta(hours=1))
    earlier = calendar.before(end, kept(span, working=True))
    assert calendar.worked(earlier, end) == span


@given(instants, spans)
@settings(max_examples=30)
def test_the_table_agrees_with_counting_minute_by_minute(start: datetime, span: timedelta) -> None:
    minutes = span.seconds // 60 % 900 + 1
    moment, left = start.replace(second=0, microsecond=0), minutes
    while left:
        left -= CALENDAR.is_working(moment) and CALENDAR.is_working(moment + timedelta(minutes=1))
        moment += timedelta(minutes=1)
    begun = start.replace(second=0, microsecond=0)
    assert after(CALENDAR, begun, timedelta(minutes=minutes)) == moment


@given(instants, spans, st.dictionaries(st.integers(0, 6), st.sampled_from([(), ("08:00-22:00",)])))
def test_opening_hours_never_change_the_deadline_calendar(
    start: datetime, span: timedelta, weekly: dict[int, tuple[str, ...]]
) -> None:
    opening = Opening(CALENDAR, {day: read_hours(hours) for day, hours in weekly.items()})
    opens = opening.next_opening(start)
    assert opens is None or (opens >= start and opening.is_open(opens))
    assert after(opening.calendar, start, span) == after(CALENDAR, start, span)
