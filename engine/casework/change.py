"""What one event changes: the case as it will be, and the differences beside its row."""

from dataclasses import dataclass

from engine.domain.findings import Finding
from engine.store.rows import Changes, LockedCase


@dataclass(frozen=True, slots=True)
class Change:
    """The differences of one step, nothing of which is written yet.

    With an `incident` nothing else differs. `delivered` is False where nobody waited for the
    stimulus: the task or timer is gone, or the message cannot be received yet.
    """

    case: LockedCase
    changes: Changes
    delivered: bool = True
    incident: Finding | None = None
