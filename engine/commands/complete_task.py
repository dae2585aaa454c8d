"""A person finishes a task: one transaction, whatever follows from it in the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.casework import Change, complete
from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.commands.opened import OpenedTasks, opened_tasks
from engine.commands.stuck import keep_stuck
from engine.domain.people import Person
from engine.domain.refusals import (
    AskOtherwise,
    NotYours,
    Refusal,
    TaskAlreadyDone,
    TaskNotFound,
    TaskTakenAway,
)
from engine.domain.words import TaskState
from engine.queries.people import person_by_id
from engine.queries.visible import sees_task
from engine.store.load import load_task
from engine.store.rows import LockedTask
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


def complete_task(
    office: Office,
    *,
    task_id: int,
    answers: Mapping[str, Any],
    by: Person,
    key: str | None = None,
) -> Completed:
    """Finish a task with the person's answers.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        NotYours: The task belongs to another post.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        AnswersInvalid: The answers do not fit the form; each finding points at its field.
        AskOtherwise: The answers ask for what cannot be, as an appointment in the past.
        StepFailed: The drawing could not be followed; the answers are kept with an incident.
    """
    request = Request(by, key, ("complete_task", task_id, answers))

    def work(tx: Tx) -> Completed | Refusal:
        task = _task_of(office, tx, task_id, by)
        policy = office.policy(tx, task.case.policy_id)
        change = complete(policy, task, answers, by=by, reader=office.reader(tx, task.case))
        if isinstance(change.refusal, AskOtherwise):
            raise change.refusal
        if change.incident:
            return keep_stuck(tx, task, change.incident, answers=answers, by=by)
        if not change.delivered:  # the list was older than the drawing: it knows by now
            raise _too_late(office, tx, load_task(tx, task_id) or task)
        return _save(tx, task, change)

    return once(office, request, work, Completed)


def _task_of(office: Office, tx: Tx, task_id: int, by: Person) -> LockedTask:
    task = load_task(tx, task_id)
    if task is None or not sees_task(by, task):
        raise TaskNotFound(task=str(task_id))
    if task.state != TaskState.OPEN:
        raise _too_late(office, tx, task)
    if not by.holds(task.role, task.path) or task.assigned_to not in {None, *by.stands_for}:
        raise NotYours(task=str(task_id), role=task.role)
    return task


def _too_late(office: Office, tx: Tx, task: LockedTask) -> Refusal:
    at = (task.done_at or tx.now).astimezone(office.calendar.zone)
    if task.state != TaskState.DONE or task.done_by is None:
        return TaskTakenAway(task=str(task.id), at=at)
    person = person_by_id(tx, task.case.district, task.done_by)
    return TaskAlreadyDone(task=str(task.id), by=person.name if person else "", at=at)


def _save(tx: Tx, task: LockedTask, change: Change) -> Completed:
    saved = save_case(tx, task.case, change.case, change.changes)
    return Completed(
        case=saved.case.number,
        version=saved.case.version,
        state=str(saved.case.state),
        stage=saved.case.stage,
        opened=opened_tasks(saved, change.changes),
    )
