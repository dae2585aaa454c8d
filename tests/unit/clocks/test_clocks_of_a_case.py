"""The clocks of a case together: dispatch, hand-over, parking, enclosing, a new notice."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pytest

from engine.domain.calendar import read_year
from engine.domain.clocks import (
    Cap,
    Clock,
    bind,
    cap_all,
    changed,
    enclose,
    read,
    read_caps,
    recompute_all,
    resume_all,
    ring,
    set_clocks,
    stop,
    suspend_all,
    written,
)
from engine.domain.refusals import CapsCircular, ClockRowInvalid, LimitInvalid
from engine.domain.words import ClockState
from tests.unit.calendar.moments import CALENDAR, at, limit

FRIDAY = at("2026-11-20 10:00")
MONDAY = at("2026-11-23 10:00")
DISPATCH = [
    {"key": "sign_due", "amount": Decimal(2), "unit": "工作时"},
    {"key": "contact_due", "amount": Decimal(24), "unit": "小时"},
    {"key": "handle_due", "amount": Decimal(5), "unit": "工作日"},
]
HAND_OVER = DISPATCH[:2]


def dispatched(now: datetime = FRIDAY) -> tuple[Clock, ...]:
    return set_clocks((), DISPATCH, now=now, calendar=CALENDAR)


def due(clocks: Sequence[Clock]) -> dict[str, str]:
    return {clock.key: f"{clock.due:%m-%d %H:%M}" for clock in clocks}


def test_dispatch_sets_every_clock_the_table_names() -> None:
    assert due(dispatched()) == {
        "sign_due": "11-20 12:00",
        "contact_due": "11-21 10:00",
        "handle_due": "11-27 18:00",
    }


def test_at_a_hand_over_the_clocks_the_table_names_restart_and_handling_does_not() -> None:
    before = dispatched()
    after = set_clocks(before, HAND_OVER, now=MONDAY, calendar=CALENDAR)
    assert due(after) == {
        "sign_due": "11-23 12:00",
        "contact_due": "11-24 10:00",
        "handle_due": "11-27 18:00",
    }
    assert [clock.key for clock in changed(before, after)] == ["sign_due", "contact_due"]


def test_each_unit_has_clocks_of_its_own() -> None:
    one = set_clocks((), HAND_OVER, now=FRIDAY, calendar=CALENDAR, holder="城管局")
    both = set_clocks(one, HAND_OVER, now=MONDAY, calendar=CALENDAR, holder="市监局")
    assert [clock.holder for clock in both] == ["城管局", "城管局", "市监局", "市监局"]
    assert both[:2] == one


def test_a_table_may_name_an_instant_with_or_without_a_zone() -> None:
    for until in (at("2026-11-24 15:00"), at("2026-11-24 15:00").replace(tzinfo=None)):
        rows = [{"key": "report_due", "at": until}]
        clocks = set_clocks((), rows, now=FRIDAY, calendar=CALENDAR)
        assert clocks[0].due == at("2026-11-24 15:00")
        again = set_clocks(clocks, rows, now=MONDAY, calendar=CALENDAR)
        assert (again[0].started, again[0].due) == (MONDAY, at("2026-11-24 15:00"))


@pytest.mark.parametrize(
    "row", [{}, {"key": ""}, {"key": 7, "amount": 1}, {"key": "a"}, {"key": "a", "at": "明天"}]
)
def test_a_row_that_says_neither_how_long_nor_until_when_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ClockRowInvalid) as refused:
        set_clocks((), [row], now=FRIDAY, calendar=CALENDAR)
    assert str(row) in refused.value.sentence()


def test_a_row_with_a_limit_that_cannot_be_is_refused() -> None:
    with pytest.raises(LimitInvalid):
        set_clocks((), [{"key": "a", "amount": 1, "unit": "旬"}], now=FRIDAY, calendar=CALENDAR)


def test_parking_suspends_what_has_time_left_and_leaves_what_is_overdue() -> None:
    now = at("2026-11-23 09:00")
    sign, contact, handle = suspend_all(dispatched(), now=now, calendar=CALENDAR)
    assert [sign.state, contact.state] == [ClockState.RUNNING, ClockState.RUNNING]
    assert handle.state is ClockState.SUSPENDED
    resumed = resume_all((sign, contact, handle), now=at("2026-12-07 09:00"), calendar=CALENDAR)
    assert resumed[:2] == (sign, contact)
    assert resumed[2].due == at("2026-12-11 18:00")


CAPS = [
    Cap("unit_due", "whistle_due"),
    Cap("case_due", "upstream_due", margin=limit("1 工作日")),
    Cap("whistle_due", "case_due"),
    Cap("report_due", "unit_due"),
]
WHISTLED = [
    {"key": "case_due", "amount": 20, "unit": "工作日"},
    {"key": "whistle_due", "amount": 15, "unit": "工作日"},
]
SUMMONED = [
    {"key": "unit_due", "amount": 10, "unit": "工作日"},
    {"key": "report_due", "amount": 3, "unit": "工作日"},
]
UPSTREAM = {"upstream_due": at("2026-12-01 18:00")}


def whistled() -> tuple[Clock, ...]:
    case = set_clocks((), WHISTLED, now=FRIDAY, calendar=CALENDAR)
    return set_clocks(case, SUMMONED, now=FRIDAY, calendar=CALENDAR, holder="城管局")


def test_department_whistle_and_case_end_one_working_day_before_the_order_from_above() -> None:
    capped = cap_all(whistled(), CAPS, now=FRIDAY, calendar=CALENDAR, outside=UPSTREAM)
    assert due(capped) == {
        "case_due": "11-30 18:00",
        "whistle_due": "11-30 18:00",
        "unit_due": "11-30 18:00",
        "report_due": "11-25 18:00",
    }


def test_capping_twice_changes_nothing_more() -> None:
    once = cap_all(whistled(), CAPS, now=FRIDAY, calendar=CALENDAR, outside=UPSTREAM)
    twice = cap_all(once, CAPS, now=MONDAY, calendar=CALENDAR, outside=UPSTREAM)
    assert changed(once, twice) == ()


def test_when_the_order_from_above_is_prolonged_everything_inside_has_its_own_time_again() -> None:
    capped = cap_all(whistled(), CAPS, now=FRIDAY, calendar=CALENDAR, outside=UPSTREAM)
    later = {"upstream_due": at("2027-03-01 18:00")}
    freed = cap_all(capped, CAPS, now=MONDAY, calendar=CALENDAR, outside=later)
    assert due(freed) == due(whistled())


def test_what_is_stopped_encloses_nothing() -> None:
    case, whistle, *unit = whistled()
    short = [Cap("unit_due", "whistle_due", margin=limit("6 工作日"))]
    clocks = (case, stop(whistle, now=MONDAY), *unit)
    assert cap_all(clocks, short, now=MONDAY, calendar=CALENDAR) == clocks


def test_caps_in_a_circle_are_refused_with_their_names() -> None:
    circle = [Cap("a_due", "b_due"), Cap("b_due", "a_due")]
    with pytest.raises(CapsCircular) as refused:
        cap_all((), circle, now=FRIDAY, calendar=CALENDAR)
    assert "a_due" in refused.value.sentence()


def test_loading_a_notice_tells_which_clocks_it_moved() -> None:
    rows = [*DISPATCH, {"key": "case_due", "amount": 30, "unit": "工作日"}]
    before = set_clocks((), rows, now=FRIDAY, calendar=CALENDAR)
    notice = read_year(2027, {"source": "测试", "off": ["2027-01-01/2027-01-04"], "on": []})
    calendar = CALENDAR.with_year(notice)
    after = recompute_all(before, now=MONDAY, calendar=calendar)
    assert [clock.key for clock in changed(before, after)] == ["case_due"]
    assert recompute_all(after, now=MONDAY, calendar=calendar) == after


def test_a_notice_leaves_what_is_parked_or_stopped_as_it_is() -> None:
    rows = [{"key": key, "amount": 30, "unit": "工作日"} for key in ("parked", "done")]
    clocks = set_clocks((), rows, now=FRIDAY, calendar=CALENDAR)
    parked = suspend_all(clocks[:1], now=MONDAY, calendar=CALENDAR)
    still = (*parked, stop(clocks[1], now=MONDAY))
    notice = read_year(2027, {"source": "测试", "off": ["2027-01-01/2027-01-04"], "on": []})
    assert recompute_all(still, now=MONDAY, calendar=CALENDAR.with_year(notice)) == still


def test_sending_a_task_back_leaves_every_clock_alone_even_one_that_rang() -> None:
    # A clock hangs on no task: whatever is opened again finds the same instants.
    sign, *others = dispatched()
    rung = ring(sign, now=MONDAY)
    assert set_clocks((rung, *others), [], now=MONDAY, calendar=CALENDAR) == (rung, *others)


ROWS = [
    {"key": "sign_due", "within": "handle_due"},
    {"key": "handle_due", "within": "upstream_due", "amount": Decimal(1), "unit": "工作日"},
]
ORDER = {"upstream_due": at("2026-11-24 12:00")}


def test_clocks_keep_the_rules_that_cap_them() -> None:
    clocks = bind(dispatched(), read_caps(ROWS))
    capped = enclose(clocks, now=FRIDAY, calendar=CALENDAR, outside=ORDER)
    assert due(capped)["handle_due"] == "11-23 18:00"
    freed = enclose(capped, now=FRIDAY, calendar=CALENDAR)
    assert due(freed) == due(clocks)


def test_rules_are_bound_to_the_clocks_of_their_holder() -> None:
    both = set_clocks(dispatched(), DISPATCH, now=FRIDAY, calendar=CALENDAR, holder="水务")
    bound_ = bind(both, read_caps(ROWS), holder="水务")
    assert {clock.holder for clock in bound_ if clock.caps} == {"水务"}
    assert [clock for clock in bound_ if not clock.holder] == list(dispatched())


def test_a_clock_with_its_rules_is_kept_and_read_as_it_was() -> None:
    for clock in bind(dispatched(), read_caps(ROWS)):
        assert read(written(clock)) == clock


def test_a_clock_that_starts_anew_keeps_its_rules() -> None:
    clocks = bind(dispatched(), read_caps(ROWS))
    again = set_clocks(clocks, HAND_OVER, now=MONDAY, calendar=CALENDAR)
    assert [clock.caps for clock in again] == [clock.caps for clock in clocks]


@pytest.mark.parametrize("row", [{}, {"key": "a"}, {"within": "b"}, {"key": "a", "within": 5}])
def test_a_rule_that_does_not_name_two_clocks_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ClockRowInvalid):
        read_caps([row])
