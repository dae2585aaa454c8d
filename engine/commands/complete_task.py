"""A person finishes a task: one transaction, whatever follows from it in the drawing."""

from collections.abc import Mapping
from typing import Any

from engine.casework import complete
from engine.commands.completed import Completed, save
from engine.commands.four_eyes import check_apart
from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.commands.stuck import Held, keep_stuck
from engine.domain.lanes import REPORTER
from engine.domain.people import Person
from engine.domain.refusals import (
    AskOtherwise,
    NotYours,
    Refusal,
    TaskAlreadyDone,
    TaskNotFound,
    TaskTakenAway,
)
from engine.domain.words import Action, TaskState
from engine.queries.people import person_by_id
from engine.queries.visible import sees_task
from engine.store.load import load_task
from engine.store.rows import LockedTask
from engine.store.store import Tx


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
        SamePerson: The drawing keeps it apart from what this person did.
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
        check_apart(tx, policy, task.case, task.element, by)
        change = complete(policy, task, answers, by=by, reader=office.reader(tx, task.case))
        if isinstance(change.refusal, AskOtherwise):
            raise change.refusal
        if change.incident:
            held = Held(answers, by.id, item_id=task.id)
            return keep_stuck(tx, task.case, change.incident, held)
        if not change.delivered:  # the list was older than the drawing: it knows by now
            raise _too_late(office, tx, load_task(tx, task_id) or task)
        return save(tx, task.case, change)

    return once(office, request, work, Completed)


def _task_of(office: Office, tx: Tx, task_id: int, by: Person) -> LockedTask:
    task = load_task(tx, task_id)
    if task is None or not sees_task(by, task):
        raise TaskNotFound(task=str(task_id))
    if task.state != TaskState.OPEN:
        raise _too_late(office, tx, task)
    if not is_for(by, task):
        raise NotYours(task=str(task_id), role=task.role)
    return task


def is_for(person: Person, task: LockedTask) -> bool:
    """Tell whether a task is a person's to do: by their post, or in the name of who reported."""
    if task.role == REPORTER:
        return person.may(Action.ACT_FOR_REPORTER)
    return person.holds(task.role, task.path) and task.assigned_to in {None, *person.stands_for}


def _too_late(office: Office, tx: Tx, task: LockedTask) -> Refusal:
    at = (task.done_at or tx.now).astimezone(office.calendar.zone)
    if task.state != TaskState.DONE or task.done_by is None:
        return TaskTakenAway(task=str(task.id), at=at)
    person = person_by_id(tx, task.case.district, task.done_by)
    return TaskAlreadyDone(task=str(task.id), by=person.name if person else "", at=at)
