"""Reads what people are called, for lists that know them by their ids."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select

from engine.store.store import Tx
from engine.store.tables import Person

NAMES = select(Person.id, Person.name).where(
    Person.district == bindparam("of_district"), Person.id.in_(bindparam("ids", expanding=True))
)


def names_of(tx: Tx, district: int, ids: Iterable[int | None]) -> Mapping[int, str]:
    """Give the names of people by their ids."""
    wanted = sorted({id_ for id_ in ids if id_ is not None})
    if not wanted:
        return {}
    rows = tx.execute(NAMES, {"of_district": district, "ids": wanted})
    return {row.id: row.name for row in rows}
