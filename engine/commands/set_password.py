"""A person chooses a password, or is invited to choose one; every session of theirs ends."""

from datetime import timedelta

from sqlalchemy import bindparam, update

from engine.commands.office import Office
from engine.commands.sign_in import new_login, sign_out_everywhere
from engine.domain.admission import SHORTEST_PASSWORD
from engine.domain.people import Person
from engine.domain.refusals import PasswordTooShort
from engine.store.passwords import hashed
from engine.store.tables import Person as PersonRow

INVITED = timedelta(days=1)
SET_PASSWORD = update(PersonRow).where(
    PersonRow.district == bindparam("of_district"), PersonRow.id == bindparam("of_person")
)


def set_password(office: Office, *, person: Person, password: str) -> None:
    """Give a person this password; whoever is signed in under their name is signed out.

    Raises:
        PasswordTooShort: It is too easily guessed.
    """
    kept = kept_password(password)
    with office.store.write() as tx:
        of = {"of_district": person.district, "of_person": person.id}
        tx.execute(SET_PASSWORD, of | {"password": kept})
        sign_out_everywhere(tx, person.district, person.id)


def invite(office: Office, *, person: Person) -> str:
    """Take a person's password away; give a token that serves until they have chosen another."""
    with office.store.write() as tx:
        of = {"of_district": person.district, "of_person": person.id}
        tx.execute(SET_PASSWORD, of | {"password": None})
        sign_out_everywhere(tx, person.district, person.id)
        return new_login(tx, person, INVITED)


def kept_password(password: str) -> str:
    """Give what is kept of a password.

    Raises:
        PasswordTooShort: It is too easily guessed.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(least=SHORTEST_PASSWORD)
    return hashed(password)
