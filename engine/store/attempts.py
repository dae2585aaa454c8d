"""Counts attempts under a name, known or not, and lets it rest after too many in vain."""

from datetime import datetime

from sqlalchemy import bindparam, delete, update

from engine.domain.admission import Admission
from engine.store.store import Tx
from engine.store.tables import Attempt
from engine.store.upserts import upsert

COUNT = upsert(Attempt, more={"failures": Attempt.failures + 1}).returning(
    Attempt.failures, Attempt.locked_until
)
THIS = Attempt.name == bindparam("of_name")
SET = update(Attempt).where(THIS)
FORGET = delete(Attempt).where(THIS)


def count_attempt(tx: Tx, name: bytes, admission: Admission) -> datetime | None:
    """Count one more attempt before it is looked at; give until when none is taken, if so.

    Counting first holds whoever sends a thousand at once to the same few.
    """
    made = tx.execute(COUNT, {"name": name, "failures": 1, "locked_until": None}).one()
    if made.locked_until and made.locked_until > tx.now:
        locked: datetime = made.locked_until
        return locked
    failures = 1 if made.locked_until else made.failures
    last = tx.now + admission.pause if failures >= admission.failures else None
    tx.execute(SET, {"of_name": name, "failures": failures, "locked_until": last})
    return None


def forget_attempts(tx: Tx, name: bytes) -> None:
    """Begin anew: the last attempt was not in vain."""
    tx.execute(FORGET, {"of_name": name})
