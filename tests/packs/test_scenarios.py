"""Every sentence a shipped policy is said to prove holds, and nothing is drawn in vain."""

from pathlib import Path

import pytest

from engine.rehearsal.scenario import read_scenario
from tests.packs.conftest import WORKFLOWS, Verdicts

SCENARIOS = sorted(WORKFLOWS.glob("*/scenarios/*.yaml"))
PACKS = sorted(path.parent.name for path in WORKFLOWS.glob("*/pack.toml"))


def shown(file: Path) -> str:
    return file.relative_to(WORKFLOWS).as_posix()


@pytest.mark.parametrize("file", SCENARIOS, ids=shown)
def test_a_shipped_scenario_holds(file: Path, verdicts: Verdicts) -> None:
    verdict = verdicts[file]
    assert [
        (m.step.line, f"{m.at:%m-%d %H:%M}", m.finding.sentence()) for m in verdict.missed
    ] == []
    assert verdict.refusal is None


@pytest.mark.parametrize("key", PACKS)
def test_every_element_of_every_pack_is_visited(key: str, verdicts: Verdicts) -> None:
    played = [verdicts[file] for file in SCENARIOS]
    never = verdicts.rehearsed.never_passed(key, played)
    assert [f"{each.file}: {each.element}" for each in never] == []


def test_no_two_scenarios_have_the_same_sentence() -> None:
    read = [read_scenario(file.read_text(encoding="utf-8"), shown(file)) for file in SCENARIOS]
    names = [scenario.name for scenario in read]
    assert len(set(names)) == len(names)
