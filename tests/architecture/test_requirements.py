"""What is installed is locked, hashed, in step with pyproject.toml, and has a reason."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
SETS = {
    "base": (),
    "scaled": ("scaled",),
    "pages": ("pages",),
    "dev": ("scaled", "pages", "dev"),
}


def wanted(extras: tuple[str, ...]) -> set[str]:
    project = tomllib.loads(PYPROJECT)["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in extras for line in optional[extra])]
    return {plain(re.split(r"[\[<>=!~ ;]", line)[0]) for line in lines}


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", ""))
    return {
        plain(entry.split("==")[0]): entry
        for entry in entries
        if "==" in entry.splitlines()[0] and not entry.startswith("#")
    }


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


@pytest.mark.parametrize("name", SETS)
def test_every_dependency_is_locked(name: str) -> None:
    assert wanted(SETS[name]) - set(locked(name)) == set()


@pytest.mark.parametrize("name", SETS)
def test_every_locked_library_has_a_hash(name: str) -> None:
    assert [each for each, entry in locked(name).items() if "--hash=sha256:" not in entry] == []


def test_every_set_locks_the_same_versions_as_dev() -> None:
    dev = locked("dev")
    for name in SETS:
        assert {each: dev.get(each) for each in locked(name)} == locked(name)


def test_every_dependency_has_its_reason_on_the_line_above() -> None:
    lines = PYPROJECT.partition("[tool.")[0].splitlines()
    requirement = re.compile(r'\s+"[A-Za-z].*",')
    without = [
        line.strip()
        for before, line in pairwise(lines)
        if requirement.fullmatch(line) and not before.strip().startswith("# ")
    ]
    assert without == []
