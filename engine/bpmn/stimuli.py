"""What may happen to a case: every reason there is for a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.bpmn.outcome import SetClock
from engine.bpmn.values import Value


@dataclass(frozen=True, slots=True)
class Start:
    """Open the case with what is known of it."""

    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complete:
    """Finish a task a person was working on; `answers` are clean (checked against the form)."""

    task: str
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fire:
    """Ring a timer that is due. Ringing one that is gone or was moved later changes nothing."""

    timer: str


@dataclass(frozen=True, slots=True)
class Message:
    """Hand a message to the one receiver that waits for it.

    It goes to whoever waits for its name and `correlation`, the longest waiting first; None is
    for those who wait without a key. `receiver` names the waiting element by its id (see
    `Receiver.id`) when a person chose it, whatever its key.
    """

    name: str
    payload: Mapping[str, Value] = field(default_factory=dict)
    correlation: str | None = None
    receiver: str | None = None


@dataclass(frozen=True, slots=True)
class AddUnit:
    """Call one more item into a running multi-instance: `activity` is its element id."""

    activity: str
    item: Value


@dataclass(frozen=True, slots=True)
class WithdrawUnit:
    """Let one item of a running multi-instance go: `unit` is `OpenedTask.unit` of its tasks."""

    activity: str
    unit: str


@dataclass(frozen=True, slots=True)
class ShiftClocks:
    """Move named clocks, of the case or of its units, to new instants, or hold them."""

    clocks: tuple[SetClock, ...]


@dataclass(frozen=True, slots=True)
class Correct:
    """Set right what the case holds: the values replace those of every open branch."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the case here and now: every task is withdrawn, every timer dropped."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Do again what ended in an incident, after its cause was mended."""

    stimulus: "Stimulus"


Stimulus = (
    Start
    | Complete
    | Fire
    | Message
    | AddUnit
    | WithdrawUnit
    | ShiftClocks
    | Correct
    | Cancel
    | Retry
)
