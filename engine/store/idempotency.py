"""Answers to requests that carried a key: written last, read only when the key came before."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, select

from engine.store.store import Tx
from engine.store.tables import Idempotency

KEPT = timedelta(hours=48)

REMEMBER = insert(Idempotency)
RECALL = select(Idempotency.request, Idempotency.status, Idempotency.response).where(
    Idempotency.district == bindparam("of_district"),
    Idempotency.person_id == bindparam("of_person"),
    Idempotency.key == bindparam("of_key"),
)
FORGET = delete(Idempotency).where(Idempotency.at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier request by its digest, and the answer it was given."""

    request: bytes
    status: int
    response: str


def remember(tx: Tx, district: int, person_id: int, key: str, answer: Remembered) -> None:
    """Keep the answer to a request.

    Raises:
        IntegrityError: The key was used before; nothing of this transaction may stay.
    """
    row = {"district": district, "person_id": person_id, "key": key, "at": tx.now}
    facts = {"request": answer.request, "status": answer.status, "response": answer.response}
    tx.execute(REMEMBER, row | facts)


def recall(tx: Tx, district: int, person_id: int, key: str) -> Remembered | None:
    """Find the answer an earlier request with this key was given."""
    found = {"of_district": district, "of_person": person_id, "of_key": key}
    row = tx.execute(RECALL, found).one_or_none()
    return Remembered(*row) if row else None


def forget(tx: Tx) -> int:
    """Delete answers older than a request may be repeated; give how many."""
    return tx.execute(FORGET, {"before": tx.now - KEPT}).rowcount
