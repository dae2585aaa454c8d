"""Towns for the golden stories: the shipped policies in force, the invented district at work."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from engine.rehearsal.cast import read_cast
from engine.rehearsal.houses import Houses
from engine.rehearsal.library import CAST, Library
from engine.wiring import handlers
from tests.api.golden.town import Town, opened

WORKFLOWS = Path(__file__).parents[3] / "workflows"
POLICIES = frozenset({"case_main", "whistle"})
TownAt = Callable[..., Town]


@pytest.fixture(scope="session")
def houses() -> Iterator[Houses]:
    cast = read_cast((WORKFLOWS / CAST).read_text(encoding="utf-8"), CAST)
    houses = Houses(Library(WORKFLOWS), cast, handlers)
    yield houses
    houses.close()


@pytest.fixture
def town_at(houses: Houses) -> Iterator[TownAt]:
    """Open a fresh town at a moment to the people of a story."""
    with ExitStack() as stack:

        def begin(moment: str, *names: str) -> Town:
            house = stack.enter_context(houses.opened(POLICIES))
            at = datetime.fromisoformat(moment).replace(tzinfo=house.now.tzinfo)
            house.driver.go(at)
            return stack.enter_context(opened(house, names))

        yield begin
