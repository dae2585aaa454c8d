"""Jobs that cannot be done: retried later and later, then laid aside with an incident."""

import traceback
from datetime import timedelta

from sqlalchemy import bindparam, update

from engine.domain.refusals import Refusal
from engine.store.ids import district_of
from engine.store.incidents import Trouble, raise_incident
from engine.store.store import Tx
from engine.store.tables import IS_READY, Held, Job

# So many failures, or so many workers dead over it, and a person has to look.
DEAD = 5
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)

THIS_JOB = (Job.district == bindparam("of_district"), Job.id == bindparam("of_id"), IS_READY)
FAIL = update(Job).where(*THIS_JOB).values(attempts=Job.attempts + 1).returning(Job.attempts)
WAIT = update(Job).where(*THIS_JOB).values(held=Held.NO)
BURY = (
    update(Job)
    .where(*THIS_JOB)
    .values(state="dead", held=Held.NO)
    .returning(Job.kind, Job.case_id, Job.error)
)


def fail(tx: Tx, id_: int, error: BaseException) -> None:
    """Count a failure: the job comes back after a while, or is buried."""
    reason = {"error": described(error)}
    attempts = tx.execute(FAIL, of_job(id_) | reason).scalar_one_or_none()
    if attempts is None:
        return  # somebody else has done it since
    if attempts >= DEAD:
        bury(tx, id_)
    else:
        wait(tx, id_, min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT))


def wait(tx: Tx, id_: int, time: timedelta) -> None:
    """Put a job back for a while; nobody is to blame."""
    tx.execute(WAIT, of_job(id_) | {"due": tx.now + time})


def bury(tx: Tx, id_: int) -> None:
    """Lay a job aside for a person to look at; it is kept until it is retried."""
    row = tx.execute(BURY, of_job(id_)).one_or_none()
    if row:
        facts = {"kind": row.kind, "error": row.error}
        trouble = Trouble(code="job_dead", subject=id_, case_id=row.case_id, facts=facts)
        raise_incident(tx, district_of(id_), trouble)


def of_job(id_: int) -> dict[str, object]:
    """Give a job's key as the conditions of the statements name it."""
    return {"of_district": district_of(id_), "of_id": id_}


def described(error: BaseException) -> str:
    """Say what went wrong and where, without a word of what was being worked on."""
    name = error.code if isinstance(error, Refusal) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    return " ".join([name, *(f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in frames[-1:])])
