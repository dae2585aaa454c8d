"""A clock: one named instant of a case by which something is due, and how it came to be so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.domain.calendar import Calendar, Limit
from engine.domain.words import ClockState, Word


class Why(Word):
    """Why a clock was moved."""

    EXTENDED = "extended"
    APPOINTED = "appointed"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    CAPPED = "capped"
    RECOMPUTED = "recomputed"


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a clock: when it was made, why, and from which instant to which."""

    at: datetime
    why: Why
    was: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Cap:
    """A rule of policy: the inner clock ends no later than the outer one, less a margin."""

    inner: str
    outer: str
    margin: Limit | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One named instant; `holder` is the unit that must keep it, empty for the case as a whole.

    `limit` is what policy granted when the clock began at `started` (None if policy named an
    instant). What is still counted are the `terms`, one after the other, from `counted_from`; that
    and the `cap` of what encloses it by the rules in `caps` make `due`. While suspended,
    `remaining` holds what is left. A clock hangs on no task, so sending a task back leaves it
    alone.
    """

    key: str
    started: datetime
    counted_from: datetime
    due: datetime
    holder: str = ""
    limit: Limit | None = None
    terms: tuple[Limit, ...] = ()
    cap: datetime | None = None
    caps: tuple[Cap, ...] = ()
    provisional: bool = False
    state: ClockState = ClockState.RUNNING
    remaining: Limit | None = None
    stopped: datetime | None = None
    moves: tuple[Move, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """Give what tells the clock from the others of its case."""
        return self.key, self.holder

    @property
    def is_working(self) -> bool:
        """Tell whether the clock counts working time."""
        return self.limit is not None and self.limit.unit.is_working

    @property
    def rings_at(self) -> datetime | None:
        """Give when the clock will ring; None while it stands still or once it rang."""
        return self.due if self.state is ClockState.RUNNING else None

    @property
    def is_kept(self) -> bool:
        """Tell whether somebody still has to keep it: it runs, or it rang and was not answered."""
        return self.state in {ClockState.RUNNING, ClockState.RUNG}

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether it was not kept: what stopped it came late, or nothing has come yet."""
        if self.state is ClockState.SUSPENDED:
            return False
        return (self.stopped or now) > self.due


def count(start: datetime, terms: Iterable[Limit], calendar: Calendar) -> tuple[datetime, bool]:
    """Count terms one after the other; give where they end, and whether that is provisional."""
    provisional = False
    for term in terms:
        due = calendar.due(start, term)
        start, provisional = due.at, provisional or due.provisional
    return start, provisional
