"""The job table as the write path sees it: what a step leaves to be done."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import bindparam, delete, insert, update

from engine.store.clock import NOW
from engine.store.ids import district_of
from engine.store.rows import LockedCase, NewJob
from engine.store.store import Tx
from engine.store.tables import IS_READY, Held, Job
from engine.store.upserts import upsert

FRESH = {"state": "ready", "held": Held.NO, "attempts": 0, "losses": 0}

INSERT_JOBS = insert(Job).values(FRESH)
INSERT_TICKS = upsert(Job, key=("district", "key")).values(FRESH)
# A job that is out at a worker comes back to the table: the worker sees that it is not due.
SET_TIMERS = upsert(Job, key=("district", "key"), changed=("due", "args"), more=FRESH).values(FRESH)
DROP_JOBS = delete(Job).where(
    Job.district == bindparam("of_district"), Job.key == bindparam("of_key"), IS_READY
)
RELEASE = (
    update(Job)
    .where(
        Job.district == bindparam("of_district"),
        Job.topic.in_(bindparam("topics", expanding=True)),
        IS_READY,
    )
    .values(due=NOW, held=Held.NO)
)
SHELVE = insert(Job).values(FRESH | {"state": "dead"})
RETRY = (
    update(Job)
    .where(
        Job.district == bindparam("of_district"), Job.id == bindparam("of_id"), Job.state == "dead"
    )
    .values(FRESH | {"due": NOW, "error": None})
)


def enqueue(tx: Tx, case: LockedCase, jobs: Sequence[NewJob]) -> None:
    """Leave jobs of a case; the doorbell rings once they are committed."""
    if jobs:
        tx.execute(INSERT_JOBS, [row_of(tx, case.district, job, case.id) for job in jobs])
        tx.ring()


def enqueue_ticks(tx: Tx, district: int, jobs: Sequence[NewJob]) -> None:
    """Leave jobs of no case; one that is there already (the key decides) stays as it is."""
    if jobs:
        tx.execute(INSERT_TICKS, [row_of(tx, district, job) for job in jobs])


def enqueue_for_each(tx: Tx, district: int, cases: Sequence[int], job: NewJob) -> None:
    """Leave the same job for many cases; where its key is there already it stays as it is."""
    if cases:
        tx.execute(INSERT_TICKS, [row_of(tx, district, job, case) for case in cases])
        tx.ring()


def set_timers(tx: Tx, case: LockedCase, jobs: Sequence[NewJob]) -> None:
    """Leave jobs of a case, or move the instant of those that are there."""
    if jobs:
        tx.execute(SET_TIMERS, [row_of(tx, case.district, job, case.id) for job in jobs])
        tx.ring()


def drop_jobs(tx: Tx, case: LockedCase, keys: Sequence[str]) -> None:
    """Take back jobs that are not done yet."""
    if keys:
        found = {"of_district": case.district}
        tx.execute(DROP_JOBS, [found | {"of_key": job_key(case.id, key)} for key in keys])


def shelve(tx: Tx, case: LockedCase, job: NewJob) -> int:
    """Keep a job that cannot be done before a person has mended something; give its id."""
    row = row_of(tx, case.district, job, case.id)
    tx.execute(SHELVE, row)
    id_: int = row["id"]
    return id_


def retry(tx: Tx, id_: int) -> bool:
    """Let a dead job be tried anew; False if it is not dead any more."""
    tx.ring()
    return tx.execute(RETRY, {"of_district": district_of(id_), "of_id": id_}).rowcount == 1


def release(tx: Tx, district: int, topics: Sequence[str]) -> None:
    """Make messages due that waited for somebody to receive them."""
    if topics:
        found = tx.execute(RELEASE, {"of_district": district, "topics": list(topics)})
        tx.rings = tx.rings or found.rowcount > 0


def job_key(case_id: int | None, key: str) -> str:
    """Put the case before a key; a job of no case stands by itself."""
    return f"{case_id}.{key}" if case_id else key


def row_of(tx: Tx, district: int, job: NewJob, case_id: int | None = None) -> dict[str, Any]:
    """Give the row of a job."""
    return {
        "district": district,
        "id": tx.new_id(district),
        "key": job_key(case_id, job.key),
        "kind": job.kind,
        "case_id": case_id,
        "topic": job.topic,
        "args": orjson.dumps(job.args).decode(),
        "due": job.due or tx.now,
    }
