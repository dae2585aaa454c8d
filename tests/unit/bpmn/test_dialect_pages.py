"""The pages of the dialect say what the engine takes, refuses and asks for."""

import re
from pathlib import Path

import pytest

from engine.bpmn.build import KINDS
from engine.bpmn.lint.elements import REFUSED, REFUSED_EVENTS
from engine.texts import LANGUAGES
from tools.dialect_reference import PAGES, codes

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
PROPERTY = re.compile(r'"(shaodao:[\w-]+)"')
ROOM = Path(__file__).parents[3] / "engine" / "bpmn"


def page(language: str) -> str:
    return (FOLDER / PAGES.names[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_what_the_code_would_write(language: str) -> None:
    assert page(language) == PAGES.renewed(page(language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_room_is_on_the_page_once(language: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", page(language), re.MULTILINE)
    assert [code for code in codes() if rows.count(code) != 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_is_on_the_page_whether_it_is_taken_or_refused(language: str) -> None:
    wanted = {*KINDS, *REFUSED, *REFUSED_EVENTS}
    assert [kind for kind in sorted(wanted) if f"`{kind}`" not in page(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_the_room_reads_is_on_the_page(language: str) -> None:
    read = {found for path in ROOM.rglob("*.py") for found in PROPERTY.findall(path.read_text())}
    assert read
    assert [name for name in sorted(read) if f"`{name}`" not in page(language)] == []
