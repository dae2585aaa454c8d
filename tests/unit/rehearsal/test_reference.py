"""The reference of scenarios names every key there is, and its examples can be read."""

import re
from pathlib import Path

import pytest

from engine.rehearsal import cast
from engine.rehearsal.scenario import ACTIONS, EXPECT, FILE, STEP, read_scenario

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
PAGES = ("scenarios.md", "scenarios.zh.md")
BLOCK = re.compile(r"```yaml\n(.+?)```", re.DOTALL)
ROW = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)
OF_CAST = {*cast.FILE, *cast.PLACE, *cast.ROLE}


@pytest.mark.parametrize("name", PAGES)
def test_every_key_is_in_the_reference_and_no_other(name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    rows = {key for row in ROW.findall(page) for key in re.findall(r"`(\w+)`", row)}
    of_actions = {key for own in ACTIONS.values() for key in own}
    assert rows == {*FILE, *STEP, *ACTIONS, *of_actions, *EXPECT}
    assert {key for key in OF_CAST if f"`{key}`" not in page} == set()


@pytest.mark.parametrize("name", PAGES)
def test_the_example_is_a_scenario(name: str) -> None:
    (example,) = BLOCK.findall((FOLDER / name).read_text(encoding="utf-8"))
    scenario = read_scenario(example, name)
    assert [step.action for step in scenario.steps] == ["report", "do", "do", "do", "do", "", ""]
