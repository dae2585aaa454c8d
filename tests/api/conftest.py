"""Clients of the real application on a real engine, as every test of the doors uses them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from engine.commands.sign_in import sign_in
from engine.store.store import Store
from engine.store.vault import Vault
from engine.wiring import Engine, build_on
from tests.commands.ground import LADDER, SEALS, Ground, settle

Ask = Callable[..., TestResponse]


@pytest.fixture
def engine(sqlite_store: Store, tmp_path: Path) -> Engine:
    engine = build_on(sqlite_store, SEALS)
    engine.office.vault = Vault(tmp_path / "attachments")
    return engine


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Flask:
    """Give the application, whose pages are not built."""
    return create_app(engine, tmp_path)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def ground(engine: Engine) -> Ground:
    """Give a settled district with the ladder in use."""
    settle(engine.office.store)
    ground = Ground(engine.office)
    ground.use(LADDER)
    return ground


@pytest.fixture
def ask(client: FlaskClient, ground: Ground) -> Ask:
    """Ask as somebody of the district: `ask("wang", "GET", "/api/v1/tasks")`."""
    tokens: dict[str, str] = {}

    def ask(username: str, method: str, path: str, **more: Any) -> TestResponse:
        if username not in tokens:
            person = ground.person(username)
            tokens[username] = sign_in(ground.office, person=person, lasting=timedelta(hours=1))
        headers = {"Authorization": f"Bearer {tokens[username]}", **more.pop("headers", {})}
        return client.open(path, method=method, headers=headers, **more)

    return ask
