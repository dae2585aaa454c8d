"""The town every test of leaks looks at: one of each role and forty cases, or with `--long` all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from engine.rehearsal.houses import DATABASE
from engine.rehearsal.run import rehearsal
from engine.wiring import Engine, handlers
from tests.leaks.town import Town, one_of_each, people_of, plant

WORKFLOWS = Path(__file__).parents[2] / "workflows"
SHORT, LONG = 40, 1000


@pytest.fixture(scope="session")
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    packs = frozenset({"case_main", "whistle"})
    with rehearsal(WORKFLOWS, handlers) as rehearsed, rehearsed.houses.opened(packs) as house:
        app = create_app(Engine(house.office), tmp_path_factory.mktemp("pages"))
        everybody = people_of(house, rehearsed.houses.cast.people)
        whole = request.config.getoption("--long")
        address = f"sqlite:///{rehearsed.houses.prepared[packs].folder / DATABASE}"
        town = Town(house, app, everybody, address, stride=len(everybody) // 3)
        plant(town, LONG if whole else SHORT)
        if not whole:
            town.people = one_of_each(house, everybody)
        yield town
