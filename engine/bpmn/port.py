"""What a step may look up while it runs: read-only, handed in by whoever asks for the step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from engine.bpmn.outcome import SetClock, Still
from engine.bpmn.stimuli import AddUnit, WithdrawUnit
from engine.bpmn.values import Value
from engine.dmn import Result
from engine.feel import Function


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb says at once: values for the diagram, and clocks it set, moved or held.

    `units` are called into running multi-instances or let go; whether that could be done is known
    under their names.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    clocks: tuple[SetClock, ...] = ()
    units: Mapping[str, AddUnit | WithdrawUnit] = field(default_factory=dict)


class Lender(Protocol):
    """What a decision may call while it decides."""

    @property
    def functions(self) -> Mapping[str, Function]:
        """Host functions for FEEL: calendar, registers, roster."""


class Reader(Lender, Protocol):
    """Read-only look-ups for one step of one case."""

    @property
    def case(self) -> Mapping[str, Value]:
        """What expressions see under the name `case`: a view from SQL, never stored by the step."""

    def clock(self, key: str, unit: str) -> datetime | Still | None:
        """Give the instant of a named clock of the case (unit "") or of a summoned unit.

        One that has rung keeps its instant; None means that there is no such clock.
        """

    def ask(self, verb: str, inputs: Mapping[str, Value], unit: str, element: str) -> Answer:
        """Let a verb answer, for the case (unit "") or one of its units, as an element asks.

        What it asks to be done leaves as an `Effect` of the outcome. A `Refusal` comes out of the
        step as itself; anything else that is raised is an incident of the step.
        """


class Decide(Protocol):
    """Decides by name over a context: what a business rule task calls."""

    def __call__(
        self, name: str, context: Mapping[str, Value], *, now: datetime, reader: Lender
    ) -> Result:
        """Give the result of a decision."""
