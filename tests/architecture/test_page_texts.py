"""Every sentence a page asks for exists, and every sentence of the pages is asked for."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEYS = set(json.loads((ROOT / "engine/texts/zh/pages.json").read_text(encoding="utf-8")))
SENT_BY_THE_SERVER = {"not_built"}


def page_sources(*suffixes: str) -> str:
    paths = (
        path
        for path in (ROOT / "web").rglob("*")
        if path.suffix in suffixes and "node_modules" not in path.parts
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_sentence_a_page_asks_for_exists() -> None:
    asked = set(re.findall(r'data-say[a-z-]*="(\w+)"', page_sources(".html")))
    asked |= set(re.findall(r"\bsay\('(\w+)'", page_sources(".ts")))
    assert asked - KEYS == set()


def test_every_sentence_of_the_pages_is_asked_for() -> None:
    words = set(re.findall(r"\w+", page_sources(".html", ".ts")))
    assert KEYS - words - SENT_BY_THE_SERVER == set()


def test_no_page_holds_chinese_words_of_its_own() -> None:
    title = "<title>哨到</title>"  # shown until the page's own script speaks
    assert re.findall(r"[一-鿿]+", page_sources(".html", ".ts").replace(title, "")) == []
