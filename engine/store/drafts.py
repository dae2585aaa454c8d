"""What somebody has filled in so far of a task: theirs alone, and gone when the task is over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, TaskDraft, WorkItem
from engine.store.upserts import upsert

OF_DRAFT = (
    TaskDraft.district == bindparam("of_district"),
    TaskDraft.item_id == bindparam("of_task"),
    TaskDraft.person_id == bindparam("of_person"),
)
KEEP = upsert(TaskDraft, changed=("body", "version", "at"))
LAST_VERSION = select(func.coalesce(func.max(TaskDraft.version), 0)).where(*OF_DRAFT)
READ = select(TaskDraft.body, TaskDraft.at).where(*OF_DRAFT)
OF_OPEN_TASK = (
    select(WorkItem.id)
    .where(WorkItem.district == TaskDraft.district, WorkItem.id == TaskDraft.item_id, IS_OPEN)
    .exists()
)
FORGET = delete(TaskDraft).where(~OF_OPEN_TASK)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was kept: JSON, and when."""

    body: str
    at: datetime


def keep_draft(tx: Tx, task_id: int, person_id: int, body: str) -> None:
    """Keep a draft in place of the one before."""
    district = district_of(task_id)
    key = {"of_district": district, "of_task": task_id, "of_person": person_id}
    version = tx.execute(LAST_VERSION, key).scalar_one() + 1
    row = {"district": district, "item_id": task_id, "person_id": person_id}
    tx.execute(KEEP, row | {"body": body, "version": version, "at": tx.now})


def read_draft(tx: Tx, task_id: int, person_id: int) -> Draft | None:
    """Read somebody's draft of a task."""
    key = {"of_district": district_of(task_id), "of_task": task_id, "of_person": person_id}
    row = tx.execute(READ, key).one_or_none()
    return Draft(*row) if row else None


def forget_drafts(tx: Tx) -> None:
    """Erase the drafts of tasks that are over."""
    tx.execute(FORGET)
