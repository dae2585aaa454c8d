"""Every sentence a page asks for exists, and every sentence of the pages is asked for."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("pages", "desk", "resident")
VIEWER = ROOT / "web/node_modules/@bpmn-io/form-js-viewer/dist/index.es.js"
SENT_BY_THE_SERVER = {"not_built"}
# Said by the code of a relation, of a way to be reached or of a file, as the house gives it.
SAID_BY_CODE = ("link_", "contact_", "file_")
SOURCES = (".html", ".ts", ".tsx", ".vue")


def room(name: str, language: str = "zh") -> dict[str, str]:
    text = (ROOT / f"engine/texts/{language}/{name}.json").read_text(encoding="utf-8")
    said: dict[str, str] = json.loads(text)
    return said


KEYS = {key for name in (*ROOMS, "form_viewer", "words") for key in room(name)}


def page_sources() -> str:
    paths = (
        path
        for path in (ROOT / "web").rglob("*")
        if path.suffix in SOURCES and "node_modules" not in path.parts
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_sentence_a_page_asks_for_exists() -> None:
    asked = set(re.findall(r"data-say[a-z-]*=\"(\w+)\"", page_sources()))
    asked |= set(re.findall(r"\bsay\('(\w+)'", page_sources()))
    assert asked - KEYS == set()


def test_every_sentence_of_the_pages_is_asked_for() -> None:
    words = set(re.findall(r"\w+", page_sources()))
    unasked = {key for name in ROOMS for key in room(name)} - words - SENT_BY_THE_SERVER
    assert {key for key in unasked if not key.startswith(SAID_BY_CODE)} == set()


@pytest.mark.browser  # needs the libraries of the pages
def test_every_sentence_of_the_form_viewer_is_said_in_chinese() -> None:
    code = VIEWER.read_text(encoding="utf-8")
    asked = re.findall(r"\btranslate\((?:'([^'\n]*)'|\"([^\"\n]*)\")", code)
    documented = {"HELLO {you}"}  # stands in a comment
    assert {one or other for one, other in asked} - documented - set(
        room("form_viewer", "en").values()
    ) == set()


def test_no_page_holds_chinese_words_of_its_own() -> None:
    title = "<title>哨到</title>"  # shown until the page's own script speaks
    assert re.findall(r"[一-鿿]+", page_sources().replace(title, "")) == []
