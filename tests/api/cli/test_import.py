"""`shaodao import` of messages of real years into a house at work: no row is lost."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from api.cli import shaodao
from engine.rehearsal.cast import read_cast, settle
from engine.rehearsal.houses import bring_in
from engine.rehearsal.library import CAST, Library
from engine.settings import Settings
from engine.store.tables import Base, Case, Incident, Place, Post, WorkItem
from engine.wiring import build

ROOT = Path(__file__).parents[3]
MESSAGES = ROOT.parent / "shared" / "data" / "messages"
FILES = (
    "messages-labelled.xlsx",
    pytest.param("messages-with-replies.xlsx", marks=pytest.mark.long),
    pytest.param("messages-with-likes.xlsx", marks=pytest.mark.long),
)
# Danger is looked into before anything is registered.
FIRST_STEPS = {("cm_intake", "intake"), ("cm_called", "duty")}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Give a settled house in which a report can be taken."""
    monkeypatch.setenv("SHAODAO_DATA", str(tmp_path))
    settings, library = Settings(data=tmp_path), Library(ROOT / "workflows")
    cast = read_cast((library.root / CAST).read_text(encoding="utf-8"), CAST)
    with closing(build(settings)) as engine:
        settle(engine.office, cast)
        for key in library.leaf_first(["case_main"]):
            bring_in(engine.office, library, cast, key)
    return settings


@pytest.mark.parametrize("file", FILES)
def test_every_row_of_a_year_becomes_a_case_at_its_start_or_is_named(
    house: Settings, file: str
) -> None:
    told = imported(file)
    assert told["rows"] == told["opened"] + told["skipped"] + told["refused"]
    assert [
        fate for fate in told["fates"] if fate["came"] != "opened" and not fate.get("why")
    ] == []
    assert told["opened"] > 0.9 * told["rows"]
    assert counted(house, Case) == counted(house, WorkItem) == told["opened"]
    assert {step[:2] for step in first_steps(house)} <= FIRST_STEPS
    assert {step[1:] for step in first_steps(house)} <= seats(house)  # somebody's list holds each
    assert counted(house, Incident) == 0
    again = imported(file)
    assert (again["opened"], again["known"]) == (0, told["opened"])
    assert counted(house, Case) == told["opened"]


def imported(file: str) -> Any:
    """Import a file as an operator does; give the report."""
    if not (path := MESSAGES / file).is_file():
        pytest.skip(f"{file} is not here")
    done = CliRunner().invoke(shaodao, ["import", str(path), "--json"])
    assert done.exit_code in {0, 1}, done.output
    return json.loads(done.stdout)


def counted(house: Settings, table: type[Base]) -> int:
    """Count the rows of a table."""
    with closing(build(house)) as engine, engine.office.store.read() as tx:
        return int(tx.execute(select(func.count()).select_from(table)).scalar_one())


def first_steps(house: Settings) -> set[tuple[str, str, str]]:
    """Give the tasks that are open: element, role, and the code of the place."""
    columns = select(WorkItem.element, WorkItem.role, Place.code).distinct()
    with closing(build(house)) as engine, engine.office.store.read() as tx:
        rows = tx.execute(columns.join(Place, Place.path == WorkItem.path)).all()
        return {(element, role, code) for element, role, code in rows}


def seats(house: Settings) -> set[tuple[str, str]]:
    """Give the posts somebody holds: role, and the code of the place."""
    columns = select(Post.role, Place.code).distinct().join(Place, Place.path == Post.path)
    with closing(build(house)) as engine, engine.office.store.read() as tx:
        return {(role, code) for role, code in tx.execute(columns)}
