"""Reads one task as the person who opens it sees it: with its form and its answers."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import orjson
from sqlalchemy import select

from engine.domain.people import Person
from engine.domain.refusals import TaskNotFound
from engine.policy.cache import PolicyCache
from engine.queries.policies import read_version
from engine.queries.tasks import OF_CASE, OF_TASK, TaskCard
from engine.queries.visible import visible_cases
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Case, WorkItem

READ_TASK = select(*OF_TASK, *OF_CASE, WorkItem.state, WorkItem.answers, Case.policy_id).join(
    Case, (Case.district == WorkItem.district) & (Case.id == WorkItem.case_id)
)


@dataclass(frozen=True, slots=True)
class TaskView(TaskCard):
    """A task with its form (form-js JSON), the answers as JSON, and the version it follows."""

    state: str
    answered: str | None
    version: int
    form: Any = None

    @property
    def answers(self) -> Any:
        """Give the answers, without free text; None while there are none."""
        return orjson.loads(self.answered) if self.answered else None


def read_task(tx: Tx, policies: PolicyCache, person: Person, id_: int) -> TaskView:
    """Read a task.

    Raises:
        TaskNotFound: No such task, or none this person may see.
    """
    this = (WorkItem.district == district_of(id_), WorkItem.id == id_)
    row = tx.execute(READ_TASK.where(*this, visible_cases(person))).one_or_none()
    if row is None:
        raise TaskNotFound(task=str(id_))
    task = TaskView(*row)
    policy = policies.get(task.version, partial(read_version, tx))
    drawn = policy.program.tasks.get(task.element)
    form = policy.forms.get(drawn.form) if drawn and drawn.form else None
    return replace(task, form=form.schema if form else None)
