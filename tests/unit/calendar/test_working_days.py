"""工作日 and 法定日: which day is the n-th, and when it ends."""

from dataclasses import replace

import pytest

from engine.domain.calendar import DayEnd
from engine.domain.refusals import OutsideCalendar
from tests.unit.calendar.moments import CALENDAR, at, due, limit


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-20 00:00",
        "2026-11-20 07:30",
        "2026-11-20 12:30",
        "2026-11-20 17:59",
        "2026-11-20 23:59",
    ],
)
def test_the_day_of_the_start_is_not_counted_whatever_the_hour(start: str) -> None:
    assert due(start, "1 工作日") == "2026-11-23 18:00"


def test_opened_at_two_in_the_morning_of_a_holiday_the_first_working_day_after_it_is_day_one() -> (
    None
):
    assert due("2026-10-01 02:00", "1 工作日") == "2026-10-08 18:00"
    assert due("2026-10-01 02:00", "3 工作日") == "2026-10-10 18:00"


def test_thirty_working_days_from_20_november_2026_end_after_new_year() -> None:
    assert due("2026-11-20 10:00", "30 工作日") == "2027-01-04 18:00"


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-02-13 10:00", 1, "2026-02-14 18:00"),  # Saturday, worked for Spring Festival
        ("2026-01-03 10:00", 1, "2026-01-04 18:00"),  # Sunday, worked for New Year
        ("2026-09-18 10:00", 1, "2026-09-20 18:00"),  # Sunday, worked for National Day
        ("2026-05-08 10:00", 1, "2026-05-09 18:00"),  # Saturday, worked for Labour Day
        ("2018-12-28 10:00", 1, "2018-12-29 18:00"),  # by the notice for 2019
        ("2007-12-28 10:00", 1, "2007-12-29 18:00"),  # by the notice for 2008
    ],
)
def test_a_weekend_day_worked_for_a_holiday_is_a_working_day(
    start: str, amount: int, end: str
) -> None:
    assert due(start, f"{amount} 工作日") == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2022-09-30 10:00", "2022-10-08 18:00"),
        ("2023-09-28 10:00", "2023-10-07 18:00"),
        ("2024-09-30 10:00", "2024-10-08 18:00"),
        ("2025-09-30 10:00", "2025-10-09 18:00"),
        ("2026-09-30 10:00", "2026-10-08 18:00"),
    ],
)
def test_one_working_day_over_national_day(start: str, end: str) -> None:
    assert due(start, "1 工作日") == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-01-23 10:00", "2020-02-03 18:00"),  # prolonged in that year
        ("2023-01-20 10:00", "2023-01-28 18:00"),
        ("2024-02-09 10:00", "2024-02-18 18:00"),
        ("2025-01-27 10:00", "2025-02-05 18:00"),
        ("2026-02-14 10:00", "2026-02-24 18:00"),
    ],
)
def test_one_working_day_over_spring_festival(start: str, end: str) -> None:
    assert due(start, "1 工作日") == end


def test_a_leap_day_is_counted() -> None:
    assert due("2024-02-28 10:00", "1 工作日") == "2024-02-29 18:00"
    assert due("2024-02-28 10:00", "2 自然日") == "2024-03-01 10:00"
    assert due("2024-02-28 10:00", "1 法定日") == "2024-02-29 18:00"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20 10:00", "2026-11-20 18:00"),
        ("2026-11-20 18:00", "2026-11-20 18:00"),
        ("2026-11-20 18:01", "2026-11-23 18:00"),
        ("2026-11-21 10:00", "2026-11-23 18:00"),
    ],
)
def test_nought_working_days_is_the_same_day_while_it_lasts(start: str, end: str) -> None:
    assert due(start, "0 工作日") == end
    assert due(start, "0 法定日") == end


def test_statutory_days_run_through_holidays_and_end_on_a_working_day() -> None:
    assert due("2026-11-20 19:30", "10 法定日") == "2026-11-30 18:00"
    assert due("2026-11-20 10:00", "1 法定日") == "2026-11-23 18:00"
    assert due("2026-09-21 10:00", "10 法定日") == "2026-10-08 18:00"


def test_a_district_may_end_its_days_at_midnight() -> None:
    calendar = replace(CALENDAR, day_ends=DayEnd.MIDNIGHT)
    start = at("2026-11-20 22:00")
    assert calendar.after(start, limit("1 工作日")) == at("2026-11-23 23:59:59")
    assert calendar.after(start, limit("0 工作日")) == at("2026-11-20 23:59:59")


def test_an_order_due_on_wednesday_is_due_on_tuesday_when_one_working_day_is_kept_back() -> None:
    wednesday = at("2026-11-25 10:00")
    assert CALENDAR.before(wednesday, limit("1 工作日")) == at("2026-11-24 18:00")
    assert CALENDAR.before(at("2026-10-08 10:00"), limit("1 工作日")) == at("2026-09-30 18:00")
    assert CALENDAR.before(wednesday, limit("0 工作日")) == wednesday
    assert CALENDAR.before(wednesday, limit("2 工作时")) == at("2026-11-24 17:00")
    assert CALENDAR.before(wednesday, limit("24 小时")) == at("2026-11-24 10:00")
    assert CALENDAR.before(wednesday, limit("1 法定日")) == at("2026-11-24 10:00")


def test_working_days_between_are_those_after_the_first_up_to_the_last() -> None:
    assert CALENDAR.days(at("2026-11-20 10:00"), at("2026-11-23 09:00")) == 1
    assert CALENDAR.days(at("2026-11-20 10:00"), at("2026-11-22 09:00")) == 0
    assert CALENDAR.days(at("2026-11-23 10:00"), at("2026-11-20 09:00")) == -1


@pytest.mark.parametrize("text", ["100000 工作日", "100000 工作时", "100000 法定日"])
def test_a_deadline_far_beyond_the_last_year_is_refused(text: str) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        due("2026-11-20 10:00", text)
    assert refused.value.facts["year"] > 2051


def test_the_calendar_reaches_from_its_first_day_to_its_last() -> None:
    assert CALENDAR.before(at("2004-01-05 10:00"), limit("1 工作日")) == at("2004-01-02 18:00")
    assert CALENDAR.days(at("2004-01-01 10:00"), at("2004-01-02 10:00")) == 1
    assert due("2051-12-28 10:00", "1 工作日") == "2051-12-29 18:00"
    with pytest.raises(OutsideCalendar) as refused:
        due("2051-12-29 10:00", "1 工作日")
    assert refused.value.year == 2052


def test_before_the_first_year_nothing_is_counted() -> None:
    with pytest.raises(OutsideCalendar, match="outside_calendar"):
        due("2003-12-31 10:00", "1 工作日")
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.before(at("2004-01-02 10:00"), limit("3 工作日"))
    assert refused.value.facts == {"year": 2003, "first": 2004, "last": 2051}
    with pytest.raises(OutsideCalendar):
        CALENDAR.before(at("2004-01-02 10:00"), limit("30 工作时"))


def test_an_instant_without_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="names no zone"):
        CALENDAR.after(at("2026-11-20 10:00").replace(tzinfo=None), limit("1 工作日"))
