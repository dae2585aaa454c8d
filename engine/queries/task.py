"""Reads one task as the person who opens it sees it: with its form and its answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import orjson
from sqlalchemy import select

from engine.casework import CaseReader, inputs_of
from engine.casework.record import plain
from engine.domain.people import Person
from engine.domain.refusals import TaskNotFound
from engine.domain.words import TaskState
from engine.policy.cache import PolicyCache
from engine.policy.check import Policy
from engine.queries.policies import read_version
from engine.queries.tasks import OF_CASE, OF_TASK, TaskCard
from engine.queries.visible import visible_cases
from engine.store.ids import district_of
from engine.store.load import read_case
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import Case, WorkItem

OF_VIEW = (WorkItem.answers, WorkItem.task, WorkItem.case_id)
READ_TASK = select(*OF_TASK, *OF_CASE, *OF_VIEW).join(
    Case, (Case.district == WorkItem.district) & (Case.id == WorkItem.case_id)
)
ReaderOf = Callable[[Tx, LockedCase], CaseReader]


@dataclass(frozen=True, slots=True)
class TaskView(TaskCard):
    """A task with its form (form-js JSON) and the answers as JSON.

    `inputs` are what the drawing hands to the form of an open task.
    """

    answered: str | None
    task: str
    case_id: int
    form: Any = None
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> Any:
        """Give the answers, without free text; None while there are none."""
        return orjson.loads(self.answered) if self.answered else None


def read_task(
    tx: Tx, policies: PolicyCache, person: Person, id_: int, *, reader_of: ReaderOf
) -> TaskView:
    """Read a task; `reader_of` gives the look-ups of a case.

    Raises:
        TaskNotFound: No such task, or none this person may see.
    """
    this = (WorkItem.district == district_of(id_), WorkItem.id == id_)
    row = tx.execute(READ_TASK.where(*this, visible_cases(person))).one_or_none()
    if row is None:
        raise TaskNotFound(task=str(id_))
    task = TaskView(*row)
    policy = policies.get(task.policy_id, partial(read_version, tx))
    form = policy.form_of(task.element)
    if form is None:
        return task
    return replace(task, form=form.drawing, inputs=_inputs(tx, policy, task, reader_of))


def _inputs(tx: Tx, policy: Policy, task: TaskView, reader_of: ReaderOf) -> Mapping[str, Any]:
    drawn = policy.program.tasks[task.element]
    case = read_case(tx, task.case_id) if drawn.inputs and task.state == TaskState.OPEN else None
    if case is None:
        return {}
    handed = inputs_of(policy, task.element, task.task, reader_of(tx, case))
    return {name: plain(value) for name, value in handed.items()}
