"""The settled district every test of a command stands on, on both databases."""

import pytest

from engine.store.store import Store
from tests.commands.ground import LADDER, Ground, settle


@pytest.fixture
def ground(store: Store) -> Ground:
    """Give a settled district with the ladder in use."""
    ground = settle(store)
    ground.use(LADDER)
    return ground
