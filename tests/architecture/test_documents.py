"""What is written for people holds: links lead somewhere, decisions stay short, both languages."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from api.cli import shaodao
from engine.settings import Settings

ROOT = Path(__file__).parents[2]
ADR = ROOT / "docs" / "adr"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# In a block or between back-ticks; what is written small and without dots is a command's name.
WRITTEN = re.compile(r"(?:^|`)(?:python3 run\.py )?shaodao ([^`\n]+)", re.MULTILINE)
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


def strangers(line: str) -> Iterator[str]:
    """Give what a written command line names that the command line does not have."""
    words = line.split()
    command: click.Command = shaodao
    while words and isinstance(command, click.Group):
        word = words.pop(0)
        if word in {"--language", "…"}:
            words = words[1:] if word == "--language" else []
        elif word not in command.commands:
            yield word
            return
        else:
            command = command.commands[word]
    known = {option for each in command.params for option in each.opts}
    yield from (word for word in words if word.startswith("--") and word not in known)


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_command_that_is_named_exists(path: Path) -> None:
    lines = WRITTEN.findall(path.read_text(encoding="utf-8"))
    assert [(line, found) for line in lines for found in strangers(line)] == []


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert list(strangers("db upgrade")) == ["db"]
    assert list(strangers("policy deploy FOLDER --now")) == ["--now"]
    assert list(strangers("--language en audit verify --json")) == []
