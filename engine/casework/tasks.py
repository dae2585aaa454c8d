"""From a task the drawing opened to a task on a list: whose it is, and until when."""

from collections.abc import Sequence
from datetime import datetime

from engine.bpmn import OpenedTask, SetClock
from engine.casework.reader import CaseReader
from engine.domain.lanes import read_lane
from engine.store.columns import NEVER
from engine.store.rows import NewTask


def new_task(task: OpenedTask, clocks: Sequence[SetClock], reader: CaseReader) -> NewTask:
    """Put an opened task on the list of a role at a unit; `clocks` were set in the same step.

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
        due_at=_due(task, clocks, reader) or NEVER,
        assigned_to=_person(task.users),
    )


def _due(task: OpenedTask, clocks: Sequence[SetClock], reader: CaseReader) -> datetime | None:
    if task.due is None:
        return None
    fresh = {(clock.key, clock.unit): clock.due for clock in clocks}
    just_set = fresh.get((task.due, task.unit)) or fresh.get((task.due, ""))
    kept = reader.named(task.due, task.unit)
    return just_set or (kept.due if kept else None)


def _person(users: Sequence[str]) -> int | None:
    return int(users[0]) if len(users) == 1 and users[0].isdecimal() else None
