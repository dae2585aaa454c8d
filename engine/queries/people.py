"""Reads people: who stands behind a token, which posts they hold now, what they are called."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, bindparam, select

from engine.domain.people import Person, Post
from engine.domain.refusals import PersonNotFound
from engine.domain.words import Action
from engine.store import tables
from engine.store.store import Tx

LONGEST_ID = 18  # digits; more would not fit the column
NOW: BindParameter[Any] = bindparam("now")
IS_HELD_NOW = (
    (tables.Post.district == tables.Person.district)
    & (tables.Post.person_id == tables.Person.id)
    & (tables.Post.since <= NOW)
    & (tables.Post.until > NOW)
)
OF_ROLE = (tables.Role.district == tables.Post.district) & (tables.Role.key == tables.Post.role)
WITH_POSTS = (
    select(
        tables.Person.id,
        tables.Person.district,
        tables.Person.name,
        tables.Post.role,
        tables.Post.path,
        tables.Role.actions,
    )
    .select_from(tables.Person)
    .outerjoin(tables.Post, IS_HELD_NOW)
    .outerjoin(tables.Role, OF_ROLE)
    .order_by(tables.Post.id)
)
BY_TOKEN = (
    WITH_POSTS.add_columns(tables.Login.csrf)
    .join(
        tables.Login,
        (tables.Login.district == tables.Person.district)
        & (tables.Login.person_id == tables.Person.id),
    )
    .where(tables.Login.token == bindparam("of_token"), tables.Login.until > NOW)
)
BY_ID = WITH_POSTS.where(
    tables.Person.district == bindparam("of_district"), tables.Person.id == bindparam("of_person")
)
BY_USERNAME = WITH_POSTS.where(
    tables.Person.district == bindparam("of_district"),
    tables.Person.username == bindparam("of_username"),
)
OF_AWAY = (
    select(tables.Person.id, tables.Post.role, tables.Post.path, tables.Role.actions)
    .select_from(tables.Absence)
    .join(
        tables.Person,
        (tables.Person.district == tables.Absence.district)
        & (tables.Person.id == tables.Absence.person_id),
    )
    .join(tables.Post, IS_HELD_NOW)
    .outerjoin(tables.Role, OF_ROLE)
    .where(
        tables.Absence.district == bindparam("of_district"),
        tables.Absence.substitute_id == bindparam("of_person"),
        tables.Absence.since <= NOW,
        tables.Absence.until > NOW,
    )
    .order_by(tables.Post.id)
)
HOLDERS = (
    select(tables.Post.person_id)
    .where(
        tables.Post.district == bindparam("of_district"),
        tables.Post.role == bindparam("of_role"),
        tables.Post.path == bindparam("of_path"),
        tables.Post.since <= NOW,
        tables.Post.until > NOW,
    )
    .order_by(tables.Post.id)
)
READ_PASSWORD = select(tables.Person.password).where(
    tables.Person.district == bindparam("of_district"),
    tables.Person.username == bindparam("of_username"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in, and what proves that a page of ours sends for them."""

    person: Person
    csrf: str


def digest_of(token: str) -> bytes:
    """Give what is kept of a token: nobody who reads the table can sign in with it."""
    return hashlib.sha256(token.encode()).digest()


def session_of_token(tx: Tx, token: str) -> Session | None:
    """Find who is signed in with a token."""
    found = {"of_token": digest_of(token), "now": tx.now}
    rows = tx.execute(BY_TOKEN, found).all()
    person = _person(tx, rows)
    return Session(person, rows[0].csrf.hex()) if person else None


def person_by_id(tx: Tx, district: int, id_: int) -> Person | None:
    """Read a person with their present posts."""
    found = {"of_district": district, "of_person": id_, "now": tx.now}
    return _person(tx, tx.execute(BY_ID, found).all())


def holders(tx: Tx, district: int, role: str, path: str) -> list[Person]:
    """Read who holds a role at a unit now, the longest in the post first."""
    wanted = {"of_district": district, "of_role": role, "of_path": path, "now": tx.now}
    ids = tx.execute(HOLDERS, wanted).scalars().all()
    return [person_of(tx, district, id_) for id_ in ids]


def person_of(tx: Tx, district: int, id_: int) -> Person:
    """Read a person who is known to be there.

    Raises:
        PersonNotFound: They are not.
    """
    person = person_by_id(tx, district, id_)
    if person is None:
        raise PersonNotFound(username=str(id_))
    return person


def person_named(tx: Tx, district: int, name: str) -> Person:
    """Find a person by username, or by id.

    Raises:
        PersonNotFound: There is none.
    """
    person = person_by_username(tx, district, name)
    if person is None and name.isascii() and name.isdecimal() and len(name) <= LONGEST_ID:
        person = person_by_id(tx, district, int(name))
    if person is None:
        raise PersonNotFound(username=name)
    return person


def person_by_username(tx: Tx, district: int, username: str) -> Person | None:
    """Find a person by the name they sign in with."""
    found = {"of_district": district, "of_username": username, "now": tx.now}
    return _person(tx, tx.execute(BY_USERNAME, found).all())


def read_password(tx: Tx, district: int, username: str) -> str | None:
    """Read what is kept of somebody's password; none where they have none or are nobody."""
    found = {"of_district": district, "of_username": username}
    kept: str | None = tx.execute(READ_PASSWORD, found).scalar()
    return kept


def _person(tx: Tx, rows: Sequence[Row[Any]]) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    own = (Post(row.role, row.path, None, _actions(row)) for row in rows if row.role is not None)
    posts = (*own, *_held_for_others(tx, first.district, first.id))
    return Person(first.id, first.district, first.name, posts)


def _held_for_others(tx: Tx, district: int, person: int) -> Iterator[Post]:
    found = {"of_district": district, "of_person": person, "now": tx.now}
    for row in tx.execute(OF_AWAY, found):
        yield Post(row.role, row.path, row.id, _actions(row))


def _actions(row: Row[Any]) -> frozenset[Action]:
    return frozenset(Action(action) for action in orjson.loads(row.actions or "[]"))
