"""Whoever reported shows the check code they were given; guessing is held back, case by case."""

from engine.commands.office import Office
from engine.domain.refusals import CheckCodeLocked, CheckCodeWrong
from engine.queries.voices import Caller, caller_of
from engine.store.attempts import count_attempt, forget_attempts


def check_code(office: Office, *, district: int, number: str, code: str) -> Caller:
    """Give the voice of a case that was given this code.

    Raises:
        CheckCodeWrong: The code is another, or there is no such case; the two are not told apart.
        CheckCodeLocked: Too many codes were tried for this number.
    """
    name = office.seals.attempt(f"case/{district}/{number}")
    with office.store.write() as tx:
        until = count_attempt(tx, name, office.admission)
        caller = None if until else caller_of(tx, office.seals, district, number, code)
        if caller:
            forget_attempts(tx, name)
    if until:
        raise CheckCodeLocked(until=until.astimezone(office.calendar.zone))
    if caller is None:
        raise CheckCodeWrong(number=number)
    return caller
