"""One clock: set, extended, moved, suspended, resumed, rung, stopped."""

from datetime import datetime

import pytest

from engine.domain import clocks
from engine.domain.calendar import Limit, Unit, read_year
from engine.domain.clocks import Clock, Move, Why
from engine.domain.refusals import ClockBeyondCap, ClockInPast, ClockNotMovable
from engine.domain.words import ClockState
from engine.texts import LANGUAGES
from tests.unit.calendar.moments import CALENDAR, at, limit

FRIDAY = at("2026-11-20 10:00")
MONDAY = at("2026-11-23 10:00")


def clock(text: str = "3 工作日", now: datetime = FRIDAY, key: str = "handle_due") -> Clock:
    return clocks.start(key, limit(text), now=now, calendar=CALENDAR)


def test_a_clock_knows_what_policy_granted_and_when_it_is_due() -> None:
    started = clock()
    assert (started.started, started.limit) == (FRIDAY, limit("3 工作日"))
    assert started.due == started.rings_at == at("2026-11-25 18:00")
    assert started.state is ClockState.RUNNING
    assert started.name == ("handle_due", "")


def test_a_clock_may_end_at_an_instant_that_policy_names() -> None:
    started = clocks.start_until("report_due", MONDAY, now=FRIDAY, holder="城管局")
    assert (started.due, started.limit, started.holder) == (MONDAY, None, "城管局")


def test_an_extension_is_counted_from_the_deadline_and_not_from_the_day_it_was_granted() -> None:
    longer = clocks.extend(clock(), limit("2 工作日"), now=MONDAY, calendar=CALENDAR)
    assert longer.due == at("2026-11-27 18:00")
    assert longer.limit == limit("3 工作日")
    assert longer.moves == (Move(MONDAY, Why.EXTENDED, at("2026-11-25 18:00"), longer.due),)


def test_an_appointment_moves_the_clock_to_its_instant() -> None:
    moved = clocks.move(clock(), at("2026-11-24 15:00"), now=MONDAY)
    assert moved.due == at("2026-11-24 15:00")
    assert moved.moves[-1].why is Why.APPOINTED


def test_an_appointment_in_the_past_is_refused() -> None:
    with pytest.raises(ClockInPast) as refused:
        clocks.move(clock(), FRIDAY, now=MONDAY)
    assert "2026-11-20 10:00" in refused.value.sentence()


def test_no_extension_outlasts_what_encloses_the_clock() -> None:
    upstream = at("2026-11-26 18:00")
    capped = clocks.cap(clock(), upstream, now=FRIDAY, calendar=CALENDAR)
    assert capped.due == at("2026-11-25 18:00")
    assert clocks.extend(capped, limit("1 工作日"), now=MONDAY, calendar=CALENDAR).due == upstream
    with pytest.raises(ClockBeyondCap) as refused:
        clocks.extend(capped, limit("2 工作日"), now=MONDAY, calendar=CALENDAR)
    assert refused.value.facts == {
        "key": "handle_due",
        "asked": at("2026-11-27 18:00"),
        "latest": upstream,
    }


def test_a_cap_cuts_the_clock_short_and_gives_back_its_time_when_it_is_lifted() -> None:
    capped = clocks.cap(clock(), at("2026-11-24 18:00"), now=FRIDAY, calendar=CALENDAR)
    assert capped.due == at("2026-11-24 18:00")
    assert capped.moves[-1].why is Why.CAPPED
    freed = clocks.cap(capped, None, now=FRIDAY, calendar=CALENDAR)
    assert freed.due == at("2026-11-25 18:00")


def test_what_is_left_of_working_time_is_kept_while_the_case_is_parked() -> None:
    parked = clocks.suspend(clock(), now=at("2026-11-24 10:00"), calendar=CALENDAR)
    assert parked.rings_at is None
    assert parked.remaining == Limit(15 * 3600 * limit("1 秒").amount, Unit.WORKING_SECOND)
    resumed = clocks.resume(parked, now=at("2026-12-07 10:00"), calendar=CALENDAR)
    assert resumed.due == at("2026-12-08 18:00")
    assert resumed.moves[-1].why is Why.RESUMED
    assert resumed.limit == limit("3 工作日")


def test_what_is_left_of_natural_time_is_kept_by_the_wall_clock() -> None:
    parked = clocks.suspend(clock("24 小时"), now=at("2026-11-20 16:00"), calendar=CALENDAR)
    resumed = clocks.resume(parked, now=at("2026-11-28 22:00"), calendar=CALENDAR)
    assert resumed.due == at("2026-11-29 16:00")


def test_an_extension_after_parking_goes_on_from_the_new_deadline() -> None:
    parked = clocks.suspend(clock(), now=at("2026-11-24 10:00"), calendar=CALENDAR)
    resumed = clocks.resume(parked, now=at("2026-12-07 10:00"), calendar=CALENDAR)
    longer = clocks.extend(
        resumed, limit("1 工作日"), now=at("2026-12-07 11:00"), calendar=CALENDAR
    )
    assert longer.due == at("2026-12-09 18:00")


def test_parking_heals_no_lateness() -> None:
    late = at("2026-11-26 10:00")
    with pytest.raises(ClockNotMovable) as refused:
        clocks.suspend(clock(), now=late, calendar=CALENDAR)
    assert refused.value.state is ClockState.RUNG
    with pytest.raises(ClockNotMovable):
        clocks.suspend(clock(), now=clock().due, calendar=CALENDAR)
    rung = clocks.ring(clock(), now=late)
    with pytest.raises(ClockNotMovable):
        clocks.suspend(rung, now=late, calendar=CALENDAR)


def test_a_clock_that_stands_still_cannot_be_moved_and_one_that_runs_not_resumed() -> None:
    parked = clocks.suspend(clock(), now=MONDAY, calendar=CALENDAR)
    stopped = clocks.stop(clock(), now=MONDAY)
    for still in (parked, stopped):
        with pytest.raises(ClockNotMovable) as refused:
            clocks.extend(still, limit("1 工作日"), now=MONDAY, calendar=CALENDAR)
        assert still.state.sentence() in refused.value.sentence()
        with pytest.raises(ClockNotMovable):
            clocks.move(still, at("2026-11-30 10:00"), now=MONDAY)
    with pytest.raises(ClockNotMovable):
        clocks.resume(clock(), now=MONDAY, calendar=CALENDAR)


def test_a_clock_rings_when_its_time_is_up_and_only_once() -> None:
    due = at("2026-11-25 18:00")
    early = clock()
    assert clocks.ring(early, now=at("2026-11-25 17:59")) is early
    rung = clocks.ring(early, now=due)
    assert (rung.state, rung.rings_at) == (ClockState.RUNG, None)
    assert clocks.ring(rung, now=at("2026-11-26 18:00")) is rung


def test_a_clock_that_rang_rings_again_once_it_was_moved() -> None:
    rung = clocks.ring(clock(), now=at("2026-11-25 18:00"))
    moved = clocks.move(rung, at("2026-11-30 18:00"), now=at("2026-11-26 09:00"))
    assert moved.rings_at == at("2026-11-30 18:00")
    assert clocks.ring(moved, now=at("2026-11-30 18:00")).state is ClockState.RUNG


def test_an_extension_too_short_to_reach_the_present_is_refused() -> None:
    rung = clocks.ring(clock(), now=at("2026-11-25 18:00"))
    with pytest.raises(ClockInPast):
        clocks.extend(rung, limit("1 工作日"), now=at("2026-11-27 10:00"), calendar=CALENDAR)


def test_a_stopped_clock_stays_stopped_and_remembers_whether_it_was_kept() -> None:
    in_time = clocks.stop(clock(), now=at("2026-11-25 17:00"))
    late = clocks.stop(clocks.ring(clock(), now=at("2026-11-25 18:00")), now=at("2026-11-26 09:00"))
    much_later = at("2026-12-26 09:00")
    assert not in_time.is_overdue(much_later)
    assert late.is_overdue(much_later)
    assert clocks.stop(late, now=much_later) is late
    assert clocks.ring(in_time, now=much_later) is in_time


def test_what_is_done_at_the_very_moment_is_done_in_time() -> None:
    due = clock().due
    assert not clock().is_overdue(due)
    assert not clocks.stop(clock(), now=due).is_overdue(due)


def test_a_clock_is_overdue_once_its_instant_has_passed_unless_it_is_parked() -> None:
    later = at("2026-11-30 09:00")
    assert clock().is_overdue(later)
    assert not clocks.suspend(clock(), now=MONDAY, calendar=CALENDAR).is_overdue(later)


def test_a_hand_over_starts_a_clock_anew_and_keeps_its_history_and_its_cap() -> None:
    sign = clocks.cap(
        clock("2 工作时", key="sign_due"), at("2026-11-24 12:00"), now=FRIDAY, calendar=CALENDAR
    )
    rung = clocks.ring(sign, now=at("2026-11-20 13:00"))
    again = clocks.restart(rung, limit("2 工作时"), now=MONDAY, calendar=CALENDAR)
    assert (again.started, again.due) == (MONDAY, at("2026-11-23 12:00"))
    assert again.moves[-1] == Move(MONDAY, Why.RESTARTED, at("2026-11-20 12:00"), again.due)
    tuesday = at("2026-11-24 11:00")
    assert clocks.restart(rung, limit("2 工作时"), now=tuesday, calendar=CALENDAR).due == sign.cap


def test_a_notice_of_holidays_moves_a_provisional_clock_and_no_other() -> None:
    notice = read_year(2027, {"source": "测试", "off": ["2027-01-01/2027-01-04"], "on": []})
    calendar = CALENDAR.with_year(notice)
    started = clock("30 工作日")
    assert started.provisional
    moved = clocks.recompute(started, now=MONDAY, calendar=calendar)
    assert (moved.due, moved.provisional) == (at("2027-01-05 18:00"), False)
    assert moved.moves[-1].why is Why.RECOMPUTED
    settled = clocks.recompute(clock(), now=MONDAY, calendar=calendar)
    assert settled == clock()


def test_a_notice_that_moves_nothing_only_takes_the_mark_away() -> None:
    notice = read_year(2027, {"source": "测试", "off": ["2027-01-01"], "on": []})
    settled = clocks.recompute(clock("28 工作日"), now=MONDAY, calendar=CALENDAR.with_year(notice))
    assert clock("28 工作日").provisional
    assert (settled.provisional, settled.moves) == (False, ())


def test_a_clock_that_rang_too_early_for_want_of_a_notice_runs_again() -> None:
    notice = read_year(2027, {"source": "测试", "off": ["2027-01-01/2027-01-06"], "on": []})
    calendar = CALENDAR.with_year(notice)
    now = at("2027-01-05 09:00")
    rung = clocks.ring(clock("30 工作日"), now=now)
    again = clocks.recompute(rung, now=now, calendar=calendar)
    assert again.rings_at == at("2027-01-07 18:00")
    too_late = clocks.recompute(rung, now=at("2027-02-01 09:00"), calendar=calendar)
    assert (too_late.due, too_late.state) == (at("2027-01-07 18:00"), ClockState.RUNG)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_a_move_has_a_name(language: str) -> None:
    assert all(why.sentence(language) for why in Why)
    assert all(unit.sentence(language) for unit in Unit)
