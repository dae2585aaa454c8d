"""Recurring work: one job per tick, named by the tick, so that no two relays make it twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from engine.store.columns import EPOCH
from engine.store.ids import HOUSE
from engine.store.queue import enqueue_ticks
from engine.store.rows import NewJob
from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class Recurring:
    """Work of `kind` at every full multiple of `every`, `offset` later (UTC)."""

    kind: str
    every: timedelta
    offset: timedelta = timedelta()


def enqueue_due(tx: Tx, recurring: Iterable[Recurring]) -> None:
    """Leave the newest tick of each; those missed while nobody was there are not made up for."""
    enqueue_ticks(tx, HOUSE, [tick(tx, work) for work in recurring])


def tick(tx: Tx, work: Recurring) -> NewJob:
    """Give the job of the newest tick."""
    count = (tx.now - EPOCH - work.offset) // work.every
    at = EPOCH + work.offset + count * work.every
    return NewJob(key=f"{work.kind}-{at:%Y%m%dT%H%M%S}", kind=work.kind, due=at, args={})
