"""How a step begins: the case is locked, and only then read."""

from typing import Any

from sqlalchemy import Select, bindparam, select

from engine.store.clock import NOW
from engine.store.ids import district_of
from engine.store.rows import LockedCase, LockedTask
from engine.store.store import Tx
from engine.store.tables import Case, WorkItem

CASE_COLUMNS = [Case.__table__.c[name] for name in LockedCase.__slots__]
TASK_COLUMNS = [WorkItem.__table__.c[name] for name in LockedTask.__slots__ if name != "case"]
THIS_CASE = (Case.district == bindparam("of_district"), Case.id == bindparam("of_case"))

# Only the case is locked, never its tasks: everybody locks the case first, so nobody waits in a
# circle. "No key" lets other transactions insert rows that refer to the case meanwhile.
LOAD_TASK = (
    select(NOW, *TASK_COLUMNS, *CASE_COLUMNS)
    .join(Case, (Case.district == WorkItem.district) & (Case.id == WorkItem.case_id))
    .where(WorkItem.district == bindparam("of_district"), WorkItem.id == bindparam("of_task"))
    .with_for_update(key_share=True, of=Case)
)
LOAD_CASE = select(NOW, *CASE_COLUMNS).where(*THIS_CASE).with_for_update(key_share=True)
READ_CASE = select(NOW, *CASE_COLUMNS).where(*THIS_CASE)
LOAD_PREVIOUS = select(Case.previous).where(*THIS_CASE)


def load_task(tx: Tx, id_: int) -> LockedTask | None:
    """Lock the case of a task, then read both."""
    row = tx.execute(LOAD_TASK, {"of_district": district_of(id_), "of_task": id_}).one_or_none()
    if row is None:
        return None
    facts: tuple[Any, ...] = tuple(row)
    tx.moment, split = facts[0], 1 + len(TASK_COLUMNS)
    return LockedTask(LockedCase(*facts[split:]), *facts[1:split])


def load_case(tx: Tx, id_: int) -> LockedCase | None:
    """Lock a case, then read it."""
    return _case_by(LOAD_CASE, tx, id_)


def read_case(tx: Tx, id_: int) -> LockedCase | None:
    """Read a case as a step would, without locking it: nothing will be changed."""
    return _case_by(READ_CASE, tx, id_)


def _case_by(statement: Select[Any], tx: Tx, id_: int) -> LockedCase | None:
    row = tx.execute(statement, {"of_district": district_of(id_), "of_case": id_}).one_or_none()
    if row is None:
        return None
    tx.moment = row[0]
    return LockedCase(*row[1:])


def load_previous(tx: Tx, case: LockedCase) -> bytes | None:
    """Read the snapshot before the last change, to take that change back."""
    key = {"of_district": case.district, "of_case": case.id}
    found: bytes | None = tx.execute(LOAD_PREVIOUS, key).scalar_one()
    return found
