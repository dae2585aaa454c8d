"""A person takes one more post, from an instant on and perhaps until another: a shift is short."""

from datetime import datetime

from sqlalchemy import insert

from engine.commands.office import Office
from engine.domain.lanes import Lane
from engine.domain.refusals import PersonNotFound
from engine.queries.people import person_by_username
from engine.queries.places import place_named
from engine.store import tables
from engine.store.columns import NEVER

ADD_POST = insert(tables.Post)


def add_post(
    office: Office,
    *,
    district: int,
    username: str,
    post: Lane,
    since: datetime | None = None,
    until: datetime = NEVER,
) -> int:
    """Give a person a role at a unit, named by its code; give the id of the post.

    Raises:
        PersonNotFound: Nobody signs in under this name.
        PlaceNotFound: There is no such unit.
    """
    with office.store.write() as tx:
        person = person_by_username(tx, district, username)
        if person is None:
            raise PersonNotFound(username=username)
        unit = place_named(tx, district, post.at)
        seat = {"role": post.role, "unit_id": unit.id, "path": unit.path}
        span = {"since": since or tx.now, "until": until}
        id_ = tx.new_id(district)
        holder = {"district": district, "id": id_, "person_id": person.id}
        tx.execute(ADD_POST, holder | seat | span)
        return id_
