"""A client of the real application, as every test of the doors uses it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """Give a client of an application whose pages are not built."""
    return create_app(tmp_path).test_client()
