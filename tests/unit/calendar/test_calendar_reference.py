"""The reference pages of the calendar say what the calendar does, in both languages."""

import json
import re
from pathlib import Path

import pytest

from engine.bpmn.host_functions import DECLARED
from engine.domain.calendar import Unit, published_years, read_seasons, read_year
from engine.texts import say
from tests.unit.calendar.moments import due

REFERENCE = Path(__file__).parents[3] / "docs/reference"
PAGES = {"zh": REFERENCE / "calendar.zh.md", "en": REFERENCE / "calendar.md"}
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
ROW = re.compile(rf"^\| ({MOMENT}) \| (\d+ [^|]+?) \| ({MOMENT}) \|", re.MULTILINE)
BLOCK = re.compile(r"```json\n(.+?)```", re.DOTALL)


def rows(language: str) -> list[tuple[str, str, str]]:
    return ROW.findall(PAGES[language].read_text(encoding="utf-8"))


@pytest.mark.parametrize(("start", "text", "end"), rows("zh") + rows("en"))
def test_every_example_is_true(start: str, text: str, end: str) -> None:
    assert due(start, text) == end


def test_both_pages_show_the_same_examples() -> None:
    assert len(rows("zh")) >= 12
    assert [(start, end) for start, _, end in rows("zh")] == [
        (start, end) for start, _, end in rows("en")
    ]


@pytest.mark.parametrize("language", PAGES)
def test_every_unit_a_policy_may_use_is_explained(language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    granted = [unit for unit in Unit if not unit.value.endswith("second")]
    assert [unit for unit in granted if unit.sentence(language) not in page] == []


@pytest.mark.parametrize("language", PAGES)
def test_every_function_is_listed_with_its_purpose(language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    for declared in DECLARED:
        name, purpose = (f"host_functions.{declared.key}{end}" for end in ("", "_purpose"))
        assert f"`{say(name, language=language)}`" in page
        assert f"| {say(purpose, language=language)} |" in page


@pytest.mark.parametrize("language", PAGES)
def test_the_forms_shown_can_be_read(language: str) -> None:
    hours, years = map(json.loads, BLOCK.findall(PAGES[language].read_text(encoding="utf-8")))
    assert len(read_seasons(hours["hours"]).hours) == 2
    shown = read_year(2026, years["2026"])
    assert shown.off < published_years()[-1].off
    assert shown.on < published_years()[-1].on
