"""A person saves a list filter, changes it, or throws it away."""

from sqlalchemy import bindparam, delete, insert, select, update

from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import EntryNotFound, StaleVersion
from engine.store.store import Tx
from engine.store.tables import Filter

OF_PERSON = (
    Filter.district == bindparam("of_district"),
    Filter.id == bindparam("of_filter"),
    Filter.person_id == bindparam("of_person"),
)
ADD = insert(Filter).values(version=1)
VERSION = select(Filter.version).where(*OF_PERSON).with_for_update()
CHANGE = update(Filter).where(*OF_PERSON).values(version=Filter.version + 1)
DROP = delete(Filter).where(*OF_PERSON)


def save_filter(office: Office, *, name: str, query: str, shared_with: str, by: Person) -> int:
    """Save a filter, for oneself or with the unit at a path; give its id."""
    with office.store.write() as tx:
        id_ = tx.new_id(by.district)
        of = {"district": by.district, "id": id_, "person_id": by.id}
        tx.execute(ADD, of | {"name": name, "query": query, "shared_with": shared_with})
        return id_


def change_filter(
    office: Office,
    *,
    filter_id: int,
    version: int,
    name: str,
    query: str,
    shared_with: str,
    by: Person,
) -> int:
    """Change a filter of one's own; give its version.

    Raises:
        EntryNotFound: There is none.
        StaleVersion: It was changed since it was read.
    """
    with office.store.write() as tx:
        key = _mine(tx, filter_id, version, by)
        tx.execute(CHANGE, key | {"name": name, "query": query, "shared_with": shared_with})
        return version + 1


def drop_filter(office: Office, *, filter_id: int, version: int, by: Person) -> None:
    """Throw a filter of one's own away.

    Raises:
        EntryNotFound: There is none.
        StaleVersion: It was changed since it was read.
    """
    with office.store.write() as tx:
        tx.execute(DROP, _mine(tx, filter_id, version, by))


def _mine(tx: Tx, filter_id: int, version: int, by: Person) -> dict[str, int]:
    key = {"of_district": by.district, "of_filter": filter_id, "of_person": by.id}
    current = tx.execute(VERSION, key).scalar()
    if current is None:
        raise EntryNotFound(what=str(filter_id))
    if current != version:
        raise StaleVersion(version=version, current=current)
    return key
