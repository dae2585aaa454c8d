"""The job table as the write path sees it: what a step leaves to be done."""

from collections.abc import Sequence

import orjson
from sqlalchemy import bindparam, delete, insert, update

from engine.store.clock import NOW
from engine.store.rows import LockedCase, MovedJob, NewJob
from engine.store.store import Tx
from engine.store.tables import Job
from engine.store.upserts import upsert

READY_KEY = (
    Job.district == bindparam("of_district"),
    Job.key == bindparam("of_key"),
    Job.state == "ready",
)
FRESH = {"state": "ready", "leased": False, "attempts": 0, "losses": 0}

INSERT_JOBS = insert(Job).values(FRESH)
INSERT_TICKS = upsert(Job, key=("district", "key")).values(FRESH)
# A job that is out at a worker comes back to the table: the worker sees that it is not due.
MOVE_JOB = update(Job).where(*READY_KEY).values(leased=False)
DROP_JOB = delete(Job).where(*READY_KEY)
RELEASE = (
    update(Job)
    .where(
        Job.district == bindparam("of_district"),
        Job.topic.in_(bindparam("topics", expanding=True)),
        Job.state == "ready",
    )
    .values(due=NOW, leased=False)
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
        tx.ring()


def move_jobs(tx: Tx, case: LockedCase, jobs: Sequence[MovedJob]) -> None:
    """Move the instants of jobs that are not done yet."""
    if jobs:
        rows = [of_key(case, job.key) | {"due": job.due} for job in jobs]
        tx.execute(MOVE_JOB, rows)
        tx.ring()


def drop_jobs(tx: Tx, case: LockedCase, keys: Sequence[str]) -> None:
    """Take back jobs that are not done yet."""
    if keys:
        tx.execute(DROP_JOB, [of_key(case, key) for key in keys])


def release(tx: Tx, district: int, topics: Sequence[str]) -> None:
    """Make messages due that waited for somebody to receive them."""
    if topics:
        found = tx.execute(RELEASE, {"of_district": district, "topics": list(topics)})
        tx.rings = tx.rings or found.rowcount > 0


def of_key(case: LockedCase, key: str) -> dict[str, object]:
    """Give a job's key as the conditions of the statements name it."""
    return {"of_district": case.district, "of_key": job_key(case.id, key)}


def job_key(case_id: int | None, key: str) -> str:
    """Put the case before a key; a job of no case stands by itself."""
    return f"{case_id}.{key}" if case_id else key


def row_of(tx: Tx, district: int, job: NewJob, case_id: int | None = None) -> dict[str, object]:
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
