"""How jobs are taken: under a lease by the database's clock, and back when it runs out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from engine.jobs.burial import DEAD, bury
from engine.store.columns import Instant
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import IS_READY, IS_SUSPECT, Held, Job

LEASE = timedelta(seconds=60)

Out = aliased(Job)
# Bound and not asked of the clock in place: an index is no help against a clock that runs.
DUE_NOW = Job.due <= bindparam("now", type_=Instant())


def taking(found: Select[*tuple[Any, ...]]) -> ReturningUpdate[*tuple[Any, ...]]:
    """Build the statement that takes the jobs found, past those another relay is taking."""
    due = found.with_for_update(skip_locked=True).cte("due")
    return (
        update(Job)
        .where(Job.district == due.c.district, Job.id == due.c.id)
        .values(held=bindparam("by"), due=bindparam("until"))
        .returning(Job.id)
    )


DUE = select(Job.district, Job.id).where(IS_READY, DUE_NOW).order_by(Job.due, Job.id)
TAKE = taking(DUE.where(~IS_SUSPECT).limit(bindparam("count")))
TAKE_SUSPECT = taking(
    DUE.where(
        IS_SUSPECT,
        ~exists().where(
            Out.state == IS_READY.right,
            Out.losses >= IS_SUSPECT.right,
            Out.held > Held.NO,
            Out.due > bindparam("now", type_=Instant()),
        ),
    ).limit(1)
)
TAKE_BACK = (
    update(Job)
    .where(IS_READY, DUE_NOW, Job.held > Held.NO)
    .values(
        held=Held.NO,
        losses=Job.losses + case((Job.held == Held.STARTED, 1), else_=0),
        error=case((Job.held == Held.STARTED, "WorkerDied"), else_=Job.error),
    )
)
THESE = (
    Job.district.in_(bindparam("districts", expanding=True)),
    Job.id.in_(bindparam("ids", expanding=True)),
    IS_READY,
    Job.held > Held.NO,
)
START = update(Job).where(*THESE).values(held=Held.STARTED, due=bindparam("until"))
LOST = select(Job.id).where(IS_READY, IS_SUSPECT, Job.losses >= DEAD)


def take(tx: Tx, count: int, *, by: Held, lease: timedelta = LEASE) -> list[int]:
    """Take up to so many jobs that are due; give their ids in the order they were made."""
    values = {"count": count, "by": by, "now": tx.now, "until": tx.now + lease}
    return sorted(tx.execute(TAKE, values).scalars())


def take_suspect(tx: Tx, *, by: Held, lease: timedelta = LEASE) -> int | None:
    """Take one job that may have killed its workers, if no other such job is out."""
    values = {"by": by, "now": tx.now, "until": tx.now + lease}
    return tx.execute(TAKE_SUSPECT, values).scalar_one_or_none()


def take_back(tx: Tx) -> None:
    """Take back what nobody did in time: blame a job its worker began, bury it after five."""
    tx.execute(TAKE_BACK, {"now": tx.now})
    for id_ in tx.execute(LOST).scalars().all():
        bury(tx, id_)


def start(tx: Tx, ids: Sequence[int], *, lease: timedelta = LEASE) -> None:
    """Begin jobs that came over a broker: from now on their worker is to blame for a loss."""
    tx.execute(START, of_jobs(ids) | {"until": tx.now + lease})


def of_jobs(ids: Sequence[int]) -> dict[str, list[int]]:
    """Give the keys of jobs as the conditions of the statements name them."""
    return {"districts": sorted({district_of(id_) for id_ in ids}), "ids": sorted(ids)}
