"""A calendar has changed: what a case counted provisionally is counted again."""

from engine.bpmn import ShiftClocks
from engine.casework.advance import advance
from engine.casework.change import Change
from engine.casework.clocks import clock_record, clock_rows
from engine.casework.reader import CaseReader
from engine.domain import clocks
from engine.policy.check import Policy
from engine.store.journal import Happening
from engine.store.rows import Changes


def recount(policy: Policy, reader: CaseReader) -> Change | None:
    """Count the provisional clocks again and say what that changes; None if it is nothing.

    Clocks that are held are counted when they are let go.
    """
    moved = reader.leave(
        tuple(
            clocks.recompute(clock, now=reader.now, calendar=reader.calendar)
            if clock.provisional
            else clock
            for clock in reader.clocks
        )
    )
    if not moved:
        return None
    act = Happening("recount_clocks", None, None, {})
    change = advance(policy, ShiftClocks(moved), reader, act)
    if change.incident or change.delivered:
        return change
    # The drawing has ended; the figures still ask whether its clocks were kept.
    told = Happening(act.verb, None, None, {"clocks": clock_record(reader)})
    return Change(reader.row, Changes(happenings=(told,), clocks=clock_rows(reader)))
