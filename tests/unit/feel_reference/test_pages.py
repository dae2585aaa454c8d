"""The reference pages of FEEL say what the engine does: every function, limit and example."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.feel import Budget, evaluate, text_of
from engine.feel.builtins import CATALOGUE
from engine.feel.reference import PAGES
from engine.texts import LANGUAGES, catalogue

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
EXAMPLE, GIVES = {"例", "Example"}, {"得", "Gives"}
CODE = re.compile(r"`([^`]*)`")


def page(language: str) -> str:
    return (FOLDER / PAGES.names[language]).read_text(encoding="utf-8")


def cells(line: str) -> list[str]:
    inside = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return [cell.strip().replace(r"\|", "|") for cell in inside]


def examples(language: str) -> Iterator[tuple[str, str]]:
    """Read the pairs of example and result out of every table that has both columns."""
    columns: list[int] = []
    for line in page(language).splitlines():
        row = cells(line) if line.startswith("|") else []
        if not row or EXAMPLE & set(row):
            columns = [row.index(next(iter(set(row) & head))) for head in (EXAMPLE, GIVES) if row]
        elif columns and not set(row[0]) <= set("-"):
            yield from zip(*(CODE.findall(row[column]) for column in columns), strict=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_what_the_code_would_write(language: str) -> None:
    assert page(language) == PAGES.renewed(page(language), language)


@pytest.mark.parametrize(
    ("example", "gives"), sorted({pair for language in LANGUAGES for pair in examples(language)})
)
def test_every_example_gives_what_the_page_says(example: str, gives: str) -> None:
    value, said = (evaluate(text, {}, now=NOW) for text in (example, gives))
    assert text_of([value], Budget()) == text_of([said], Budget())


def test_the_pages_have_examples_of_everything() -> None:
    for language in LANGUAGES:
        shown = dict(examples(language))
        assert len(shown) > len(CATALOGUE) > 80
        assert {one.example for one in CATALOGUE} <= set(shown)


def test_every_function_has_its_purpose_and_no_purpose_is_left_over() -> None:
    names = {f"feel_functions.{one.name.replace(' ', '_')}" for one in CATALOGUE}
    assert names == {key for key in catalogue("zh") if key.startswith("feel_functions.")}


def test_the_pages_are_renewed_where_they_lie(tmp_path: Path) -> None:
    for name in PAGES.names.values():
        old = "# FEEL\n<!-- generated: limits -->\nold\n<!-- /generated -->\nend\n"
        (tmp_path / name).write_text(old, encoding="utf-8")
    PAGES.renew(tmp_path)
    new = (tmp_path / PAGES.names["zh"]).read_text(encoding="utf-8")
    assert "100000" in new
    assert "old" not in new
    assert new.endswith("<!-- /generated -->\nend\n")
