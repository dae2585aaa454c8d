"""What one event changes: the case as it will be, and the differences beside its row."""

from dataclasses import dataclass

from engine.domain.findings import Finding
from engine.domain.refusals import Refusal
from engine.store.rows import Changes, LockedCase


@dataclass(frozen=True, slots=True)
class Change:
    """The differences of one step, nothing of which is written yet.

    With an `incident` nothing else differs; `refusal` is what a verb said then, so that whoever
    asked may ask otherwise. `delivered` is False where nobody waited for the
    stimulus: the task or timer is gone, or the message cannot be received yet.
    """

    case: LockedCase
    changes: Changes
    delivered: bool = True
    incident: Finding | None = None
    refusal: Refusal | None = None
