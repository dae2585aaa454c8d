"""A small library of packs with its cast, in which scenarios are played."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from engine.rehearsal.run import Rehearsal, Verdict, rehearsal
from engine.wiring import handlers
from tests.commands.drawn import ASKING, PLAIN, commanded, pack, work
from tests.unit.bpmn.drawing import diagram, end, lanes, path, start

LADDER = Path(__file__).parents[2] / "commands" / "packs" / "ladder"
CAST = """
places:
  YL: {name: 云麓区, level: district}
  QH: {name: 青禾街道, level: street, under: YL}
  QH-01: {name: 桂花社区, level: community, under: QH}
  QH-01-03: {name: 桂花三格, level: grid, under: QH-01}
  YC: {name: 映川街道, level: street, under: YL}
roles:
  handler: {name: 承办人}
  leader: {name: 承办负责人, actions: [deploy_policy]}
people:
  段青: [leader@QH, handler@QH]
  何敏: [handler@QH-01]
  林晓: [handler@QH-01-03]
  秦岳: [leader@YC]
"""
# A case at the grid, reported on a Monday at ten past nine.
REPORTED = """
name: 网格报一件事
proves: 1
start: 2026-11-23 09:10
steps:
  - {report: ladder, as: q1, by: 林晓, place: QH-01-03, words: 路灯不亮}
"""
RATED = diagram(
    lanes({"reporter": ["s", "rate", "e"]}), start(), work("rate"), end(), path("s", "rate", "e")
)
# What who reported does without an account: a command, and a task.
PUBLIC = (
    pack("withdrawing", commanded("reporter"), ASKING, PLAIN),
    pack("rating", RATED, PLAIN),
)
Play = Callable[..., Verdict]
NUMBERS = count()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a library with the ladder."""
    root = tmp_path_factory.mktemp("library")
    copytree(LADDER, root / "ladder")
    (root / "ladder" / "scenarios").mkdir()
    (root / "cast.yaml").write_text(CAST, encoding="utf-8")
    for drawn in (pack("asking", commanded("leader@street"), ASKING, PLAIN), *PUBLIC):
        for name, data in drawn.files.items():
            file = root / drawn.name / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return root


@pytest.fixture(scope="session")
def rehearsed(library: Path) -> Iterator[Rehearsal]:
    """Give the library, open for rehearsals."""
    with rehearsal(library, handlers) as opened:
        yield opened


@pytest.fixture
def play(rehearsed: Rehearsal) -> Play:
    """Give what plays a scenario that is written in a test."""

    def played(text: str, name: str | None = None) -> Verdict:
        file = rehearsed.library.root / "ladder/scenarios" / f"{name or f's{next(NUMBERS)}'}.yaml"
        file.write_text(text, encoding="utf-8")
        return rehearsed.run(file)

    return played


@pytest.fixture
def goes_on(play: Play) -> Play:
    """Give what plays more steps after the report, one line a step."""

    def played(*steps: str) -> Verdict:
        return play(REPORTED + "".join(f"  - {step}\n" for step in steps))

    return played


def sentences(verdict: Verdict) -> list[str]:
    """Give what was wrong, in words."""
    refusal = verdict.refusal
    findings = refusal.findings if refusal else [each.finding for each in verdict.missed]
    return [finding.sentence() for finding in findings]


def rules(verdict: Verdict) -> list[str]:
    """Give what was wrong, by the names of the rules."""
    refusal = verdict.refusal
    findings = refusal.findings if refusal else [each.finding for each in verdict.missed]
    return [finding.rule.removeprefix("rehearsal.") for finding in findings]
