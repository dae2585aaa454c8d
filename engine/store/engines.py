"""How each database is opened, so that "committed" means on disk and no lock is waited for long."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from engine.store.folder import owned

BUSY_SECONDS = 10
DURABLE = "synchronous=FULL"  # acknowledged means on disk, through a power cut too
HASTY = "synchronous=OFF"  # for a house that is thrown away
PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "foreign_keys=ON",
    "cache_size=-16384",  # KiB, for each connection
    "journal_size_limit=67108864",
)
POSTGRES_OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        "timezone=UTC",
        "lock_timeout=3s",
        "statement_timeout=15s",
        "idle_in_transaction_session_timeout=30s",
    )
)
BUSY_ERRORS = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)


@contextmanager
def database(
    url: str, *, connections: int = 1, readonly: bool = False, durable: bool = True
) -> Iterator[Engine]:
    """Open a database for as long as the block lasts; on SQLite as the owner of its folder.

    Raises:
        DataFolderTaken: Another process owns the folder, and this one wants to write.
    """
    address = make_url(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    folder = Path(str(address.database)).parent
    with nullcontext() if readonly or not on_sqlite else owned(folder):
        engine = open_engine(address, connections=connections, readonly=readonly, durable=durable)
        try:
            yield engine
        finally:
            engine.dispose()


def open_engine(
    url: URL, *, connections: int, readonly: bool = False, durable: bool = True
) -> Engine:
    """Open the database behind a URL with the settings its promises need."""
    if url.get_backend_name() == "sqlite":
        return open_sqlite(url, connections=connections, readonly=readonly, durable=durable)
    return create_engine(
        url,
        pool_size=connections,
        pool_pre_ping=True,
        connect_args={"options": POSTGRES_OPTIONS},
        hide_parameters=True,  # an error in a log names no person
    )


def open_sqlite(url: URL, *, connections: int, readonly: bool, durable: bool) -> Engine:
    """Open SQLite with transactions that take the write lock when they begin."""
    address = f"file:{quote(str(url.database))}{'?mode=ro' if readonly else ''}"
    engine = create_engine(
        url.set(database=address, query={"uri": "true"}),
        pool_size=connections,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    pragmas = (*(PRAGMAS[1:] if readonly else PRAGMAS), DURABLE if durable else HASTY)

    @event.listens_for(engine, "connect")
    def settle(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN is a deferred one: reading first and writing later then fails
        # with "database is locked" whatever the time-out, for 97 of 100 writers measured.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = readonly or connection.get_execution_options().get("reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def is_busy(error: DBAPIError) -> bool:
    """Tell whether somebody else held a lock for too long, so that trying again may help."""
    cause: Any = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(cause, BUSY_ERRORS)
