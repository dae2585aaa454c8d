"""Somebody joins: a person, the post they hold, and what that role may do."""

from collections.abc import Iterable

import orjson
from sqlalchemy import insert

from engine.commands.office import Office
from engine.commands.taking import taking
from engine.domain.lanes import Lane
from engine.domain.people import Person
from engine.domain.words import Action
from engine.queries.people import person_of
from engine.queries.places import place_named
from engine.store import tables
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.store.upserts import upsert

ADD_PERSON = insert(tables.Person).values(phone=None)
ADD_POST = insert(tables.Post).values(until=NEVER)
KNOW_ROLE = upsert(tables.Role)
PERMIT_ROLE = upsert(tables.Role, changed=("actions",))


def add_person(
    office: Office,
    *,
    district: int,
    username: str,
    name: str,
    post: Lane,
    actions: Iterable[Action] = (),
    password: str | None = None,
) -> Person:
    """Add a person in a role at a unit, named by its code.

    `actions`, if any, are what the role permits from now on; `password` is what is kept of it.

    Raises:
        PlaceNotFound: There is no such unit.
        NameTaken: Somebody signs in under this username already.
    """
    with taking(username), office.store.write() as tx:
        unit = place_named(tx, district, post.at)
        _permit(tx, district, post.role, actions)
        id_, of = tx.new_id(district), {"district": district}
        facts = {"name": name, "username": username, "password": password}
        tx.execute(ADD_PERSON, of | facts | {"id": id_})
        seat = {"role": post.role, "unit_id": unit.id, "path": unit.path, "since": tx.now}
        tx.execute(ADD_POST, of | seat | {"id": tx.new_id(district), "person_id": id_})
        return person_of(tx, district, id_)


def _permit(tx: Tx, district: int, role: str, actions: Iterable[Action]) -> None:
    granted = sorted(set(actions))
    permitted = orjson.dumps(granted).decode()
    row = {"district": district, "key": role, "name": role, "actions": permitted}
    tx.execute(PERMIT_ROLE if granted else KNOW_ROLE, row)
