"""What holds for every clock, whatever happens to it and in whatever order."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.domain import clocks
from engine.domain.calendar import Limit, Unit, read_year
from engine.domain.clocks import Cap, Clock
from engine.domain.refusals import Refusal
from engine.domain.words import ClockState
from tests.unit.calendar.moments import CALENDAR, at

Happening = Callable[[Clock, datetime], Clock]

NOTICE = read_year(2027, {"source": "测试", "off": ["2027-01-01/2027-02-28"], "on": []})
LOADED = CALENDAR.with_year(NOTICE)
POLICY_UNITS = (Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WORKING_HOUR, Unit.WORKING_DAY)
limits = st.builds(Limit, st.integers(0, 40).map(Decimal), st.sampled_from(POLICY_UNITS))
instants = st.integers(0, 90 * 24 * 60).map(
    lambda minutes: at("2026-11-01 00:00") + timedelta(minutes=minutes)
)
waits = st.integers(0, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def extended(by: Limit) -> Happening:
    return lambda clock, now: clocks.extend(clock, by, now=now, calendar=CALENDAR)


def appointed(wait: timedelta) -> Happening:
    return lambda clock, now: clocks.move(clock, now + wait, now=now)


def capped(wait: timedelta) -> Happening:
    return lambda clock, now: clocks.cap(clock, now + wait, now=now, calendar=CALENDAR)


def restarted(by: Limit) -> Happening:
    return lambda clock, now: clocks.restart(clock, by, now=now, calendar=CALENDAR)


PLAIN: list[Happening] = [
    lambda clock, now: clocks.suspend(clock, now=now, calendar=CALENDAR),
    lambda clock, now: clocks.resume(clock, now=now, calendar=CALENDAR),
    lambda clock, now: clocks.recompute(clock, now=now, calendar=LOADED),
    lambda clock, now: clocks.recompute(clock, now=now, calendar=CALENDAR),
    lambda clock, now: clocks.stop(clock, now=now),
    lambda clock, now: clocks.ring(clock, now=now),
]
happenings = st.one_of(
    st.sampled_from(PLAIN),
    limits.map(extended),
    waits.map(appointed),
    waits.map(capped),
    limits.map(restarted),
)


@given(limits, instants, st.lists(st.tuples(waits, happenings), max_size=12))
def test_a_clock_never_rings_twice_unless_it_was_moved_in_between(
    granted: Limit, now: datetime, history: list[tuple[timedelta, Happening]]
) -> None:
    clock = clocks.start("handle_due", granted, now=now, calendar=CALENDAR)
    moves_at_last_ring = -1
    for wait, happen in history:
        now += wait
        rung = clocks.ring(clock, now=now)
        if rung is not clock:
            assert clock.due <= now
            assert len(clock.moves) > moves_at_last_ring
            moves_at_last_ring = len(clock.moves)
        clock = attempt(happen, rung, now)
        assert clock.state is not ClockState.RUNG or clock.due <= now


def attempt(happen: Happening, clock: Clock, now: datetime) -> Clock:
    try:
        return happen(clock, now)
    except Refusal:
        return clock


@given(limits, instants, st.lists(st.tuples(waits, happenings), max_size=8))
def test_the_history_of_a_clock_is_one_unbroken_line(
    granted: Limit, now: datetime, history: list[tuple[timedelta, Happening]]
) -> None:
    clock = clocks.start("handle_due", granted, now=now, calendar=CALENDAR)
    first = clock.due
    for wait, happen in history:
        now += wait
        clock = attempt(happen, clock, now)
    instants = [first, *(move.due for move in clock.moves)]
    assert [move.was for move in clock.moves] == instants[:-1]
    assert clock.due == instants[-1]


@given(limits, instants, st.lists(st.tuples(waits, happenings), max_size=8))
def test_a_clock_comes_back_from_the_record_as_it_was(
    granted: Limit, now: datetime, history: list[tuple[timedelta, Happening]]
) -> None:
    clock = clocks.start("handle_due", granted, now=now, calendar=CALENDAR, holder="城管局")
    for wait, happen in history:
        now += wait
        clock = attempt(happen, clock, now)
        assert clocks.read(json.loads(json.dumps(clocks.written(clock)))) == clock


@given(limits, instants, waits, waits)
def test_suspending_and_resuming_keeps_what_was_left(
    granted: Limit, now: datetime, run: timedelta, parked: timedelta
) -> None:
    clock = clocks.start("handle_due", granted, now=now, calendar=CALENDAR)
    at_parking = min(now + run, clock.due - timedelta(minutes=1))
    if at_parking < now:
        return  # nothing to keep of a limit shorter than a minute
    still = clocks.suspend(clock, now=at_parking, calendar=CALENDAR)
    again = at_parking + parked
    running = clocks.resume(still, now=again, calendar=CALENDAR)
    if clock.is_working:
        assert CALENDAR.worked(again, running.due) == CALENDAR.worked(at_parking, clock.due)
    else:
        assert running.due - again == clock.due - at_parking


@given(limits, limits, instants)
def test_an_extension_moves_a_clock_by_exactly_its_amount(
    granted: Limit, by: Limit, now: datetime
) -> None:
    clock = clocks.start("handle_due", granted, now=now, calendar=CALENDAR)
    if CALENDAR.after(clock.due, by) <= now:
        return  # nothing granted, nothing added
    longer = clocks.extend(clock, by, now=now, calendar=CALENDAR)
    assert longer.due == CALENDAR.after(clock.due, by)


CHAIN = ("report_due", "unit_due", "whistle_due", "case_due", "upstream_due")


@given(
    st.lists(limits, min_size=4, max_size=4),
    instants,
    waits,
    st.permutations(list(pairwise(CHAIN))),
)
def test_whatever_the_order_of_the_rules_nothing_outlasts_what_encloses_it(
    granted: list[Limit], now: datetime, upstream: timedelta, chain: list[tuple[str, str]]
) -> None:
    rules = [Cap(inner, outer) for inner, outer in chain]
    rows = [
        {"key": key, "amount": each.amount, "unit": each.unit}
        for key, each in zip(CHAIN, granted, strict=False)
    ]
    alone = clocks.set_clocks((), rows, now=now, calendar=CALENDAR)
    outside = {"upstream_due": now + upstream}
    capped = clocks.cap_all(alone, rules, now=now, calendar=CALENDAR, outside=outside)
    dues = [clock.due for clock in capped]
    assert dues == sorted(dues)
    assert dues[-1] <= outside["upstream_due"]
    assert all(after.due <= before.due for before, after in zip(alone, capped, strict=True))
