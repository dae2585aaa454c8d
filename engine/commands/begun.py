"""Begun: a key is taken before the work and given its answer after it."""

from sqlalchemy.exc import IntegrityError

from engine.commands.office import Office
from engine.commands.once import Request, answered_before
from engine.domain.refusals import AnswerNotKept
from engine.store.idempotency import Remembered, remember, set_answer, take_back

UNDER_WAY = 0


def begin(office: Office, request: Request) -> Remembered | None:
    """Take the key of a request, or give the answer an equal request was given before.

    Raises:
        KeyReused: The key was used for another request.
        AnswerNotKept: An equal request is under way, was cut off, or was answered with a secret.
    """
    try:
        with office.store.write() as tx:
            taken = Remembered(request.digest, UNDER_WAY, "")
            remember(tx, request.by.district, request.by.id, str(request.key), taken)
    except IntegrityError:
        earlier = answered_before(office, request)
        # None: it was refused, and its key given back, while we looked.
        if earlier is None or earlier.status == UNDER_WAY:
            raise AnswerNotKept(key=str(request.key)) from None
        return earlier
    return None


def finish(office: Office, request: Request, status: int, response: str) -> None:
    """Keep the answer of a request that was begun."""
    with office.store.write() as tx:
        answer = Remembered(request.digest, status, response)
        set_answer(tx, request.by.district, request.by.id, str(request.key), answer)


def withdraw(office: Office, request: Request) -> None:
    """Give a key back whose request was refused."""
    with office.store.write() as tx:
        take_back(tx, request.by.district, request.by.id, str(request.key))
