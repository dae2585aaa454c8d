"""Insert, or change what is there: one statement both databases understand."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import DeclarativeBase


def upsert(
    table: type[DeclarativeBase],
    *,
    key: Sequence[str] = (),
    changed: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
) -> Insert:
    """Insert rows; where `key` (the primary key) exists, take over `changed`, or leave the row."""
    # SQLite took the clause over from PostgreSQL: one construct compiles on both.
    statement = insert(table)
    elements = list(key) or [column.name for column in table.__table__.primary_key]
    if not changed and not more:
        return statement.on_conflict_do_nothing(index_elements=elements)
    taken = {name: statement.excluded[name] for name in changed} | dict(more or {})
    return statement.on_conflict_do_update(index_elements=elements, set_=taken)
