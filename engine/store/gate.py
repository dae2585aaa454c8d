"""A fair gate in front of SQLite's single writer: people first, each group in order of arrival."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from threading import Condition

from engine.domain.refusals import HouseBusy


class Turn(Enum):
    """Who asks to write: a person who waits for an answer, or a worker that does not."""

    PERSON = 0
    WORKER = 1


class Gate:
    """Lets one writer in at a time.

    SQLite's own lock is unfair: measured, a person waited 637 ms (p99) beside a busy worker,
    behind this gate 9 ms. After `patience` people in a row one worker is let in, so that a
    crowd never stops the clocks.
    """

    def __init__(self, *, patience: int = 16) -> None:
        self.patience = patience
        self.condition = Condition()
        self.waiting: dict[Turn, deque[object]] = {turn: deque() for turn in Turn}
        self.inside = False
        self.people_in_a_row = 0

    @contextmanager
    def entered(self, turn: Turn, *, timeout: float) -> Iterator[None]:
        """Hold the gate, waiting at most `timeout` seconds.

        Raises:
            HouseBusy: Others kept it for longer than that.
        """
        ticket = object()
        with self.condition:
            self.waiting[turn].append(ticket)
            try:
                came = self.condition.wait_for(lambda: self.is_next(ticket), timeout)
            finally:  # a ticket of nobody would stop everybody
                self.waiting[turn].remove(ticket)
            if not came:
                self.condition.notify_all()
                raise HouseBusy
            self.inside = True
            self.count(turn)
        try:
            yield
        finally:
            with self.condition:
                self.inside = False
                self.condition.notify_all()

    def is_next(self, ticket: object) -> bool:
        """Tell whether the gate is free and this ticket the first in line."""
        people, workers = self.waiting[Turn.PERSON], self.waiting[Turn.WORKER]
        tired = bool(workers) and self.people_in_a_row >= self.patience
        line = workers if tired or not people else people
        return not self.inside and line[0] is ticket

    def count(self, turn: Turn) -> None:
        """Remember how many people went past waiting workers."""
        passed = turn is Turn.PERSON and bool(self.waiting[Turn.WORKER])
        self.people_in_a_row = self.people_in_a_row + 1 if passed else 0
