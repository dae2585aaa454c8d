"""The schema grows by migrations, and the tables in code are what the migrations make."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from engine.domain.refusals import DatabaseUnreachable, DataFolderTaken, SchemaDiffers
from engine.store.schema import upgrade
from engine.store.store import Store, open_store
from engine.store.tables import Base
from tests.stores import BOTH, Server


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"{server.database}_empty"
    server.create(name)
    yield server.url_of(name)
    server.drop(name)


def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Leave out what SQLite's full-text search keeps for itself, and PostgreSQL's own indexes."""
    return "_search" not in str(name) and not (kind == "index" and str(name).endswith("_grams"))


def tables_of(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_an_empty_database_is_brought_to_this_release(empty_url: str) -> None:
    upgrade(empty_url)
    assert tables_of(empty_url) >= set(Base.metadata.tables)


def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    upgrade(empty_url)
    once = tables_of(empty_url)
    upgrade(empty_url)
    assert tables_of(empty_url) == once
    open_store(empty_url).close()


def test_the_tables_in_code_are_what_the_migrations_make(store: Store) -> None:
    with store.read() as tx:
        context = MigrationContext.configure(tx.connection, opts={"include_object": is_ours})
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_that_was_never_upgraded_is_refused(empty_url: str) -> None:
    with pytest.raises(SchemaDiffers) as refused:
        open_store(empty_url)
    assert refused.value.found == "-"
    assert refused.value.wanted in refused.value.sentence("en")


def test_a_database_of_a_later_release_is_refused(empty_url: str) -> None:
    upgrade(empty_url)
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for start in (open_store, upgrade):
        with pytest.raises(SchemaDiffers, match="9999"):
            start(empty_url)


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "100% 哨到 #1"
    url = f"sqlite:///{folder / 'store.db'}"
    upgrade(url)
    open_store(url).close()
    assert (folder / "store.db").exists()


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nowhere/store.db", "postgresql+psycopg://house:secret@127.0.0.1:1/house"],
)
def test_a_database_that_is_not_there_is_named_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        open_store(url, readonly=True)
    assert "secret" not in refused.value.sentence()
    assert "house" in refused.value.sentence() or "nowhere" in refused.value.sentence()


def test_a_server_that_does_not_answer_is_not_upgraded() -> None:
    with pytest.raises(DatabaseUnreachable):
        upgrade("postgresql+psycopg://house@127.0.0.1:1/house")


def test_a_folder_in_use_is_not_upgraded(sqlite_store: Store, sqlite_url: str) -> None:
    with pytest.raises(DataFolderTaken):
        upgrade(sqlite_url)


def test_a_refused_store_does_not_keep_the_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    with pytest.raises(SchemaDiffers):
        open_store(url)
    upgrade(url)
    open_store(url).close()
