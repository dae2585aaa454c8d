"""From a task the drawing opened to a task on a list: whose it is, and until when."""

from collections.abc import Sequence
from datetime import datetime

from engine.bpmn import OpenedTask
from engine.casework.reader import CaseReader
from engine.domain.lanes import read_lane
from engine.store.columns import NEVER
from engine.store.rows import Dated, NewTask


def new_task(task: OpenedTask, reader: CaseReader) -> NewTask:
    """Put an opened task on the list of a role at a unit.

    Where no lane is drawn, the first candidate group stands for it.
    """
    lane = read_lane(task.lane or next(iter(task.groups), None))
    return NewTask(
        task=task.id,
        element=task.element,
        name=task.name,
        role=lane.role,
        path=reader.place_of(lane),
        clock=task.due,
        unit=task.unit,
        due_at=_due(task, reader),
        assigned_to=_person(task.users),
    )


def dated(task: OpenedTask, reader: CaseReader) -> Dated:
    """Let a task on a list follow its clock, which was moved."""
    return Dated(task=task.id, due_at=_due(task, reader))


def _due(task: OpenedTask, reader: CaseReader) -> datetime:
    """Give until when a task is to be done; one whose clock is held has no limit meanwhile."""
    due = reader.clock(task.due, task.unit) if task.due else task.due_at
    return due if isinstance(due, datetime) else NEVER


def _person(users: Sequence[str]) -> int | None:
    return int(users[0]) if len(users) == 1 and users[0].isdecimal() else None
