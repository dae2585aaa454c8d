"""The committed year file is what its tool makes of chinesecalendar."""

import json

import pytest

from engine.domain.calendar import published_years

make_calendar = pytest.importorskip("tools.make_calendar", reason="no chinesecalendar here")


def test_the_year_file_is_what_its_tool_writes() -> None:
    committed = json.loads(make_calendar.YEARS.read_text(encoding="utf-8"))
    for year, entry in make_calendar.entries().items():
        assert committed[year] | {"source": ""} == entry | {"source": ""}


def test_every_day_is_worked_or_not_as_chinesecalendar_has_it() -> None:
    off = {day for year in published_years() for day in year.off}
    on = {day for year in published_years() for day in year.on}
    assert off == set(make_calendar.holidays)
    assert on == set(make_calendar.workdays)
