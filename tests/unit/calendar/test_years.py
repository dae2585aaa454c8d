"""The year file: complete, as its sources say, and open for the next notice."""

from datetime import date

import pytest

from engine.domain.calendar import Calendar, Year, published_years, read_year
from engine.domain.calendar.national import national_settings
from engine.domain.refusals import YearInvalid
from tests.unit.calendar.moments import CALENDAR, at, due, limit

# As the rules for public holidays allow, but not as any notice arranged it.
NOTICE_2027 = read_year(
    2027,
    {"source": "测试", "off": ["2027-01-01/2027-01-03", "2027-01-04"], "on": ["2026-12-31"]},
)


def test_every_year_since_2004_has_a_notice_and_its_source() -> None:
    years = published_years()
    assert [year.number for year in years] == list(range(2004, 2027))
    assert all("国务院办公厅" in year.source for year in years)


def test_2026_is_worked_on_the_weekend_days_of_its_notice() -> None:
    worked = [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28)]
    worked += [date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)]
    weekends = [day for day in days_of(2026) if day.weekday() > 4 and CALENDAR.is_working_day(day)]
    assert weekends == worked
    assert sum(map(CALENDAR.is_working_day, days_of(2026))) == 248
    assert sum(map(CALENDAR.is_working_day, days_of(2025))) == 248


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(n) for n in range(first, date(year + 1, 1, 1).toordinal())]


def test_a_year_without_a_notice_keeps_weekends_and_the_holidays_of_a_fixed_date() -> None:
    fixed = national_settings()["fixed_holidays"]["days"]
    off = [day for day in days_of(2027) if day.weekday() < 5 and not CALENDAR.is_working_day(day)]
    assert off == [date(2027, 1, 1), date(2027, 10, 1)]  # the others fall on a weekend
    assert {"05-01", "05-02", "10-02", "10-03"} < set(fixed)
    assert not CALENDAR.is_working_day(date(2029, 10, 3))


@pytest.mark.parametrize(
    ("start", "text", "provisional"),
    [
        ("2026-11-20 10:00", "30 工作日", True),
        ("2026-11-20 10:00", "20 工作日", False),
        ("2026-12-25 10:00", "1 工作日", False),
        ("2026-12-25 10:00", "2 工作日", True),  # a notice may yet reach back to 29 December
        ("2026-11-20 10:00", "60 法定日", True),
        ("2026-11-20 10:00", "60 自然日", False),  # no notice can move it
    ],
)
def test_a_deadline_in_a_year_without_notice_is_provisional(
    start: str, text: str, *, provisional: bool
) -> None:
    assert CALENDAR.due(at(start), limit(text)).provisional is provisional


def test_loading_the_notice_moves_the_deadline_and_takes_the_mark_away() -> None:
    start, thirty = at("2026-11-20 10:00"), limit("30 工作日")
    loaded = CALENDAR.with_year(NOTICE_2027)
    assert CALENDAR.due(start, thirty).at == at("2027-01-04 18:00")
    assert loaded.due(start, thirty).at == at("2027-01-05 18:00")
    assert not loaded.due(start, thirty).provisional
    assert loaded.due(start, limit("300 工作日")).provisional
    assert due("2026-11-20 10:00", "30 工作日") == "2027-01-04 18:00"  # the old one is untouched


def test_a_notice_takes_the_place_of_an_earlier_one_for_its_year() -> None:
    corrected = read_year(2026, {"source": "更正", "off": ["2026-11-23"], "on": []})
    calendar = CALENDAR.with_year(corrected)
    assert calendar.after(at("2026-11-20 10:00"), limit("1 工作日")) == at("2026-11-24 18:00")
    assert [year.number for year in calendar.years].count(2026) == 1


def test_a_holiday_of_the_district_itself_counts_over_the_national_notice() -> None:
    local = Year(2026, "自治区规定", frozenset({date(2026, 11, 23)}), frozenset())
    calendar = Calendar(CALENDAR.zone, CALENDAR.seasons, CALENDAR.years, local=(local,))
    assert calendar.after(at("2026-11-20 10:00"), limit("1 工作日")) == at("2026-11-24 18:00")


@pytest.mark.parametrize(
    ("off", "on"),
    [
        (["2027-13-01"], []),
        (["2027-01-03/2027-01-01"], []),
        (["2028-01-01"], []),
        (["2026-12-28"], []),
        (["2027-01-02"], ["2027-01-02"]),
    ],
)
def test_a_notice_that_cannot_be_is_refused_with_the_day_that_is_wrong(
    off: list[str], on: list[str]
) -> None:
    with pytest.raises(YearInvalid) as refused:
        read_year(2027, {"source": "", "off": off, "on": on})
    assert "2027 年" in refused.value.sentence()
    assert off[0][:10] in refused.value.text
