"""Reads the rows of a spreadsheet as it came: xlsx or csv, in the encodings offices use."""

import csv
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from engine.domain.findings import Finding

MOST_BYTES = 64 * 1024 * 1024
MOST_UNFOLDED = 512 * 1024 * 1024
MOST_ROWS = 100_000
ENCODINGS = ("utf-8-sig", "gb18030")


class SheetUnreadable(Exception):
    """The file is no spreadsheet that can be read; `finding` says why."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.finding = Finding(f"importing.{rule}", facts)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet by the names of its columns; the first line below the head is 2."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a spreadsheet and its rows; empty ones are left out."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_sheet(path: Path) -> Sheet:
    """Read the first sheet of a file.

    Raises:
        SheetUnreadable: It is too large, broken, or of a kind that cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise SheetUnreadable("too_large", name=path.name, most=MOST_BYTES // 1024**2)
    readers = {".xlsx": _xlsx_rows, ".csv": _csv_rows}
    if path.suffix.lower() not in readers:
        raise SheetUnreadable("unknown_kind", name=path.name)
    rows = list(readers[path.suffix.lower()](path))
    if not rows or not any(rows[0]):
        raise SheetUnreadable("no_head", name=path.name)
    columns = tuple(str(cell or "").strip() for cell in rows[0])
    lines = (Line(n, dict(zip(columns, row, strict=False))) for n, row in enumerate(rows[1:], 2))
    return Sheet(columns, tuple(line for line in lines if any(map(given, line.cells.values()))))


def given(cell: object) -> bool:
    """Tell whether a cell holds anything."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _xlsx_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNFOLDED:
                raise SheetUnreadable("too_large", name=path.name, most=MOST_UNFOLDED // 1024**2)
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
                _stop_at(number, path)
                yield row
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise SheetUnreadable("broken", name=path.name) from error


def _csv_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(csv.reader(_text_of(path).splitlines(keepends=True))):
        _stop_at(number, path)
        yield tuple(row)


def _text_of(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable("encoding", name=path.name)


def _stop_at(number: int, path: Path) -> None:
    if number > MOST_ROWS:
        raise SheetUnreadable("too_many_rows", name=path.name, most=MOST_ROWS)
