"""Statements built once are compiled once: each has a key SQLAlchemy can cache it by."""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy.sql.base import Executable

import engine.jobs
import engine.queries
import engine.store

ROOMS = (engine.store, engine.jobs, engine.queries)


def statements() -> Iterator[tuple[str, Executable]]:
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "migrations" not in module.name:
                members = vars(importlib.import_module(module.name)).items()
                found = ((name, it) for name, it in members if isinstance(it, Executable))
                yield from ((f"{module.name}.{name}", it) for name, it in found)


def test_a_statement_is_compiled_once() -> None:
    found = list(statements())
    assert len(found) > 40
    assert [name for name, it in found if it._generate_cache_key() is None] == []
