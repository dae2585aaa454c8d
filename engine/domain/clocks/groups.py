"""What happens to all clocks of a case at once; one that stays as it was is given back itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from engine.domain.calendar import Calendar, read_limit
from engine.domain.clocks import changes
from engine.domain.clocks.clock import Cap, Clock
from engine.domain.refusals import CapsCircular, ClockRowInvalid
from engine.domain.words import ClockState

Clocks = tuple[Clock, ...]
Row = Mapping[str, object]


def set_clocks(
    clocks: Sequence[Clock],
    rows: Iterable[Row],
    *,
    now: datetime,
    calendar: Calendar,
    holder: str = "",
) -> Clocks:
    """Set the clocks a decision table names for a holder: at dispatch, a hand-over, another round.

    A row has a `key`, and an `amount` and a `unit`, or an instant `at`. A clock that exists already
    starts anew unless its row says `restart: false`, one that no row names goes on: which clocks
    restart is decided by the table.

    Raises:
        ClockRowInvalid: A row has no key, or neither a limit nor an instant.
        LimitInvalid: A row's unit is unknown, or its amount cannot be.
    """
    by_name = {clock.name: clock for clock in clocks}
    for row in rows:
        key = row.get("key")
        if not isinstance(key, str) or not key:
            raise ClockRowInvalid(row=str(dict(row)))
        old = by_name.get((key, holder))
        if old is not None and row.get("restart") is False:
            continue
        by_name[key, holder] = set_one(key, row, old, now=now, calendar=calendar, holder=holder)
    return tuple(by_name.values())


def set_one(
    key: str, row: Row, old: Clock | None, *, now: datetime, calendar: Calendar, holder: str
) -> Clock:
    """Set one clock from its row."""
    until = row.get("at")
    if until is None and row.get("amount") is not None:
        limit = read_limit(row["amount"], row.get("unit"))
        if old is not None:
            return changes.restart(old, limit, now=now, calendar=calendar)
        return changes.start(key, limit, now=now, calendar=calendar, holder=holder)
    if not isinstance(until, datetime):
        raise ClockRowInvalid(row=str(dict(row)))
    # FEEL's date and time without an offset is the wall clock's, here as anywhere.
    due = until if until.tzinfo else until.replace(tzinfo=calendar.zone)
    if old is not None:
        return changes.restart_until(old, due, now=now)
    return changes.start_until(key, due, now=now, holder=holder)


def suspend_all(clocks: Sequence[Clock], *, now: datetime, calendar: Calendar) -> Clocks:
    """Suspend every clock that still has time left; the others are overdue and stay so."""
    return tuple(
        changes.suspend(clock, now=now, calendar=calendar)
        if clock.state is ClockState.RUNNING and clock.due > now
        else clock
        for clock in clocks
    )


def resume_all(clocks: Sequence[Clock], *, now: datetime, calendar: Calendar) -> Clocks:
    """Let every suspended clock run on; their caps are to be set again afterwards."""
    return tuple(
        changes.resume(clock, now=now, calendar=calendar)
        if clock.state is ClockState.SUSPENDED
        else clock
        for clock in clocks
    )


def stop_all(clocks: Sequence[Clock], *, now: datetime) -> Clocks:
    """Stop every clock somebody still had to keep; one that is held was not late and stays so."""
    return tuple(changes.stop(clock, now=now) if clock.is_kept else clock for clock in clocks)


def recompute_all(clocks: Sequence[Clock], *, now: datetime, calendar: Calendar) -> Clocks:
    """Count every clock again in a calendar that has changed."""
    return tuple(changes.recompute(clock, now=now, calendar=calendar) for clock in clocks)


def changed(before: Sequence[Clock], after: Sequence[Clock]) -> Clocks:
    """Give the clocks that are new or not as they were: the ones to write, and to tell of."""
    old = {clock.name: clock for clock in before}
    return tuple(clock for clock in after if old.get(clock.name) != clock)


def read_caps(rows: Iterable[Row]) -> tuple[Cap, ...]:
    """Read which clock ends within which: rows of `{key, within}`, or with `amount` and `unit` too.

    Raises:
        ClockRowInvalid: A row does not name the two.
        LimitInvalid: A row's unit is unknown, or its amount cannot be.
    """
    return tuple(read_cap(row) for row in rows)


def read_cap(row: Row) -> Cap:
    """Read one rule; without an amount both may end at once."""
    inner, outer, amount = (row.get(name) for name in ("key", "within", "amount"))
    if not (isinstance(inner, str) and isinstance(outer, str) and inner and outer):
        raise ClockRowInvalid(row=str(dict(row)))
    return Cap(inner, outer, None if amount is None else read_limit(amount, row.get("unit")))


def bind(clocks: Sequence[Clock], caps: Sequence[Cap], *, holder: str = "") -> Clocks:
    """Let a holder's clocks keep the rules that cap them, in place of those they had."""
    inner = {rule.inner for rule in caps}
    return tuple(
        replace(clock, caps=tuple(rule for rule in caps if rule.inner == clock.key))
        if clock.holder == holder and clock.key in inner
        else clock
        for clock in clocks
    )


def enclose(
    clocks: Sequence[Clock],
    *,
    now: datetime,
    calendar: Calendar,
    outside: Mapping[str, datetime] | None = None,
) -> Clocks:
    """Cap every clock anew by the rules the clocks keep, after any of them was changed."""
    rules = tuple(dict.fromkeys(rule for clock in clocks for rule in clock.caps))
    return cap_all(clocks, rules, now=now, calendar=calendar, outside=outside)


def cap_all(
    clocks: Sequence[Clock],
    caps: Sequence[Cap],
    *,
    now: datetime,
    calendar: Calendar,
    outside: Mapping[str, datetime] | None = None,
) -> Clocks:
    """Cap every clock by what encloses it, from the outside in.

    An outer clock is the same holder's, else the whole case's, else an instant given from outside
    (of the whistle, of the order from above). One that stands still, or that nobody knows,
    encloses nothing, so every instant from outside is to be given every time.

    Raises:
        CapsCircular: The rules enclose each other.
    """
    by_name = {clock.name: clock for clock in clocks}
    for key in outermost_first(caps):
        rules = [rule for rule in caps if rule.inner == key]
        for clock in [each for each in by_name.values() if each.key == key]:
            latest = [bound(rule, clock, by_name, outside or {}, calendar) for rule in rules]
            nearest = min((each for each in latest if each is not None), default=None)
            by_name[clock.name] = changes.cap(clock, nearest, now=now, calendar=calendar)
    return tuple(by_name.values())


def outermost_first(caps: Sequence[Cap]) -> list[str]:
    """Give the inner keys in an order in which each comes after all that enclose it."""
    graph: dict[str, set[str]] = {}
    for rule in caps:
        graph.setdefault(rule.inner, set()).add(rule.outer)
    try:
        return [key for key in TopologicalSorter(graph).static_order() if key in graph]
    except CycleError as error:
        raise CapsCircular(keys=", ".join(error.args[1])) from error


def bound(
    rule: Cap,
    clock: Clock,
    clocks: Mapping[tuple[str, str], Clock],
    outside: Mapping[str, datetime],
    calendar: Calendar,
) -> datetime | None:
    """Give the latest end a rule allows a clock; None while nothing encloses it."""
    outer = clocks.get((rule.outer, clock.holder)) or clocks.get((rule.outer, ""))
    if outer is not None and not outer.is_kept:
        return None
    end = outer.due if outer is not None else outside.get(rule.outer)
    if end is None or rule.margin is None:
        return end
    return calendar.before(end, rule.margin)
