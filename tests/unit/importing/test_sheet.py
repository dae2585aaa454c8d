import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from api.cli.importing import sheet as reading
from api.cli.importing.sheet import SheetUnreadable, read_sheet


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def rule_of(path: Path) -> str:
    with pytest.raises(SheetUnreadable) as unreadable:
        read_sheet(path)
    assert unreadable.value.finding.sentence("zh")
    assert unreadable.value.finding.sentence("en")
    return unreadable.value.finding.rule.removeprefix("importing.")


def test_a_row_is_known_by_its_line_and_its_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", ("编号", "内容"), (7, "堵了"))
    sheet = read_sheet(path)
    assert sheet.columns == ("编号", "内容")
    assert [(line.number, line.cells) for line in sheet.lines] == [(2, {"编号": 7, "内容": "堵了"})]


def test_a_time_of_the_spreadsheet_stays_a_time(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 20, 12)  # noqa: DTZ001 as a sheet has it
    path = workbook(tmp_path / "orders.xlsx", ("时间",), (noon,))
    assert read_sheet(path).lines[0].cells == {"时间": noon}


def test_empty_rows_are_left_out_and_the_others_keep_their_line(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", ("编号",), (1,), (None,), ("  ",), (2,))
    assert [line.number for line in read_sheet(path).lines] == [2, 5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes('编号,内容\r\n1,"两行\n的话"\r\n'.encode(encoding))
    assert read_sheet(path).lines[0].cells == {"编号": "1", "内容": "两行\n的话"}


def test_a_csv_in_no_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"\xff\xff\xff\xff")
    assert rule_of(path) == "encoding"


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.pdf"
    path.write_bytes(b"%PDF")
    assert rule_of(path) == "unknown_kind"


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_broken_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(data)
    assert rule_of(path) == "broken"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert rule_of(path) == "broken"


def test_a_workbook_without_a_head_is_refused(tmp_path: Path) -> None:
    assert rule_of(workbook(tmp_path / "empty.xlsx")) == "no_head"


def test_a_workbook_that_unfolds_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_UNFOLDED", 1000)
    assert rule_of(workbook(tmp_path / "bomb.xlsx", ("编号",), ("x" * 5000,))) == "too_large"


def test_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert rule_of(workbook(tmp_path / "big.xlsx", ("编号",))) == "too_large"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_too_many_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    path = tmp_path / f"long.{ending}"
    if ending == "xlsx":
        workbook(path, ("编号",), (1,), (2,), (3,))
    else:
        path.write_text("编号\n1\n2\n3\n", encoding="utf-8")
    assert rule_of(path) == "too_many_rows"
