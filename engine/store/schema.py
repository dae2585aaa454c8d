"""The schema grows by migrations only; this is how they are run and checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from engine.domain.refusals import DatabaseUnreachable, SchemaDiffers
from engine.store.engines import database

MIGRATIONS = Path(__file__).parent / "migrations"
# Two processes that upgrade at once take turns, however long that takes; nobody who is at work
# waits for a migration longer than for anything else.
TAKE_TURNS = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL lock_timeout = 0",
    "SELECT pg_advisory_xact_lock(20261120)",
    "SET LOCAL lock_timeout = '3s'",
)


def upgrade(url: str) -> None:
    """Bring a database, empty or of an earlier release, to this release's schema.

    Raises:
        DatabaseUnreachable: Nothing answers there.
        DataFolderTaken: Another process owns the folder of the SQLite file.
        SchemaDiffers: The database belongs to a later release.
    """
    with database(url) as engine, telling_unreachable(engine), engine.begin() as connection:
        run(connection)


def run(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction."""
    if connection.dialect.name == "postgresql":
        for order in TAKE_TURNS:
            connection.execute(text(order))
    config = configuration()
    scripts = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection).get_current_revision()
    if found not in {None, *(script.revision for script in scripts.walk_revisions())}:
        raise SchemaDiffers(found=str(found), wanted=str(scripts.get_current_head()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check(engine: Engine) -> None:
    """Make sure the database has this release's schema.

    Raises:
        DatabaseUnreachable: Nothing answers there.
        SchemaDiffers: It has another one, or none.
    """
    wanted = ScriptDirectory.from_config(configuration()).get_current_head()
    reading = engine.execution_options(reads=True)
    with telling_unreachable(engine), reading.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        raise SchemaDiffers(found=found or "-", wanted=wanted or "-")


@contextmanager
def telling_unreachable(engine: Engine) -> Iterator[None]:
    """Turn a database that does not answer into the refusal that says so."""
    try:
        yield
    except OperationalError as error:
        address = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnreachable(address=address) from error


def configuration() -> Config:
    """Point Alembic at the migrations; there is no file of its own to keep."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
