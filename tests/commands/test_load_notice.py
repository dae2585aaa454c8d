"""A notice is loaded: later starts use it, and what was counted provisionally follows by jobs."""

import json
from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from engine.commands.load_notice import load_notice, seed_calendars
from engine.commands.office import Office
from engine.domain.calendar import Calendar, published_years, read_notice
from engine.domain.refusals import NoticeOutOfTurn
from engine.domain.words import ClockState
from engine.jobs.calendars import of_calendars
from engine.jobs.run import run
from engine.store import audit, tables
from tests.commands.ground import SEALS, Ground
from tests.commands.jobs.toys import states
from tests.commands.times import PARKED, Days, beside, days, limits
from tests.unit.bpmn.drawing import path
from tests.unit.calendar.moments import CALENDAR, at, limit

NEXT = published_years()[-1].number + 1
DAYS = ("01-01/{0}-01-05", "05-01/{0}-05-05", "10-01/{0}-10-07")  # three days were expected
NOTICE = json.dumps(
    {
        str(NEXT): {
            "source": "为测试编写",
            "off": [f"{NEXT}-{d.format(NEXT)}" for d in DAYS],
            "on": [],
        }
    }
)
HOUR = timedelta(hours=1)
TALK = path("ask", "asked")
OVER_NEW_YEAR = beside(limits("handle_due 3 working_day", "sign_due 2 hour"), TALK)
START = f"{NEXT - 1}-12-31 10:00"
LATER = f"{NEXT - 1}-12-31 10:30"  # by then every process knows a notice loaded at the start


def with_notice() -> Calendar:
    """Give the calendar of a later release."""
    (year,) = read_notice(NOTICE, CALENDAR)
    return CALENDAR.with_year(year)


BEFORE, AFTER = (
    calendar.after(at(START), limit("3 工作日")) for calendar in (CALENDAR, with_notice())
)


@pytest.fixture
def year_end(ground: Ground, tmp_path: Path) -> Days:
    """Give a case whose handling clock runs into a year without a notice."""
    now = days(ground, START)
    now.open(OVER_NEW_YEAR, tmp_path)
    return now


def load(now: Days, notice: str = NOTICE) -> tuple[int, ...]:
    return load_notice(now.ground.office, notice=notice, by=now.ground.person("sun"))


def follow(now: Days) -> None:
    now.go(LATER)


def test_a_provisional_clock_follows_the_notice_with_row_timer_job_and_task(year_end: Days) -> None:
    assert (year_end.dues(), year_end.clock().provisional) == ([BEFORE] * 4, True)
    assert load(year_end) == (NEXT,)
    follow(year_end)
    assert (year_end.dues(), year_end.clock().provisional) == ([AFTER] * 4, False)
    assert ("handle_due", 0) in [
        (key, int(bool(flag)))
        for key, flag in year_end.ground.rows(tables.Clock, "key", "provisional")
    ]


def test_the_journal_says_why_the_clock_moved(year_end: Days) -> None:
    load(year_end)
    follow(year_end)
    was, due = BEFORE.isoformat(), AFTER.isoformat()
    assert year_end.record("recount_clocks") == [
        ["handle_due", "", "running", due, ["recomputed", was, due]]
    ]
    assert audit.verify(year_end.ground.office.store).breaks == []


def test_a_clock_no_notice_can_move_stays_untouched(year_end: Days) -> None:
    before = year_end.clock("sign_due")
    load(year_end)
    follow(year_end)
    assert year_end.clock("sign_due") == before


def test_a_case_without_a_provisional_clock_is_left_alone(ground: Ground, tmp_path: Path) -> None:
    now = days(ground, f"{NEXT - 1}-12-01 10:00")
    now.open(OVER_NEW_YEAR, tmp_path)
    load(now)
    now.go(f"{NEXT - 1}-12-01 10:30")
    assert ground.rows(tables.Entry, "verb") == [("open_case",)]


def test_a_notice_loaded_twice_changes_nothing_the_second_time(year_end: Days) -> None:
    load(year_end)
    follow(year_end)
    before = [year_end.ground.rows(table, "id") for table in (tables.CalendarYear, tables.Job)]
    entries = year_end.ground.rows(tables.Entry, "hash")
    assert load(year_end) == ()
    year_end.go(f"{NEXT - 1}-12-31 11:00")
    after = [year_end.ground.rows(table, "id") for table in (tables.CalendarYear, tables.Job)]
    assert (after, year_end.ground.rows(tables.Entry, "hash")) == (before, entries)


def test_what_starts_later_is_counted_by_the_notice_at_once(year_end: Days, tmp_path: Path) -> None:
    load(year_end)
    year_end.open(OVER_NEW_YEAR, tmp_path)
    assert (year_end.clock().due, year_end.clock().provisional) == (AFTER, False)


def test_another_process_takes_the_notice_up_without_a_restart(year_end: Days) -> None:
    ground = year_end.ground
    other = Ground(Office(ground.office.store, CALENDAR, SEALS))
    with other.office.store.read() as tx:
        assert other.office.surroundings(tx, 1).calendar.years[-1].number == NEXT - 1
    load(year_end)
    follow(year_end)  # a minute at most
    with other.office.store.read() as tx:
        assert other.office.surroundings(tx, 1).calendar.years[-1].number == NEXT


def test_cases_follow_one_by_one_and_a_crash_between_leaves_the_rest_to_jobs(
    year_end: Days, tmp_path: Path
) -> None:
    for _ in range(4):
        year_end.open(OVER_NEW_YEAR, tmp_path)
    load(year_end)
    house = year_end.house
    house.handlers = of_calendars(year_end.ground.office, size=2)
    house.later(at(LATER) - at(START))
    (first,) = house.deliver()
    run(house.store, house.handlers, first.ids)
    house.parcels.clear()  # the worker dies; what it had was never more than a copy
    assert provisional(year_end) == 5
    house.later(at("2026-01-01 00:20") - at("2026-01-01 00:00"))
    house.drain()
    assert provisional(year_end) == 0
    verbs = year_end.ground.rows(tables.Entry, "verb")
    assert verbs.count(("recount_clocks",)) == 5
    assert "dead" not in states(house.store)


def provisional(now: Days) -> int:
    """Count the clocks that wait for a notice."""
    return sum(bool(flag) for (flag,) in now.ground.rows(tables.Clock, "provisional"))


def test_a_clock_that_is_held_is_counted_by_the_notice_once_it_is_let_go(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, START)
    now.open(beside(limits("handle_due 3 working_day"), *PARKED), tmp_path)
    now.do("ask")
    load(now)
    follow(now)
    assert ("recount_clocks",) not in ground.rows(tables.Entry, "verb")
    now.do("lift")
    left = with_notice().worked(at(LATER), now.clock().due)
    assert round(left / HOUR) == round(CALENDAR.worked(at(START), BEFORE) / HOUR)
    assert not now.clock().provisional


def test_a_case_that_has_ended_is_moved_by_no_notice(year_end: Days) -> None:
    for element in ("work", "ask"):
        year_end.do(element)
    load(year_end)
    follow(year_end)
    assert (year_end.clock().due, year_end.clock().provisional) == (BEFORE, False)
    assert year_end.clock().state is ClockState.STOPPED
    assert ("recount_clocks",) not in year_end.ground.rows(tables.Entry, "verb")


def test_a_notice_that_cannot_be_one_leaves_the_calendar_as_it_was(year_end: Days) -> None:
    with pytest.raises(NoticeOutOfTurn):
        load(year_end, NOTICE.replace(str(NEXT), str(NEXT + 3)))
    assert year_end.ground.rows(tables.CalendarYear, "id") == []


def test_a_correction_counts_and_every_notice_that_was_loaded_is_kept(year_end: Days) -> None:
    load(year_end)
    load(year_end, NOTICE.replace("01-05", "01-03"))
    kept = [entry for year, entry in year_end.ground.rows(tables.CalendarYear, "year", "entry")
            if year == NEXT]  # fmt: skip
    assert [len(orjson.loads(str(entry))["off"]) for entry in kept] == [17, 15]
    follow(year_end)
    assert year_end.clock().due == BEFORE


def test_a_release_that_brings_a_year_is_as_good_as_a_notice(year_end: Days) -> None:
    ground = year_end.ground
    seed_calendars(ground.office)
    known = len(ground.rows(tables.CalendarYear, "year"))
    seed_calendars(ground.office)
    assert len(ground.rows(tables.CalendarYear, "year")) == known == len(published_years())
    upgraded = Office(ground.office.store, with_notice(), SEALS)
    seed_calendars(upgraded)
    year_end.house.handlers = of_calendars(upgraded)
    follow(year_end)
    assert year_end.clock().due == AFTER
