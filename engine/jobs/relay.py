"""The relay: takes what is due and rings; woken by the doorbell, by the clock if that is silent."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import monotonic

from engine.jobs.claim import LEASE, take, take_back, take_suspect
from engine.jobs.ticks import Recurring, enqueue_due
from engine.store.gate import Turn
from engine.store.store import Store
from engine.store.tables import Held

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a relay goes; the times are seconds, the lease is the database's."""

    batch: int = 50  # jobs a message, and so a transaction
    messages: int = 8  # that may wait in the broker before the relay stops taking
    poll: float = 1.0
    sweep: float = 5.0
    lease: timedelta = LEASE


@dataclass(frozen=True, slots=True)
class Parcel:
    """The jobs of one message; a suspect travels and runs alone."""

    ids: Sequence[int]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """Where messages leave, and how many of them still wait for a worker."""

    send: Callable[[Parcel], object]
    waiting: Callable[[], int]
    # Whether worker and relay live and die together: then what is taken has begun.
    inside: bool


@dataclass(slots=True)
class Relay:
    """Takes due jobs for workers; any number may run, in any process."""

    store: Store
    door: Door
    recurring: Iterable[Recurring] = ()
    pace: Pace = Pace()
    bell: Event = field(default_factory=Event)
    swept: float = float("-inf")

    def run(self, stop: Event) -> None:
        """Go on until told to stop; a database or broker that is away is tried again."""
        self.store.on_commit(self.bell.set)
        while not stop.is_set():
            self.bell.clear()
            try:
                full = self.round() >= self.pace.batch
            except Exception:
                log.exception("relay_round_failed")
                full = False
            if not full:
                self.bell.wait(self.pace.poll)

    def round(self) -> int:
        """Send what is due now; give the number of jobs."""
        if monotonic() - self.swept >= self.pace.sweep:
            self.sweep()
            self.swept = monotonic()
        room = self.pace.messages - self.door.waiting()
        if room <= 0:
            return 0
        with self.store.write(Turn.WORKER) as tx:
            ids = take(tx, room * self.pace.batch, by=self.held, lease=self.pace.lease)
            suspect = take_suspect(tx, by=self.held, lease=self.pace.lease)
        for first in range(0, len(ids), self.pace.batch):
            self.door.send(Parcel(ids[first : first + self.pace.batch]))
        if suspect is not None:
            self.door.send(Parcel([suspect], alone=True))
        return len(ids)

    def sweep(self) -> None:
        """Take back lost leases and leave the recurring work of this hour."""
        with self.store.write(Turn.WORKER) as tx:
            take_back(tx)
            enqueue_due(tx, self.recurring)

    @property
    def held(self) -> Held:
        """Tell how far a job has got once it is sent."""
        return Held.STARTED if self.door.inside else Held.SENT
