"""What a step does to the clocks of a case, as rows that keep all that is known of each."""

from collections.abc import Iterator, Sequence

import orjson

from engine.bpmn import Effect, Outcome
from engine.casework.reader import CaseReader
from engine.domain import clocks
from engine.domain.clocks import Clock
from engine.store.rows import SetClock
from engine.verbs.port import Deed, SetClocks


def clock_rows(
    outcome: Outcome, deeds: Sequence[tuple[Effect, Deed]], reader: CaseReader
) -> list[SetClock]:
    """Give the clocks that were set or moved; the instant the drawing works with decides."""
    if not outcome.clocks:
        return []
    after = _set(deeds, reader)
    rows = []
    for named in outcome.clocks:
        clock = after.get((named.key, named.unit))
        if clock is None:
            clock = clocks.start_until(named.key, named.due, now=reader.now, holder=named.unit)
        elif clock.due != named.due:
            clock = clocks.move(clock, named.due, now=reader.now)
        rows.append(row_of(clock))
    return rows


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


def rung(keys: Sequence[str], unit: str, reader: CaseReader) -> Iterator[SetClock]:
    """Give the clocks behind a timer that rang and had not rung before."""
    for key in keys:
        clock = reader.named(key, unit)
        after = clocks.ring(clock, now=reader.now) if clock else None
        if after and after is not clock:
            yield row_of(after)


def _set(deeds: Sequence[tuple[Effect, Deed]], reader: CaseReader) -> dict[tuple[str, str], Clock]:
    kept = tuple(reader.clocks)
    for effect, deed in deeds:
        if isinstance(deed, SetClocks):
            kept = clocks.set_clocks(
                kept,
                deed.rows,
                now=reader.now,
                calendar=reader.calendar,
                holder=effect.unit,
            )
    return {clock.name: clock for clock in kept}
