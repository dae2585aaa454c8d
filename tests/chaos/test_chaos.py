"""Whatever line a process dies on, nothing anybody was told is lost, and nothing happens twice."""

import pytest

from tests.chaos.modes import endure

FEW, MANY = 12, 200


@pytest.mark.parametrize("kills", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_an_embedded_house_killed_anywhere_loses_and_doubles_nothing(
    sqlite_url: str, kills: int
) -> None:
    found = endure("embedded", sqlite_url, kills=kills, seed=1)
    assert found.is_clean, found
    assert found.kills >= kills
    assert found.chains > 0


@pytest.mark.postgres
@pytest.mark.parametrize("kills", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_two_houses_on_postgresql_killed_anywhere_lose_and_double_nothing(
    postgres_url: str, kills: int
) -> None:
    found = endure("plain", postgres_url, kills=kills, seed=2)
    assert found.is_clean, found
    assert found.kills >= kills
    assert found.chains > 0
