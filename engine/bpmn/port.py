"""What a step may look up while it runs: read-only, handed in by whoever asks for the step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from engine.bpmn.values import Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb says at once: values for the diagram, and named clocks it set."""

    values: Mapping[str, Value] = field(default_factory=dict)
    clocks: Mapping[str, datetime] = field(default_factory=dict)


class Reader(Protocol):
    """Read-only look-ups for one step of one case."""

    @property
    def case(self) -> Mapping[str, Value]:
        """What expressions see under the name `case`: a view from SQL, never stored by the step."""

    @property
    def functions(self) -> Mapping[str, Any]:
        """Host functions for FEEL: calendar, registers, roster."""

    def clock(self, key: str, unit: str) -> datetime | None:
        """Give the instant of a named clock of the case (unit "") or of a summoned unit."""

    def ask(self, verb: str, inputs: Mapping[str, Value]) -> Answer:
        """Let a verb answer; what it asks to be done leaves as an `Effect` of the outcome."""


class Decision(Protocol):
    """What a decision gives: `engine.dmn.Result` and everything of its shape."""

    @property
    def value(self) -> Value:
        """The value decided."""

    @property
    def matched(self) -> Sequence[Any]:
        """The rules that matched."""

    @property
    def warnings(self) -> Sequence[Any]:
        """What the decision stumbled over."""


class Decide(Protocol):
    """Decides by name over a context: what a business rule task calls."""

    def __call__(
        self, name: str, context: Mapping[str, Value], *, now: datetime, reader: Reader
    ) -> Decision:
        """Give the result of a decision."""
