"""What a command that moved a case answers: where the case stands now."""

from dataclasses import dataclass

from engine.casework import Change
from engine.commands.opened import OpenedTasks, opened_tasks
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
