"""What a command that moved a case answers: where the case stands now."""

from dataclasses import dataclass

from engine.casework import Change
from engine.commands.opened import OpenedTasks, opened_tasks
from engine.commands.stuck import Held, keep_stuck
from engine.domain.refusals import AskOtherwise, Refusal
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.write import save_case


@dataclass(frozen=True, slots=True)
class Completed:
    """What came of it: where the case stands now, and the tasks it opened by their ids."""

    case: str
    version: int
    state: str
    stage: str
    opened: OpenedTasks


def settled(tx: Tx, case: LockedCase, change: Change, held: Held) -> Completed | Refusal:
    """Save what answers changed; where the drawing cannot be followed the answers are kept.

    Raises:
        AskOtherwise: The answers ask for what cannot be.
    """
    if isinstance(change.refusal, AskOtherwise):
        raise change.refusal
    if change.incident:
        return keep_stuck(tx, case, change.incident, held)
    return save(tx, case, change)


def save(tx: Tx, case: LockedCase, change: Change) -> Completed:
    """Save what a step changed, and say where the case stands."""
    saved = save_case(tx, case, change.case, change.changes)
    return Completed(
        case=saved.case.number,
        version=saved.case.version,
        state=str(saved.case.state),
        stage=saved.case.stage,
        opened=opened_tasks(saved, change.changes),
    )
