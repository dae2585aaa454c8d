"""Reads people: who stands behind a token, which posts they hold now, what they are called."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Row, bindparam, select

from engine.domain.people import Person, Post
from engine.domain.words import Action
from engine.store import tables
from engine.store.store import Tx

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
    .outerjoin(
        tables.Post,
        (tables.Post.district == tables.Person.district)
        & (tables.Post.person_id == tables.Person.id)
        & (tables.Post.since <= bindparam("now"))
        & (tables.Post.until > bindparam("now")),
    )
    .outerjoin(
        tables.Role,
        (tables.Role.district == tables.Post.district) & (tables.Role.key == tables.Post.role),
    )
    .order_by(tables.Post.id)
)
BY_TOKEN = WITH_POSTS.join(
    tables.Login,
    (tables.Login.district == tables.Person.district)
    & (tables.Login.person_id == tables.Person.id),
).where(tables.Login.token == bindparam("of_token"), tables.Login.until > bindparam("now"))
BY_ID = WITH_POSTS.where(
    tables.Person.district == bindparam("of_district"), tables.Person.id == bindparam("of_person")
)
BY_USERNAME = WITH_POSTS.where(
    tables.Person.district == bindparam("of_district"),
    tables.Person.username == bindparam("of_username"),
)


def digest_of(token: str) -> bytes:
    """Give what is kept of a token: nobody who reads the table can sign in with it."""
    return hashlib.sha256(token.encode()).digest()


def person_of_token(tx: Tx, token: str) -> Person | None:
    """Find who is signed in with a token."""
    found = {"of_token": digest_of(token), "now": tx.now}
    return _person(tx.execute(BY_TOKEN, found).all())


def person_by_id(tx: Tx, district: int, id_: int) -> Person | None:
    """Read a person with their present posts."""
    found = {"of_district": district, "of_person": id_, "now": tx.now}
    return _person(tx.execute(BY_ID, found).all())


def person_by_username(tx: Tx, district: int, username: str) -> Person | None:
    """Find a person by the name they sign in with."""
    found = {"of_district": district, "of_username": username, "now": tx.now}
    return _person(tx.execute(BY_USERNAME, found).all())


def _person(rows: Sequence[Row[Any]]) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    posts = tuple(Post(row.role, row.path) for row in rows if row.role is not None)
    actions = {Action(action) for row in rows for action in orjson.loads(row.actions or "[]")}
    return Person(first.id, first.district, first.name, posts, frozenset(actions))
