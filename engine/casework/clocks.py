"""What a step does to the clocks of a case: rows that keep all that is known of each, and why."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from engine.casework.reader import CaseReader
from engine.domain import clocks
from engine.domain.clocks import Clock
from engine.store.rows import SetClock


def clock_rows(reader: CaseReader) -> list[SetClock]:
    """Give the clocks the step has left otherwise than they were."""
    return [row_of(clock) for clock in _changed(reader)]


def clock_record(reader: CaseReader) -> list[list[Any]]:
    """Say for the journal which clocks were changed, how they stand, and why they moved."""
    changed = _changed(reader)
    before = {clock.name: clock for clock in reader.kept_clocks} if changed else {}
    return [_line_of(clock, before.get(clock.name)) for clock in changed]


def row_of(clock: Clock) -> SetClock:
    """Write a clock down."""
    return SetClock(
        key=clock.key,
        holder=clock.holder,
        state=clock.state,
        due_at=clock.due,
        provisional=clock.provisional,
        facts=orjson.dumps(clocks.written(clock)).decode(),
    )


def rung(keys: Sequence[str], unit: str, reader: CaseReader) -> Iterator[Clock]:
    """Give every clock of the case, those behind a timer rung if their time is up."""
    behind = {found.name for key in keys if (found := reader.named(key, unit))}
    for clock in reader.clocks:
        yield clocks.ring(clock, now=reader.now) if clock.name in behind else clock


def _changed(reader: CaseReader) -> Sequence[Clock]:
    return clocks.changed(reader.kept_clocks, reader.left) if reader.left is not None else ()


def _line_of(clock: Clock, old: Clock | None) -> list[Any]:
    moves = clock.moves[len(old.moves) :] if old else clock.moves
    why = [[move.why, move.was, move.due] for move in moves]
    return [clock.key, clock.holder, clock.state, clock.due, *why]
