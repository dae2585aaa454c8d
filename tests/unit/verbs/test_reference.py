"""The reference pages of the verbs say what the verbs say of themselves, and it is so."""

import re
from pathlib import Path

import pytest

from engine.feel import evaluate
from engine.verbs import VERBS
from engine.verbs.reference import PAGES, renew, renewed
from tests.unit.verbs.desk import desk

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
BLOCK = re.compile(r"```\n(.+?)```", re.DOTALL)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_as_the_verbs_describe_themselves(language: str) -> None:
    page = (FOLDER / PAGES[language]).read_text(encoding="utf-8")
    assert renewed(page, language) == page
    assert [name for name in VERBS if f"### `{name}`" not in page] == []


def test_a_page_that_is_out_of_date_is_renewed(tmp_path: Path) -> None:
    for name in PAGES.values():
        stale = (FOLDER / name).read_text(encoding="utf-8").replace("### `notify`", "### `tell`")
        (tmp_path / name).write_text(stale, encoding="utf-8")
    renew(tmp_path)
    for name in PAGES.values():
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("language", PAGES)
def test_the_example_sets_the_clocks_it_names(language: str) -> None:
    (shown,) = BLOCK.findall((FOLDER / PAGES[language]).read_text(encoding="utf-8"))
    inputs = {
        name: evaluate(text, {})
        for name, _, text in (line.partition(" = ") for line in shown.splitlines())
    }
    reader = desk()
    reader.ask("set_clocks", inputs)
    sign, handle = reader.clocks
    assert (sign.key, handle.key, handle.caps[0].outer) == (
        "sign_due", "handle_due", "upstream_due",
    )  # fmt: skip
