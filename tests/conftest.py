"""What every test may ask for: the long form, and services that are there or said to be absent."""

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

# Made by `run.py`, as are the pages the browser looks at.
PAGES = Path(__file__).parents[1] / "api" / "static" / "docs" / "index.html"
pytest_plugins = ["tests.stores"]
# Tests count steps; how long one takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SERVICES = {
    "postgres": ("SHAODAO_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/test"),
    "rabbitmq": ("SHAODAO_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672"),
    "redis": ("SHAODAO_TEST_REDIS", "redis://127.0.0.1:6379/0"),
}


def service_url(name: str) -> str:
    """Give the address of a service the tests may use."""
    variable, default = SERVICES[name]
    return os.environ.get(variable, default)


@pytest.fixture(scope="session")
def postgres_address() -> str:
    """Give the address of the PostgreSQL server the tests may use."""
    return service_url("postgres")


def is_up(name: str) -> bool:
    if name == "browser":
        return browser_path() is not None and PAGES.exists()
    address = urlsplit(service_url(name))
    try:
        socket.create_connection((address.hostname, address.port), timeout=1).close()
    except OSError:
        return False
    return True


def browser_path() -> str | None:
    """Give the path of the Chromium the tests drive, or None."""
    return shutil.which(os.environ.get("SHAODAO_TEST_BROWSER", "chromium"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the long forms")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        skip_marked(items, "long", "the long form runs with --long")
    if os.environ.get("CI") == "true":
        return  # there a missing service is a failure, not a skip
    for name in (*SERVICES, "browser"):
        if any(name in item.keywords for item in items) and not is_up(name):
            skip_marked(items, name, f"no {name} here")


def skip_marked(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if marker in item.keywords:
            item.add_marker(pytest.mark.skip(reason=reason))
