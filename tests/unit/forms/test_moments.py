"""Dates and times: the forms the page writes, and no day gone by where that is asked for."""

from datetime import datetime, timedelta, timezone

import pytest

from tests.unit.forms.drawing import component, form, wrong

NOW = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=8)))
OFFSET, UTC_TIME = "utc_offset", "utc_normalized"


@pytest.mark.parametrize(
    ("subtype", "format_", "value"),
    [
        ("date", None, "2026-11-20"),
        ("time", None, "08:30"),
        ("time", OFFSET, "08:30+08:00"),
        ("time", UTC_TIME, "00:30Z"),
        ("datetime", None, "2026-11-20T08:30"),
        ("datetime", OFFSET, "2026-11-20T08:30+08:00"),
        ("datetime", UTC_TIME, "2026-11-20T00:30Z"),
        ("datetime", OFFSET, "2026-11-20T08:30:00+08:00"),
    ],
)
def test_what_the_page_writes_is_read(subtype: str, format_: str | None, value: str) -> None:
    zone = {"timeSerializingFormat": format_} if format_ else {}
    drawn = form(component("datetime", "a", subtype=subtype, **zone))
    assert wrong(drawn, {"a": value}) == []
    other = value.removesuffix("Z").removesuffix("+08:00") if format_ else f"{value}Z"
    assert wrong(drawn, {"a": other}) == [("/answers/a", f"not_a_{subtype}")]


@pytest.mark.parametrize(
    ("subtype", "format_", "past", "coming"),
    [
        ("date", "no_timezone", "2026-11-19", "2026-11-20"),
        ("datetime", "no_timezone", "2026-11-19T23:59", "2026-11-20T00:00"),
        ("datetime", UTC_TIME, "2026-11-19T15:59Z", "2026-11-19T16:00Z"),
    ],
)
def test_a_day_gone_by_is_refused_where_the_form_is_filled_in(
    subtype: str, format_: str, past: str, coming: str
) -> None:
    parts = {"subtype": subtype, "timeSerializingFormat": format_, "disallowPassedDates": True}
    drawn = form(component("datetime", "a", **parts))
    assert wrong(drawn, {"a": past}, now=NOW) == [("/answers/a", "day_gone_by")]
    assert wrong(drawn, {"a": coming}, now=NOW) == []
    assert wrong(drawn, {"a": past}) == []


def test_no_moment_at_all_is_fine_unless_it_is_required() -> None:
    drawn = form(component("datetime", "a", subtype="time", timeInterval=15))
    assert wrong(drawn, {"a": None}) == []
    assert wrong(drawn, {"a": ""}) == []


def test_only_offered_minutes_are_taken() -> None:
    drawn = form(component("datetime", "a", subtype="time", timeInterval=15))
    assert wrong(drawn, {"a": "08:45"}) == []
    assert wrong(drawn, {"a": "08:45:01"}) == [("/answers/a", "minutes_not_offered")]
    day = form(component("datetime", "a", subtype="date", timeInterval=15))
    assert wrong(day, {"a": "2026-11-20"}) == []


def test_a_day_handed_in_is_shown_as_text() -> None:
    drawn = form(component("datetime", "a", subtype="date"))
    assert drawn.clean({}, stored={"a": NOW.date()}).answers == {"a": "2026-11-20"}
