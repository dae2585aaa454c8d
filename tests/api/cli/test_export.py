"""Cases and events leave the house as files other tools read; who reported stays at home."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import update

from api.cli import shaodao
from engine.store import tables
from engine.store.store import open_store
from tests.commands.ground import LADDER, settle

WORDS = "楼上王奶奶家空调滴水"


@pytest.fixture
def house(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the numbers of two cases; the first was sent up, and its summary is a trap."""
    monkeypatch.setenv("SHAODAO_DATABASE", sqlite_url)
    with closing(open_store(sqlite_url)) as store:
        ground = settle(store)
        ground.use(LADDER)
        one, other = (ground.report(words=WORDS) for _ in range(2))
        ground.complete(one.opened[0]["id"], "wang", next="report_up", note=WORDS)
        trap = {"summary": "=HYPERLINK(1)", "category": "噪音/邻里"}
        with ground.office.store.write() as tx:
            first = update(tables.Case).where(tables.Case.number == one.number)
            tx.execute(first.values(**trap))
        yield [one.number, other.number]


def exported(tmp_path: Path, *wanted: str) -> bytes:
    out = tmp_path / "out"
    done = CliRunner().invoke(shaodao, ["export", *wanted, "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out.read_bytes()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_cases_are_written_as_an_order_sheet(house: list[str], tmp_path: Path) -> None:
    rows = rows_of(exported(tmp_path, "cases", "--format", "csv"))
    assert [row["工单编号"] for row in rows] == house
    assert rows[0]["问题分类"] == "噪音->邻里"
    assert (rows[0]["被反映街乡镇"], rows[0]["村/社区"]) == ("山河街道", "兴华社区")
    assert (rows[0]["小区点位"], rows[0]["工单状态"]) == ("第三网格", "办理中")


def test_a_workbook_holds_the_same_rows(house: list[str], tmp_path: Path) -> None:
    book = load_workbook(BytesIO(exported(tmp_path, "cases", "--format", "xlsx")))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert head[0] == "工单编号"
    assert [row[0] for row in rows] == house


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_taken_for_a_formula(house: list[str], tmp_path: Path, form: str) -> None:
    data = exported(tmp_path, "cases", "--format", form)
    if form == "csv":
        assert rows_of(data)[0]["主要内容"] == "'=HYPERLINK(1)"
        return
    cells = [cell for row in load_workbook(BytesIO(data)).worksheets[0] for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize(
    "wanted",
    [("cases", "csv"), ("events", "xes"), ("events", "ocel2"), ("events", "csv")],
)
def test_no_word_anybody_said_leaves_the_house(
    house: list[str], tmp_path: Path, wanted: tuple[str, str]
) -> None:
    data = exported(tmp_path, wanted[0], "--format", wanted[1]).decode()
    assert WORDS not in data
    assert "王网格" not in data


def test_events_are_written_as_traces(house: list[str], tmp_path: Path) -> None:
    log = ET.fromstring(exported(tmp_path, "events", "--format", "xes"))  # noqa: S314 - our own
    space = {"x": "http://www.xes-standard.org/"}
    traces = log.findall("x:trace", space)
    named = [trace.find("x:string", space) for trace in traces]
    assert [name.get("value") for name in named if name is not None] == house
    activities = [
        part.get("value")
        for part in traces[0].findall("x:event/x:string", space)
        if part.get("key") == "concept:name"
    ]
    assert activities == ["open_case", "网格核实"]


def test_events_are_written_with_their_objects(house: list[str], tmp_path: Path) -> None:
    log: Any = json.loads(exported(tmp_path, "events", "--format", "ocel2"))
    assert [each["id"] for each in log["objects"]] == house
    assert {each["name"] for each in log["eventTypes"]} == {each["type"] for each in log["events"]}
    assert len(log["events"]) == 3


def test_events_are_written_as_rows(house: list[str], tmp_path: Path) -> None:
    rows = rows_of(exported(tmp_path, "events", "--format", "csv"))
    assert [(row["case"], row["verb"]) for row in rows] == [
        (house[0], "open_case"),
        (house[0], "complete_task"),
        (house[1], "open_case"),
    ]


def test_an_empty_house_gives_an_empty_sheet(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHAODAO_DATABASE", sqlite_url)
    assert rows_of(exported(tmp_path, "cases", "--format", "csv")) == []
