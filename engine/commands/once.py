"""Once: a request with a key changes something at most once, and is answered the same each time."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import orjson
from sqlalchemy.exc import IntegrityError

from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import KeyReused, Refusal
from engine.store.idempotency import Remembered, recall, remember
from engine.store.store import Tx

DONE = 200


@dataclass(frozen=True, slots=True)
class Voice:
    """Who reported a case, known by no name: `id` is the case's."""

    district: int
    id: int


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, under which key (None: not to be remembered), and for what exactly."""

    by: Person | Voice
    key: str | None
    facts: tuple[Any, ...]

    @property
    def digest(self) -> bytes:
        """Name what is asked, so that a key cannot stand for something else later."""
        facts = orjson.dumps(self.facts, default=str, option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(facts).digest()


Answer = TypeVar("Answer")


def once(
    office: Office, request: Request, work: Callable[[Tx], Answer | Refusal], kind: type[Answer]
) -> Answer:
    """Do the work in one transaction, or give the answer an equal request was given before.

    A refusal the work raises leaves nothing behind; one it returns is raised after what the work
    wrote is committed.

    Raises:
        KeyReused: The key was used for another request.
    """
    try:
        with office.store.write() as tx:
            answer = work(tx)
            if request.key and not isinstance(answer, Refusal):
                _remember(tx, request, answer)
    except (Refusal, IntegrityError):
        earlier = answered_before(office, request)
        if earlier is None:
            raise
        return kind(**orjson.loads(earlier.response))
    if isinstance(answer, Refusal):
        raise answer
    return answer


def _remember(tx: Tx, request: Request, answer: Any) -> None:
    response = orjson.dumps(asdict(answer)).decode()
    kept = Remembered(request.digest, DONE, response)
    remember(tx, request.by.district, request.by.id, str(request.key), kept)


def answered_before(office: Office, request: Request) -> Remembered | None:
    """Give the answer an equal request was given before.

    Raises:
        KeyReused: The key was used for another request.
    """
    if request.key is None:
        return None
    with office.store.read() as tx:
        earlier = recall(tx, request.by.district, request.by.id, request.key)
    if earlier and earlier.request != request.digest:
        raise KeyReused(key=request.key)
    return earlier
