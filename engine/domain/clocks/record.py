"""A clock as plain data, for a record that keeps it: instants in ISO 8601, limits as pairs."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.domain.calendar import Limit, Unit
from engine.domain.clocks.clock import Cap, Clock, Move, Why
from engine.domain.words import ClockState


def written(clock: Clock) -> dict[str, Any]:
    """Give a clock as what JSON can hold."""
    return {
        "key": clock.key,
        "holder": clock.holder,
        "state": clock.state.value,
        "provisional": clock.provisional,
        "started": clock.started.isoformat(),
        "counted_from": clock.counted_from.isoformat(),
        "due": clock.due.isoformat(),
        "cap": written_instant(clock.cap),
        "caps": [[rule.outer, *(pair_of(rule.margin) or ())] for rule in clock.caps],
        "stopped": written_instant(clock.stopped),
        "limit": pair_of(clock.limit),
        "remaining": pair_of(clock.remaining),
        "terms": [pair_of(term) for term in clock.terms],
        "moves": [
            [move.at.isoformat(), move.why.value, move.was.isoformat(), move.due.isoformat()]
            for move in clock.moves
        ],
    }


def read(record: Mapping[str, Any]) -> Clock:
    """Give the clock that was written."""
    instant = datetime.fromisoformat
    return Clock(
        key=record["key"],
        holder=record["holder"],
        state=ClockState(record["state"]),
        provisional=record["provisional"],
        started=instant(record["started"]),
        counted_from=instant(record["counted_from"]),
        due=instant(record["due"]),
        cap=read_instant(record["cap"]),
        caps=tuple(
            Cap(record["key"], outer, limit_of(margin)) for outer, *margin in record["caps"]
        ),
        stopped=read_instant(record["stopped"]),
        limit=limit_of(record["limit"]),
        remaining=limit_of(record["remaining"]),
        terms=tuple(Limit(Decimal(amount), Unit(unit)) for amount, unit in record["terms"]),
        moves=tuple(
            Move(instant(at), Why(why), instant(was), instant(due))
            for at, why, was, due in record["moves"]
        ),
    )


def written_instant(at: datetime | None) -> str | None:
    """Give an instant with its offset."""
    return at.isoformat() if at else None


def read_instant(text: str | None) -> datetime | None:
    """Give the instant that was written."""
    return datetime.fromisoformat(text) if text else None


def pair_of(limit: Limit | None) -> list[str] | None:
    """Give an amount and a unit."""
    return [str(limit.amount), limit.unit.value] if limit else None


def limit_of(pair: list[str] | None) -> Limit | None:
    """Give the limit of an amount and a unit; none of no pair."""
    return Limit(Decimal(pair[0]), Unit(pair[1])) if pair else None
