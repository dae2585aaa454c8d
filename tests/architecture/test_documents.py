"""What is written for people holds: links lead somewhere, decisions stay short, both languages."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from engine.settings import Settings

ROOT = Path(__file__).parents[2]
ADR = ROOT / "docs" / "adr"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if not re.match(r"\w+:", link)]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_decisions_have_their_own_numbers_and_stay_short() -> None:
    records = sorted(ADR.glob("*.md"))
    numbers = [path.name[:4] for path in records]
    assert len(set(numbers)) == len(numbers)
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), path.name
        assert text.count("\n") <= 40, path.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d · Status: \w+", text, re.MULTILINE), path.name
        parts = re.findall(r"^## (\w+)", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], path.name


def test_the_first_page_speaks_both_languages_and_names_both_commands() -> None:
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "python3 run.py " in text
        assert "python3 run.py test" in text


@pytest.mark.parametrize("name", ["settings.md", "settings.zh.md"])
def test_every_setting_is_in_the_guide_with_its_default(name: str) -> None:
    text = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    written = dict(re.findall(r"^\| `(SHAODAO_\w+)` \| `?([^|`]*?)`? \|", text, re.MULTILINE))
    empty = "空" if ".zh." in name else "empty"
    real = {f"SHAODAO_{each.name.upper()}": str(each.default) or empty for each in fields(Settings)}
    assert written == {**real, "SHAODAO_CONFIG": empty}
