"""The task somebody is about to do something with, and whose it is."""

from engine.commands.office import Office
from engine.domain.lanes import REPORTER
from engine.domain.people import Person
from engine.domain.refusals import (
    NotYours,
    Refusal,
    TaskAlreadyDone,
    TaskClaimed,
    TaskNotFound,
    TaskTakenAway,
)
from engine.domain.words import Action, TaskState
from engine.queries.people import person_by_id
from engine.queries.visible import sees_task
from engine.store.load import load_task
from engine.store.rows import LockedTask
from engine.store.store import Tx


def open_task(office: Office, tx: Tx, task_id: int, by: Person) -> LockedTask:
    """Load an open task that a person may see, with its case.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
    """
    task = load_task(tx, task_id)
    if task is None or not sees_task(by, task):
        raise TaskNotFound(task=str(task_id))
    if task.state != TaskState.OPEN:
        raise too_late(office, tx, task)
    return task


def own_task(office: Office, tx: Tx, task_id: int, by: Person) -> LockedTask:
    """Load an open task that is a person's to do.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        TaskClaimed: Somebody has taken it upon them.
        NotYours: It belongs to another post.
    """
    task = open_task(office, tx, task_id, by)
    if task.claimed_by in by.stands_for:
        return task
    if not is_for(by, task):
        raise NotYours(task=str(task_id), role=task.role)
    if task.claimed_by is not None:
        raise TaskClaimed(task=str(task_id), by=name_of(tx, task.case.district, task.claimed_by))
    return task


def is_for(person: Person, task: LockedTask) -> bool:
    """Tell whether a task is a person's to do: by their post, or in the name of who reported."""
    if task.role == REPORTER:
        return person.may(Action.ACT_FOR_REPORTER)
    return person.holds(task.role, task.path) and task.assigned_to in {None, *person.stands_for}


def too_late(office: Office, tx: Tx, task: LockedTask) -> Refusal:
    """Give the refusal that says what became of a task that is not open any more."""
    at = (task.done_at or tx.now).astimezone(office.calendar.zone)
    if task.state != TaskState.DONE or task.done_by is None:
        return TaskTakenAway(task=str(task.id), at=at)
    name = name_of(tx, task.case.district, task.done_by)
    return TaskAlreadyDone(task=str(task.id), by=name, at=at)


def name_of(tx: Tx, district: int, person_id: int) -> str:
    """Give the name of a person, nothing where nobody has the id."""
    person = person_by_id(tx, district, person_id)
    return person.name if person else ""
