"""A client of the real application, as every test of the doors uses it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from engine.store.store import Store
from engine.wiring import Engine, build_on


@pytest.fixture
def engine(sqlite_store: Store) -> Engine:
    return build_on(sqlite_store)


@pytest.fixture
def client(engine: Engine, tmp_path: Path) -> FlaskClient:
    """Give a client of an application whose pages are not built."""
    return create_app(engine, tmp_path).test_client()
