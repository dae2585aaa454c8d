"""Answers to requests that carried a key: written last, read only when the key came before."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from engine.store.store import Tx
from engine.store.tables import Idempotency

KEPT = timedelta(hours=48)

REMEMBER = insert(Idempotency)
ONE = (
    Idempotency.district == bindparam("of_district"),
    Idempotency.person_id == bindparam("of_person"),
    Idempotency.key == bindparam("of_key"),
)
RECALL = select(Idempotency.request, Idempotency.status, Idempotency.response).where(*ONE)
ANSWER = (
    update(Idempotency)
    .where(*ONE)
    .values(status=bindparam("now_status"), response=bindparam("now_response"))
)
TAKE_BACK = delete(Idempotency).where(*ONE)
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
    row = tx.execute(RECALL, one(district, person_id, key)).one_or_none()
    return Remembered(*row) if row else None


def set_answer(tx: Tx, district: int, person_id: int, key: str, answer: Remembered) -> None:
    """Give the answer to a request whose key was kept before it was done."""
    given = {"now_status": answer.status, "now_response": answer.response}
    tx.execute(ANSWER, one(district, person_id, key) | given)


def take_back(tx: Tx, district: int, person_id: int, key: str) -> None:
    """Know nothing of a key any more."""
    tx.execute(TAKE_BACK, one(district, person_id, key))


def one(district: int, person_id: int, key: str) -> dict[str, int | str]:
    """Name one request in the statements above."""
    return {"of_district": district, "of_person": person_id, "of_key": key}


def forget(tx: Tx) -> int:
    """Delete answers older than a request may be repeated; give how many."""
    return tx.execute(FORGET, {"before": tx.now - KEPT}).rowcount
