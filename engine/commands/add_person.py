"""Somebody joins: a person, the post they hold, and what that role may do."""

from collections.abc import Iterable

import orjson
from sqlalchemy import insert

from engine.commands.office import Office
from engine.commands.taking import taking
from engine.domain.lanes import Lane
from engine.domain.people import Person, Post
from engine.domain.refusals import PlaceNotFound
from engine.domain.words import Action
from engine.queries.places import read_places
from engine.store import tables
from engine.store.columns import NEVER
from engine.store.upserts import upsert

ADD_PERSON = insert(tables.Person).values(password=None, phone=None)
ADD_POST = insert(tables.Post).values(until=NEVER)
NAME_ROLE = upsert(tables.Role, changed=("actions",))


def add_person(
    office: Office,
    *,
    district: int,
    username: str,
    name: str,
    post: Lane,
    actions: Iterable[Action] = (),
) -> Person:
    """Add a person in a role at a unit, named by its code; `actions` go to the role.

    Raises:
        PlaceNotFound: There is no such unit.
        NameTaken: Somebody signs in under this username already.
    """
    granted = frozenset(actions)
    with taking(username), office.store.write() as tx:
        unit = read_places(tx, district).named(post.at)
        if unit is None:
            raise PlaceNotFound(place=post.at)
        person = Person(tx.new_id(district), district, name, (Post(post.role, unit.path),), granted)
        of, since = {"district": district}, {"since": tx.now}
        role = {
            "key": post.role,
            "name": post.role,
            "actions": orjson.dumps(sorted(granted)).decode(),
        }
        tx.execute(NAME_ROLE, of | role)
        tx.execute(ADD_PERSON, of | {"id": person.id, "name": name, "username": username})
        seat = {"role": post.role, "unit_id": unit.id, "path": unit.path}
        holder = {"id": tx.new_id(district), "person_id": person.id}
        tx.execute(ADD_POST, of | since | seat | holder)
    return person
