"""A policy goes back to the version that was in use before; running cases keep theirs."""

from engine.commands.activate_policy import EVERYWHERE, activate_policy
from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import NothingBefore
from engine.queries.versions import version_before


def roll_back_policy(office: Office, *, key: str, by: Person) -> int:
    """Let new cases take the version before the present one; give its number.

    Raises:
        NothingBefore: No other version was in use before.
    """
    with office.store.read() as tx:
        number = version_before(tx, by.district, key, EVERYWHERE)
    if number is None:
        raise NothingBefore(key=key)
    activate_policy(office, key=key, number=number, by=by)
    return number
