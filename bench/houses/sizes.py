"""How much of a database is kept for ever: all but jobs that are done and requests answered."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from engine.store.store import Store

PASSING = ("job", "idempotency")
SIZE = text(
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relname = ANY(:passing)"
)


def bytes_kept(store: Store) -> int:
    """Give the bytes of all tables that are kept for ever, with their indexes."""
    if not store.is_postgresql:
        return of_file(str(store.engine.url.database).removeprefix("file:"))
    with store.engine.connect() as connection:
        return int(connection.execute(SIZE, {"passing": list(PASSING)}).scalar_one())


def of_file(path: str) -> int:
    """Give the size of a copy from which everything passing was deleted."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        with sqlite3.connect(path) as house:
            house.execute("VACUUM INTO ?", (str(copy),))
        connection = sqlite3.connect(copy, isolation_level=None)
        for table in PASSING:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608  # names from the line above
        connection.execute("VACUUM")
        connection.close()
        return copy.stat().st_size
