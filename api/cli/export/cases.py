"""Cases as an order sheet, with the columns hotlines use."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO

import click
from openpyxl import Workbook

from api.cli.export.reading import local, read_all
from engine.policy.cache import PolicyCache
from engine.queries.exports import Row, read_rows
from engine.queries.places import read_places
from engine.store.store import Tx
from engine.texts import say

COLUMNS = (
    *("number", "kind", "category", "summary", "state", "stage", "outcome", "channel"),
    *("district", "street", "community", "spot", "opened_at", "resolved_at", "upstream"),
    *("solved", "stars"),
)
# A cell that begins so is run by spreadsheet programs.
RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
# Spreadsheet programs take a file for UTF-8 only with this mark.
MARK = "utf-8-sig"


@click.command()
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx")
@click.option("--out", type=click.File("wb"), required=True, metavar="FILE")
@click.pass_obj
def cases(language: str, form: str, out: IO[bytes]) -> None:
    """Write every case as a row of an order sheet."""
    rows = cells(language)
    if form == "csv":
        write_csv(rows, out)
    else:
        write_xlsx(rows, out)


def cells(language: str) -> Iterator[Sequence[object]]:
    """Give the head and every row, each cell harmless."""
    yield [say(f"export.{name}", language=language) for name in COLUMNS]
    for row in read_all(language, rows_of):
        yield [harmless(row[name]) for name in COLUMNS]


def rows_of(tx: Tx, district: int, policies: PolicyCache) -> Iterator[Row]:
    """Read the rows of a district."""
    return read_rows(tx, district, read_places(tx, district), policies)


def harmless(value: object) -> object:
    """Give a cell no spreadsheet program takes for a formula."""
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, str) and value.startswith(RUN):
        return f"'{value}"
    return "" if value is None else value


def write_csv(rows: Iterator[Sequence[object]], out: IO[bytes]) -> None:
    """Write rows as they come."""
    text = io.TextIOWrapper(out, MARK, newline="", write_through=True)
    csv.writer(text).writerows(rows)
    text.detach()


def write_xlsx(rows: Iterator[Sequence[object]], out: IO[bytes]) -> None:
    """Write rows into a workbook that keeps none of them in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)
