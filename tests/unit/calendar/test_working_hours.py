"""工作时 and natural time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.domain.calendar import Calendar, read_hours, read_seasons
from engine.domain.refusals import HoursInvalid
from tests.unit.calendar.moments import CALENDAR, at, due, limit


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-20 16:00", 8, "2026-11-23 16:00"),  # Friday afternoon to Monday
        ("2026-10-01 02:00", 8, "2026-10-08 18:00"),  # a holiday, in the night
        ("2026-11-20 07:00", 1, "2026-11-20 10:00"),  # before hours
        ("2026-11-20 12:20", 1, "2026-11-20 14:00"),  # in the noon break
        ("2026-11-20 11:30", 1, "2026-11-20 13:30"),  # across the noon break
        ("2026-11-20 20:00", 1, "2026-11-23 10:00"),  # after hours
        ("2026-11-20 09:00", 8, "2026-11-20 18:00"),  # a whole day ends with it
        ("2026-11-20 09:00", 3, "2026-11-20 12:00"),  # at noon, not when the break is over
        ("2026-02-13 16:00", 4, "2026-02-14 11:00"),  # into a Saturday worked for the holiday
        ("2026-02-14 16:00", 4, "2026-02-24 11:00"),  # across Spring Festival
        ("2026-11-20 12:30", 0, "2026-11-20 13:00"),  # nought is the next working moment
        ("2026-11-20 18:00", 0, "2026-11-20 18:00"),
        ("2026-11-20 18:01", 0, "2026-11-23 09:00"),
        ("2026-11-21 10:00", 0, "2026-11-23 09:00"),
    ],
)
def test_working_hours_pass_only_while_it_is_working_time(start: str, hours: int, end: str) -> None:
    assert due(start, f"{hours} 工作时") == end


def test_natural_time_runs_on_through_the_night_and_the_holiday() -> None:
    assert due("2026-10-01 02:00", "2 小时") == "2026-10-01 04:00"
    assert due("2026-11-21 22:11", "30 分钟") == "2026-11-21 22:41"
    assert due("2026-12-31 09:20", "1 自然日") == "2027-01-01 09:20"


def test_an_instant_from_another_zone_is_counted_in_the_calendars_own() -> None:
    start = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 16:00 in Beijing
    assert CALENDAR.after(start, limit("8 工作时")) == at("2026-11-23 16:00")
    assert CALENDAR.date(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_the_working_time_between_two_instants_leaves_out_breaks_nights_and_holidays() -> None:
    assert CALENDAR.worked(at("2026-09-30 17:00"), at("2026-10-08 14:00")) == timedelta(hours=5)
    assert CALENDAR.worked(at("2026-10-08 14:00"), at("2026-09-30 17:00")) == -timedelta(hours=5)


@pytest.mark.parametrize(
    ("moment", "working"),
    [("08:59", False), ("09:00", True), ("12:00", True), ("12:01", False), ("18:00", True)],
)
def test_the_first_and_last_moment_of_an_interval_are_working_time(
    moment: str, *, working: bool
) -> None:
    assert CALENDAR.is_working(at(f"2026-11-20 {moment}")) is working
    assert not CALENDAR.is_working(at(f"2026-11-21 {moment}"))


def seasonal() -> Calendar:
    hours = {"05-01": ["08:30-12:00", "14:30-18:00"], "10-01": ["09:00-12:00", "14:00-17:30"]}
    return Calendar(CALENDAR.zone, read_seasons(hours), CALENDAR.years)


def test_summer_hours_begin_and_end_on_their_day() -> None:
    calendar = seasonal()
    assert calendar.after(at("2026-04-30 17:00"), limit("1 工作时")) == at("2026-05-06 09:00")
    assert calendar.after(at("2026-09-30 17:30"), limit("1 工作时")) == at("2026-10-08 09:30")
    assert calendar.after(at("2026-01-05 10:00"), limit("1 工作日")) == at("2026-01-06 17:30")


def test_where_hours_run_to_midnight_a_deadline_keeps_its_date() -> None:
    calendar = Calendar(CALENDAR.zone, read_seasons({"01-01": ["00:00-24:00"]}), CALENDAR.years)
    assert calendar.after(at("2026-11-20 10:00"), limit("1 工作日")) == at("2026-11-23 23:59:59")


@pytest.mark.parametrize(
    "intervals", [["9-12"], ["12:00-09:00"], ["09:00-12:00", "12:00-18:00"], ["09:00-25:00"], ["x"]]
)
def test_hours_that_cannot_be_are_refused_in_words(intervals: list[str]) -> None:
    with pytest.raises(HoursInvalid) as refused:
        read_hours(intervals)
    assert intervals[0] in refused.value.sentence()


@pytest.mark.parametrize("seasons", [{}, {"01-01": []}, {"13-01": ["09:00-12:00"]}])
def test_seasons_that_cannot_be_are_refused(seasons: dict[str, list[str]]) -> None:
    with pytest.raises(HoursInvalid):
        read_seasons(seasons)
