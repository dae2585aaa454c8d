"""Who reported does what the drawing asks of them, as rating how it ended."""

from collections.abc import Mapping
from typing import Any

from engine.casework import complete
from engine.commands.completed import Completed, settled
from engine.commands.office import Office
from engine.commands.once import Request, Voice, once
from engine.commands.stuck import Held
from engine.domain.lanes import REPORTER
from engine.domain.refusals import Refusal, TaskNotFound, TaskTakenAway
from engine.domain.words import TaskState
from engine.store.ids import district_of
from engine.store.load import load_task
from engine.store.rows import LockedTask
from engine.store.store import Tx


def complete_publicly(
    office: Office,
    *,
    case_id: int,
    task_id: int,
    answers: Mapping[str, Any],
    key: str | None = None,
) -> Completed:
    """Finish a task in the lane of who reported; the caller has seen their check code.

    Raises:
        TaskNotFound: No such task of this case in that lane.
        TaskTakenAway: It is done, or was taken away.
        AnswersInvalid: The answers do not fit the form; each finding points at its field.
        AskOtherwise: The answers ask for what cannot be.
        StepFailed: The drawing could not be followed; the answers are kept with an incident.
    """
    request = Request(Voice(district_of(case_id), case_id), key, ("complete", task_id, answers))

    def work(tx: Tx) -> Completed | Refusal:
        task = _task_of(office, tx, case_id, task_id)
        policy, reader = office.policy(tx, task.case.policy_id), office.reader(tx, task.case)
        change = complete(policy, task, answers, by=None, reader=reader)
        if not change.delivered:
            raise TaskTakenAway(task=str(task.id), at=reader.now)
        return settled(tx, task.case, change, Held(answers, None, task.id))

    return once(office, request, work, Completed)


def _task_of(office: Office, tx: Tx, case_id: int, task_id: int) -> LockedTask:
    task = load_task(tx, task_id)
    if task is None or task.case.id != case_id or task.role != REPORTER:
        raise TaskNotFound(task=str(task_id))
    if task.state != TaskState.OPEN:
        at = (task.done_at or tx.now).astimezone(office.calendar.zone)
        raise TaskTakenAway(task=str(task_id), at=at)
    return task
