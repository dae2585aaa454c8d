"""A timer rings: the drawing moves, and the clocks behind it have rung and ring no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.bpmn import Fire
from engine.casework.advance import advance
from engine.casework.change import Change
from engine.casework.clocks import rung
from engine.casework.reader import CaseReader
from engine.policy.check import Policy
from engine.store.journal import Happening


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer as its job keeps it: its id in the case, and the clocks of the unit it follows."""

    id: str
    clocks: Sequence[str] = ()
    unit: str = ""


def ring(policy: Policy, timer: Timer, reader: CaseReader) -> Change:
    """Ring a timer and say what that changes."""
    act = Happening("fire_timer", None, None, {"timer": timer.id, "clocks": list(timer.clocks)})
    if timer.clocks:
        reader.left = tuple(rung(timer.clocks, timer.unit, reader))
    return advance(policy, Fire(timer.id), reader, act)
