"""A person is given a token to work with; only its digest is kept."""

import secrets
from datetime import timedelta

from sqlalchemy import insert

from engine.commands.office import Office
from engine.domain.people import Person
from engine.queries.people import digest_of
from engine.store.tables import Login

TOKEN_BYTES = 32
SIGN_IN = insert(Login)


def sign_in(office: Office, *, person: Person, lasting: timedelta) -> str:
    """Give a person a fresh token; it is never shown again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with office.store.write() as tx:
        tx.execute(
            SIGN_IN,
            {
                "token": digest_of(token),
                "district": person.district,
                "person_id": person.id,
                "since": tx.now,
                "until": tx.now + lasting,
                "csrf": secrets.token_bytes(TOKEN_BYTES),
            },
        )
    return token
