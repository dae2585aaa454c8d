from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copytree

import pytest

from engine.domain.refusals import OutlineInvalid, ScenarioInvalid
from engine.rehearsal.demo.player import filled
from engine.rehearsal.demo.stories import Told, read_demo

DEMO = Path(__file__).parents[3] / "workflows" / "demo"
NOON = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the demonstration's files, to be spoilt."""
    return copytree(DEMO, tmp_path / "demo")


def rules(folder: Path, name: str, before: str, after: str) -> set[str]:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ScenarioInvalid) as invalid:
        read_demo(folder)
    assert all(each.file == name and each.line for each in invalid.value.errors)
    assert all(each.sentence("zh") and each.sentence("en") for each in invalid.value.errors)
    return {each.rule.removeprefix("rehearsal.") for each in invalid.value.errors}


@pytest.mark.parametrize(
    ("name", "before", "after", "rule"),
    [
        ("stories.yaml", "after: 25 分钟", "after: soon", "not_length"),
        ("stories.yaml", "{after: 25 分钟, do: cm_intake", "{do: cm_intake", "key_missing"),
        ("stories.yaml", "do: hl_sign", "doo: hl_sign", "unknown_key"),
        ("stories.yaml", "刚反映，还没有登记: []", "刚反映，还没有登记: later", "not_tables"),
        ("reports.yaml", "kind: case_main\n", "", "key_missing"),
        ("reports.yaml", "story: 刚反映，还没有登记", "story: 别的", "unknown_story"),
        ("reports.yaml", "days_ago: 0, ", "", "key_missing"),
        ("reports.yaml", "contact: reachable", "contact: by pigeon", "not_voice"),
        ("district.yaml", "level: district", "rank: district", "unknown_key"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_its_line(
    folder: Path, name: str, before: str, after: str, rule: str
) -> None:
    assert rule in rules(folder, name, before, after)


def test_an_outline_that_is_none_is_refused_before_anything_is_settled(folder: Path) -> None:
    (folder / "grids.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(OutlineInvalid):
        read_demo(folder)


def test_every_story_is_told_by_somebody() -> None:
    demo = read_demo(DEMO)
    assert {told.given["story"] for told in demo.reports} == set(demo.stories)


def test_a_report_was_made_so_many_days_before() -> None:
    told = Told({"days_ago": 3, "time": "09:40"})
    assert told.at(NOON) == datetime(2026, 11, 17, 9, 40, tzinfo=NOON.tzinfo)


def test_answers_take_what_the_report_says() -> None:
    given = {"summary": "灯坏了", "unit": "XF"}
    answers = {"a": "{summary}", "b": ["{unit}", "{other}"], "c": {"d": 1}}
    assert filled(answers, given) == {"a": "灯坏了", "b": ["XF", "{other}"], "c": {"d": 1}}
