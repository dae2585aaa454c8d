"""The store's clock: the database's time, plus how far a demo or test store is ahead of it.

Written as an SQL expression, so that deadlines and leases are compared by one clock however
many machines work on them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from engine.store.columns import Instant


class Now(FunctionElement[datetime]):
    """The present instant of the store, as a column."""

    inherit_cache = True
    type = Instant()


NOW = Now()
AHEAD = "(SELECT ahead FROM mark WHERE id = 1)"


@compiles(Now, "sqlite")
def on_sqlite(_: Now, __: SQLCompiler, **___: Any) -> str:
    """SQLite counts days; the tables count microseconds."""
    milliseconds = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
    return f"({milliseconds} * 1000 + {AHEAD})"


@compiles(Now, "postgresql")
def on_postgresql(_: Now, __: SQLCompiler, **___: Any) -> str:
    """The clock itself and not the start of the transaction, which may have waited for a lock."""
    return f"(clock_timestamp() + {AHEAD} * interval '1 microsecond')"
