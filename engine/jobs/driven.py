"""A house whose clock is pushed by hand: all that comes due meanwhile is done, in its order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from engine.jobs.relay import Door, Pace, Parcel, Relay
from engine.jobs.run import run
from engine.jobs.work import Handlers, Later
from engine.store.columns import Instant
from engine.store.marks import set_clock
from engine.store.store import Store
from engine.store.tables import IS_READY, Job

# Doing things takes some time, too: what is due so shortly after an instant belongs to it.
MEANWHILE = timedelta(seconds=30)
ALONE = Pace(batch=1)
# A message nobody can receive is freed by whoever can; it is no reason to stop the clock.
NEXT = select(func.min(Job.due, type_=Instant())).where(
    IS_READY, Job.topic.is_(None), Job.due <= bindparam("until", type_=Instant())
)


@dataclass(slots=True)
class Driver:
    """Turns the relay of a demonstration or a test in this thread; `troubles` are what failed."""

    store: Store
    handlers: Handlers
    troubles: list[Exception] = field(default_factory=list)
    relay: Relay = field(init=False)
    watched: Handlers = field(init=False)

    def __post_init__(self) -> None:
        steps = {kind: self._noting(step) for kind, step in self.handlers.steps.items()}
        errands = {kind: self._noting(errand) for kind, errand in self.handlers.errands.items()}
        self.watched = Handlers(steps, errands)
        self.relay = Relay(self.store, Door(self._do, lambda: 0, inside=True), pace=ALONE)

    def go(self, at: datetime) -> None:
        """Let it become an instant; what is due on the way is done when it is due.

        Raises:
            ClockIsLive: The store is neither a demonstration nor a test, or the instant is past.
        """
        while (due := self._next(at + MEANWHILE)) and not self.troubles:
            self._push(due)
            self.drain()
        self._push(at)

    def drain(self) -> None:
        """Do what is due now, and what that leaves to be done at once."""
        while self.relay.round():
            pass

    def _next(self, until: datetime) -> datetime | None:
        with self.store.read() as tx:
            due: datetime | None = tx.execute(NEXT, {"until": until}).scalar_one()
        return due

    def _push(self, at: datetime) -> None:
        with self.store.write() as tx:
            if at > tx.now:
                set_clock(tx, at)

    def _do(self, parcel: Parcel) -> None:
        run(self.store, self.watched, parcel.ids)

    def _noting(self, work: Callable[..., Later | None]) -> Callable[..., Later | None]:
        def noted(*given: object) -> Later | None:
            try:
                return work(*given)
            except Exception as error:
                self.troubles.append(error)
                raise

        return noted
