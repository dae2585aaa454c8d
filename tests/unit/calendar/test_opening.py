"""延时错时服务 opens a unit's door at other times and never moves a deadline."""

from datetime import date

from engine.domain.calendar import Opening, read_hours
from tests.unit.calendar.moments import CALENDAR, at, limit

MORNING = read_hours(["09:00-11:30"])
LATE = read_hours(["09:00-12:00", "13:00-20:30"])
CLOSED = read_hours([])
COMMUNITY = Opening(
    CALENDAR,
    weekly={1: LATE, 5: MORNING},
    dates={date(2026, 11, 22): MORNING, date(2026, 11, 25): CLOSED},
)


def test_a_unit_without_hours_of_its_own_is_open_while_it_is_working_time() -> None:
    office = Opening(CALENDAR)
    assert office.is_open(at("2026-11-20 09:00"))
    assert not office.is_open(at("2026-11-20 12:00"))  # at closing time the door is closed
    assert not office.is_open(at("2026-11-21 10:00"))


def test_a_community_opens_on_saturday_mornings_and_late_on_tuesdays() -> None:
    assert COMMUNITY.is_open(at("2026-11-21 10:00"))
    assert not COMMUNITY.is_open(at("2026-11-21 11:30"))
    assert COMMUNITY.is_open(at("2026-11-24 20:00"))


def test_a_market_day_opens_and_a_closure_closes_a_single_day() -> None:
    assert COMMUNITY.is_open(at("2026-11-22 10:00"))
    assert not COMMUNITY.is_open(at("2026-11-25 10:00"))


def test_saturday_hours_neither_open_a_holiday_nor_shorten_a_saturday_that_is_worked() -> None:
    assert not COMMUNITY.is_open(at("2026-10-03 10:00"))
    assert COMMUNITY.is_open(at("2026-10-10 15:00"))


def test_the_next_opening_is_now_or_when_the_door_opens_next() -> None:
    assert COMMUNITY.next_opening(at("2026-11-20 10:00")) == at("2026-11-20 10:00")
    assert COMMUNITY.next_opening(at("2026-11-20 12:15")) == at("2026-11-20 13:00")
    assert COMMUNITY.next_opening(at("2026-11-20 19:00")) == at("2026-11-21 09:00")
    assert COMMUNITY.next_opening(at("2026-11-24 21:00")) == at("2026-11-26 09:00")


def test_a_door_that_stays_closed_has_no_next_opening() -> None:
    worked_for_holidays = dict.fromkeys((day for y in CALENDAR.years for day in y.on), CLOSED)
    shut = Opening(CALENDAR, dict.fromkeys(range(7), CLOSED), worked_for_holidays)
    assert shut.next_opening(at("2026-11-20 10:00")) is None


def test_opening_hours_leave_every_deadline_where_it_was() -> None:
    friday = at("2026-11-20 16:00")
    assert COMMUNITY.calendar.after(friday, limit("8 工作时")) == at("2026-11-23 16:00")
    assert COMMUNITY.calendar.after(friday, limit("1 工作日")) == at("2026-11-23 18:00")
