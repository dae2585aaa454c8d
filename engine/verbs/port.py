"""What a verb is: a name, its inputs, what it answers at once, and what it asks to be done.

A verb does nothing itself. Its answer goes back into the drawing in the same step, and so do the
clocks as it leaves them; its deeds are written in the same transaction, and whatever leaves the
house leaves through a job.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from engine.bpmn import Answer
from engine.domain.calendar import Calendar
from engine.domain.clocks import Clock
from engine.domain.words import CaseState, Outcome

Inputs = Mapping[str, Any]


class Reader(Protocol):
    """What a verb may look up; it cannot change anything."""

    @property
    def now(self) -> datetime:
        """The instant of the step."""

    @property
    def unit(self) -> str:
        """The summoned unit the service task belongs to, empty for the case as a whole."""

    @property
    def calendar(self) -> Calendar:
        """The calendar in which the district counts."""

    @property
    def clocks(self) -> Sequence[Clock]:
        """The clocks of the case as this step has left them so far."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell somebody: a template of the policy, for whom, with the facts it names."""

    template: str
    to: str
    urgency: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MoveState:
    """Put the case into another state, with the outcome where it ends."""

    state: CaseState
    outcome: Outcome


Deed = Notice | MoveState


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a verb; its meaning is said in the catalogue under `<verb>_<name>`."""

    name: str
    required: bool = True


def answer_nothing(_inputs: Inputs, _reader: Reader) -> Answer:
    """Answer nothing at once, as most verbs do."""
    return Answer()


def do_nothing(_inputs: Inputs) -> tuple[Deed, ...]:
    """Ask for nothing beyond the answer."""
    return ()


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; its functions are pure and raise `InputInvalid` on inputs they cannot use.

    `clocks` gives every clock of the case as the verb leaves it; None changes none.
    """

    name: str
    inputs: tuple[Input, ...]
    answer: Callable[[Inputs, Reader], Answer] = answer_nothing
    deeds: Callable[[Inputs], tuple[Deed, ...]] = do_nothing
    clocks: Callable[[Inputs, Reader], Sequence[Clock]] | None = None
