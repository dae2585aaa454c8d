"""A calendar has changed: what a case counted provisionally is counted again."""

from engine.bpmn import ShiftClocks
from engine.casework.advance import advance
from engine.casework.change import Change
from engine.casework.reader import CaseReader
from engine.domain import clocks
from engine.policy.check import Policy
from engine.store.journal import Happening


def recount(policy: Policy, reader: CaseReader) -> Change | None:
    """Count the provisional clocks again and say what that changes; None if it is nothing.

    Clocks that are held are counted when they are let go; those of a drawing that has ended were
    stopped with it.
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
    return advance(policy, ShiftClocks(moved), reader, act)
