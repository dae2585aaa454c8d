"""A new notice is read from its file, and what cannot be one is refused with what to do."""

import json
from typing import Any

import pytest

from engine.domain.calendar import published_years, read_notice, written
from engine.domain.refusals import (
    NoticeEntryInvalid,
    NoticeLacksHolidays,
    NoticeOutOfTurn,
    NoticeUnreadable,
    NoticeWorksWeekdays,
    Refusal,
    YearInvalid,
)
from tests.unit.calendar.moments import CALENDAR

NEXT = published_years()[-1].number + 1
ENTRY: dict[str, Any] = {
    "source": "为测试编写的放假安排",
    "off": [
        f"{NEXT}-01-01/{NEXT}-01-03",
        f"{NEXT}-05-01/{NEXT}-05-05",
        f"{NEXT}-10-01/{NEXT}-10-07",
    ],
    "on": [],
}


def notice(year: object = NEXT, **changed: object) -> str:
    return json.dumps({str(year): ENTRY | changed}, ensure_ascii=False)


def test_the_notice_of_the_next_year_is_read() -> None:
    (year,) = read_notice(notice(), CALENDAR)
    assert (year.number, len(year.off), year.source) == (NEXT, 15, ENTRY["source"])


def test_a_notice_that_was_loaded_can_be_corrected() -> None:
    last = published_years()[-1]
    assert read_notice(json.dumps({str(last.number): written(last)}), CALENDAR) == (last,)


def test_two_years_come_in_order() -> None:
    both = json.loads(notice())
    later = {name: [day.replace(str(NEXT), str(NEXT + 1)) for day in ENTRY[name]]
             for name in ("off", "on")}  # fmt: skip
    both = {str(NEXT + 1): ENTRY | later} | both
    years = read_notice(json.dumps(both), CALENDAR)
    assert [year.number for year in years] == [NEXT, NEXT + 1]


@pytest.mark.parametrize(
    ("text", "refusal", "named"),
    [
        ('{\n"2027": off}', NoticeUnreadable, "2"),
        ("[]", NoticeUnreadable, "1"),
        (notice("明年"), NoticeEntryInvalid, "明年"),
        (notice(source=None), NoticeEntryInvalid, str(NEXT)),
        (notice(off="2027-01-01"), NoticeEntryInvalid, str(NEXT)),
        (notice(on=[5]), NoticeEntryInvalid, str(NEXT)),
        (json.dumps({str(NEXT): []}), NoticeEntryInvalid, str(NEXT)),
        (notice(NEXT + 1), NoticeOutOfTurn, str(NEXT)),
        (notice(1999), NoticeOutOfTurn, "1999"),
        (notice(off=["soon"]), YearInvalid, "soon"),
        (notice(on=[f"{NEXT}-01-04"]), NoticeWorksWeekdays, f"{NEXT}-01-04"),
        (notice(off=[f"{NEXT}-01-01"]), NoticeLacksHolidays, f"{NEXT}-10-01"),
    ],
)
def test_what_cannot_be_a_notice_is_named(text: str, refusal: type[Refusal], named: str) -> None:
    with pytest.raises(refusal) as caught:
        read_notice(text, CALENDAR)
    assert named in caught.value.sentence()
