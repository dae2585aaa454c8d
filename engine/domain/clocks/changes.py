"""What can happen to one clock; every change gives a new clock and takes `now` as a parameter."""

from dataclasses import replace
from datetime import datetime

from engine.domain.calendar import Calendar, Limit, kept
from engine.domain.clocks.clock import Clock, Move, Why, count
from engine.domain.refusals import ClockBeyondCap, ClockInPast, ClockNotMovable
from engine.domain.words import ClockState


def start(key: str, limit: Limit, *, now: datetime, calendar: Calendar, holder: str = "") -> Clock:
    """Start a clock with the limit policy grants."""
    due, provisional = count(now, (limit,), calendar)
    return Clock(
        key=key,
        holder=holder,
        started=now,
        counted_from=now,
        limit=limit,
        terms=(limit,),
        due=due,
        provisional=provisional,
    )


def start_until(key: str, due: datetime, *, now: datetime, holder: str = "") -> Clock:
    """Start a clock that ends at an instant policy names."""
    return Clock(key=key, holder=holder, started=now, counted_from=due, due=due)


def restart(clock: Clock, limit: Limit, *, now: datetime, calendar: Calendar) -> Clock:
    """Start a clock anew, in whatever state it is, as a hand-over or another round does."""
    fresh = start(clock.key, limit, now=now, calendar=calendar, holder=clock.holder)
    return begun_anew(clock, fresh, now=now)


def restart_until(clock: Clock, due: datetime, *, now: datetime) -> Clock:
    """Start a clock anew that ends at an instant policy names."""
    return begun_anew(clock, start_until(clock.key, due, now=now, holder=clock.holder), now=now)


def begun_anew(clock: Clock, fresh: Clock, *, now: datetime) -> Clock:
    """Give the fresh clock the caps and the history of the one whose place it takes."""
    due = fresh.due if clock.cap is None else min(fresh.due, clock.cap)
    move = Move(now, Why.RESTARTED, clock.due, due)
    return replace(fresh, due=due, cap=clock.cap, caps=clock.caps, moves=(*clock.moves, move))


def extend(clock: Clock, by: Limit, *, now: datetime, calendar: Calendar) -> Clock:
    """Extend a clock by an amount, counted from where it ends and not from now.

    Raises:
        ClockNotMovable: The clock is suspended or stopped.
        ClockBeyondCap: It would outlast what encloses it.
        ClockInPast: Even so extended it would end in the past.
    """
    due, provisional = count(clock.counted_from, (*clock.terms, by), calendar)
    check_movable(clock, due, now=now)
    longer = replace(clock, terms=(*clock.terms, by), provisional=provisional)
    return moved(longer, due, now=now, why=Why.EXTENDED)


def move(clock: Clock, to: datetime, *, now: datetime, why: Why = Why.APPOINTED) -> Clock:
    """Move a clock to an instant: an appointment, or an extension until then.

    Raises:
        ClockNotMovable: The clock is suspended or stopped.
        ClockBeyondCap: It would outlast what encloses it.
        ClockInPast: The instant has passed.
    """
    check_movable(clock, to, now=now)
    return moved(replace(clock, counted_from=to, terms=(), provisional=False), to, now=now, why=why)


def suspend(clock: Clock, *, now: datetime, calendar: Calendar) -> Clock:
    """Suspend a running clock and keep what is left of it, in working or in natural time.

    Raises:
        ClockNotMovable: The clock does not run, or its time is up: parking heals no lateness.
    """
    if clock.state is not ClockState.RUNNING:
        raise ClockNotMovable(key=clock.key, state=clock.state)
    if clock.due <= now:
        raise ClockNotMovable(key=clock.key, state=ClockState.RUNG)
    left = calendar.worked(now, clock.due) if clock.is_working else clock.due - now
    remaining = kept(left, working=clock.is_working)
    return replace(clock, state=ClockState.SUSPENDED, remaining=remaining)


def resume(clock: Clock, *, now: datetime, calendar: Calendar) -> Clock:
    """Let a suspended clock run on with what was left; its cap is lifted, to be set again.

    Raises:
        ClockNotMovable: The clock is not suspended.
    """
    if clock.remaining is None:
        raise ClockNotMovable(key=clock.key, state=clock.state)
    terms = (clock.remaining,)
    due, provisional = count(now, terms, calendar)
    running = replace(
        clock, counted_from=now, terms=terms, cap=None, remaining=None, provisional=provisional
    )
    return moved(running, due, now=now, why=Why.RESUMED)


def ring(clock: Clock, *, now: datetime) -> Clock:
    """Ring a clock whose time is up, once; a late, early or repeated call finds nothing to do."""
    if clock.state is not ClockState.RUNNING or clock.due > now:
        return clock
    return replace(clock, state=ClockState.RUNG)


def stop(clock: Clock, *, now: datetime) -> Clock:
    """Stop a clock, because what it waited for has come or is not wanted any more.

    No calendar moves it any more, so it is as it will always be.
    """
    if clock.state is ClockState.STOPPED:
        return clock
    return replace(clock, state=ClockState.STOPPED, stopped=now, remaining=None, provisional=False)


def cap(clock: Clock, latest: datetime | None, *, now: datetime, calendar: Calendar) -> Clock:
    """Let a clock end no later than what encloses it does, or free it again."""
    return retimed(replace(clock, cap=latest), clock, now=now, calendar=calendar, why=Why.CAPPED)


def recompute(clock: Clock, *, now: datetime, calendar: Calendar) -> Clock:
    """Count a clock again in a calendar that has changed."""
    return retimed(clock, clock, now=now, calendar=calendar, why=Why.RECOMPUTED)


def retimed(clock: Clock, old: Clock, *, now: datetime, calendar: Calendar, why: Why) -> Clock:
    """Give the clock as it ends now, and the old one itself where nothing has changed."""
    if not old.is_kept:
        return old
    own, provisional = count(clock.counted_from, clock.terms, calendar)
    due = own if clock.cap is None else min(own, clock.cap)
    marked = replace(clock, provisional=provisional)
    if due != old.due:
        return moved(marked, due, now=now, why=why)
    return old if marked == old else marked


def moved(clock: Clock, due: datetime, *, now: datetime, why: Why) -> Clock:
    """Give the clock at its new end; one that rang runs again only if that is still ahead."""
    past = clock.state is ClockState.RUNG and due <= now
    state = clock.state if past else ClockState.RUNNING
    made = Move(now, why, clock.due, due)
    return replace(clock, due=due, state=state, moves=(*clock.moves, made))


def check_movable(clock: Clock, due: datetime, *, now: datetime) -> None:
    """Refuse a move that a person asked for and that cannot be.

    Raises:
        ClockNotMovable: The clock is suspended or stopped.
        ClockBeyondCap: It would outlast what encloses it.
        ClockInPast: The instant has passed.
    """
    if not clock.is_kept:
        raise ClockNotMovable(key=clock.key, state=clock.state)
    if clock.cap is not None and due > clock.cap:
        raise ClockBeyondCap(key=clock.key, asked=due, latest=clock.cap)
    if due <= now:
        raise ClockInPast(key=clock.key, asked=due)
