"""A person signs in, or is given a token to work with; only its digest is kept."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert

from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import SignInLocked, SignInRefused
from engine.queries.people import digest_of, person_by_username, read_password
from engine.store.attempts import count_attempt, forget_attempts
from engine.store.passwords import fits
from engine.store.store import Tx
from engine.store.tables import Login

TOKEN_BYTES = 32
SIGN_IN = insert(Login)
SIGN_OUT = delete(Login)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, with the token of the session."""

    token: str
    person: Person


def sign_in(office: Office, *, person: Person, lasting: timedelta) -> str:
    """Give a person a fresh token; it is never shown again."""
    with office.store.write() as tx:
        return new_login(tx, person, lasting)


def sign_in_with_password(
    office: Office, *, district: int, username: str, password: str
) -> SignedIn:
    """Begin a session; a name nobody has is answered like a wrong password.

    Raises:
        SignInRefused: Name and password do not belong together.
        SignInLocked: The name was tried in vain too often.
    """
    prove_password(office, district=district, username=username, password=password)
    with office.store.write() as tx:
        person = person_by_username(tx, district, username)
        if person is None:
            raise SignInRefused
        return SignedIn(new_login(tx, person, office.admission.lasting), person)


def prove_password(office: Office, *, district: int, username: str, password: str) -> None:
    """Make sure that a password is the one of a name.

    Raises:
        SignInRefused: It is not.
        SignInLocked: The name was tried in vain too often.
    """
    name = office.seals.attempt(f"{district}/{username}")
    with office.store.write() as tx:
        until = count_attempt(tx, name, office.admission)
        kept = read_password(tx, district, username)
    if until:
        raise SignInLocked(until=until.astimezone(office.calendar.zone))
    if not fits(kept, password):
        raise SignInRefused
    with office.store.write() as tx:
        forget_attempts(tx, name)


def sign_out(office: Office, *, token: str) -> None:
    """End a session."""
    with office.store.write() as tx:
        tx.execute(SIGN_OUT.where(Login.token == digest_of(token)))


def sign_out_everywhere(tx: Tx, district: int, person_id: int) -> None:
    """End every session of a person."""
    tx.execute(SIGN_OUT.where(Login.district == district, Login.person_id == person_id))


def new_login(tx: Tx, person: Person, lasting: timedelta) -> str:
    """Make a token that stands for a person for so long."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "token": digest_of(token),
        "district": person.district,
        "person_id": person.id,
        "since": tx.now,
        "until": tx.now + lasting,
        "csrf": secrets.token_bytes(TOKEN_BYTES),
    }
    tx.execute(SIGN_IN, row)
    return token
