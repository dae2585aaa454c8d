"""Reads the list filters a person saved, and those colleagues share with their units."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select

from engine.domain.people import Person
from engine.store.store import Tx
from engine.store.tables import Filter

READ = (
    select(
        Filter.id, Filter.person_id, Filter.shared_with, Filter.name, Filter.query, Filter.version
    )
    .where(
        Filter.district == bindparam("of_district"),
        or_(
            Filter.person_id == bindparam("of_person"),
            and_(
                Filter.shared_with != "",
                Filter.shared_with.in_(bindparam("paths", expanding=True)),
            ),
        ),
    )
    .order_by(Filter.id)
)


@dataclass(frozen=True, slots=True)
class FilterCard:
    """A saved filter; `shared_with` is the path of a unit, "" nobody."""

    id: int
    person_id: int
    shared_with: str
    name: str
    query: str
    version: int


def read_filters(tx: Tx, person: Person) -> list[FilterCard]:
    """Read what a person may use: their own filters and those of their units."""
    paths = sorted({post.path for post in person.posts})
    values = {"of_district": person.district, "of_person": person.id, "paths": paths}
    return [FilterCard(*row) for row in tx.execute(READ, values)]
