"""What only the store's own tests need."""

from collections.abc import Iterator

import pytest

from engine.store.store import Store, open_store
from tests.stores import Server


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: Server) -> Iterator[Store]:
    """Give one PostgreSQL store that tests only read from."""
    name = postgres_server.new_database()
    store = open_store(postgres_server.url_of(name))
    yield store
    store.close()
    postgres_server.drop(name)
