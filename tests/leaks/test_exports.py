"""What leaves the house as a file tells of every case, and of nobody who reported one."""

from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import shaodao
from tests.leaks.doors import unpacked
from tests.leaks.town import INTAKE, MARKS, Town

# Each file with something it must say, so that what is not found in it is truly not there.
FILES = [
    ("cases", "xlsx", INTAKE["summary"]),
    ("cases", "csv", INTAKE["summary"]),
    ("events", "xes", "complete_task"),
    ("events", "ocel2", "open_case"),
    ("events", "csv", "complete_task"),
]


@pytest.fixture(params=FILES, ids=lambda file: "-".join(file[:2]))
def exported(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    """Give the text of a file, which tells of every case of the town."""
    what, form, said = request.param
    monkeypatch.setenv("SHAODAO_DATABASE", town.address)
    out = tmp_path / "out"
    done = CliRunner().invoke(shaodao, ["export", what, "--format", form, "--out", str(out)])
    assert done.exit_code == 0, done.output
    text = written(out.read_bytes())
    assert said in text
    return text


def written(data: bytes) -> str:
    """Give the text of a file; a workbook is packed, and spells Chinese as numbers."""
    if data.startswith(b"PK"):
        return unescape("\n".join(part.decode() for part in unpacked(data)))
    return data.decode()


def test_every_case_leaves_the_house(town: Town, exported: str) -> None:
    assert [case.number for case in town.planted if case.number not in exported] == []


@pytest.mark.parametrize("kind", MARKS)
def test_no_file_tells_who_reported_nor_what_they_said(exported: str, kind: str) -> None:
    assert MARKS[kind].findall(exported) == []
