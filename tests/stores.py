"""Fresh stores for tests: a file of their own, or a PostgreSQL database of their own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from engine.store.schema import upgrade
from engine.store.store import Store, open_store
from engine.store.tables import Base

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "store.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server(postgres_address: str) -> Iterator["Server"]:
    server = Server(postgres_address)
    yield server
    server.close()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    copy = tmp_path / "data" / "store.db"
    copy.parent.mkdir()
    shutil.copy(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def postgres_url(postgres_server: "Server") -> str:
    postgres_server.clean()
    return postgres_server.url_of(postgres_server.database)


@pytest.fixture(params=BOTH)
def store_url(request: pytest.FixtureRequest) -> str:
    """Give an upgraded database: on SQLite, then on PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Give an open, empty store: on SQLite, then on PostgreSQL."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    opened = open_store(postgres_url)
    yield opened
    opened.close()


class Server:
    """A PostgreSQL server with one upgraded database for the tests of this process.

    It is emptied between tests: making and dropping databases makes the server write a
    checkpoint each time, which takes seconds on a busy machine.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.database = f"shaodao_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}"
        self.admin: Engine = create_engine(url, isolation_level="AUTOCOMMIT")
        self.create(self.database)
        upgrade(self.url_of(self.database))
        self.cleaner = create_engine(self.url_of(self.database))

    def url_of(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def create(self, name: str) -> None:
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def clean(self) -> None:
        with self.cleaner.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in Base.metadata.tables.values():
                if table.name != "mark":
                    connection.execute(table.delete())
            connection.execute(text("UPDATE mark SET kind = 'live', ahead = 0"))

    def close(self) -> None:
        self.cleaner.dispose()
        self.drop(self.database)
        self.admin.dispose()

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))
