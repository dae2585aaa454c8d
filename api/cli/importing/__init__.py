"""`shaodao import`: hotline spreadsheets into cases, and a report on every row that cannot be."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from api.cli.asking import FOUND, asked
from api.cli.house import House, Refused, reached
from api.cli.importing.mapping import ColumnMap, MappingInvalid, fitting, read_map
from api.cli.importing.orders import Desk, Order
from api.cli.importing.orders import Refused as RefusedRow
from api.cli.importing.places import PlaceFinder, lying_at, top_of
from api.cli.importing.sheet import Sheet, SheetUnreadable, read_sheet
from api.cli.importing.tally import Came, Fate, Tally
from api.cli.options import stop
from api.server import told
from engine.texts import say

MAPS: Final = Path(__file__).parents[3] / "workflows" / "imports"
PAGE: Final = 200
KNOWN: Final = "/problems/upstream-known"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--kind", default=None, help="The kind of case, where not the one of the map.")
@click.option("--map", "map_file", type=FILE, default=None, help="What the columns mean (TOML).")
@click.option("--dry-run", "opens", flag_value=False, default=True, help="Open nothing.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_orders(
    language: str,
    file: Path,
    *,
    kind: str | None,
    map_file: Path | None,
    opens: bool,
    as_json: bool,
) -> None:
    """Open a case for every row of FILE (xlsx, csv); a row known already is left alone.

    Ends with 0, 1 if rows were refused, or 2 if the file or the map cannot be read.
    """
    sheet = _sheet(file, language)
    columns = _map_of(sheet, file, map_file, language)
    kinds = {"kind": kind} if kind else {}
    tally = Tally()
    with reached(language) as house:
        places = asked(partial(_places, house), language)
        columns = replace(columns, place=columns.place or top_of(places))
        found = [
            *Desk(columns, PlaceFinder(lying_at(places, columns.levels)), told().zone).orders(
                sheet.lines
            )
        ]
        bar = click.progressbar(
            found,
            label=say("importing.at_work", language=language),
            file=sys.stderr,
        )
        with bar as rows:
            for row in rows:
                if isinstance(row, RefusedRow):
                    tally.fates.append(_refused(row, language))
                elif opens:
                    tally.fates.append(_opened(house, row, kinds))
                else:
                    tally.fates.append(Fate(row.line, row.number, Came.OPENED))
    click.echo(tally.as_json() if as_json else tally.as_text(language))
    raise SystemExit(FOUND if tally.counts[Came.REFUSED] else 0)


def _sheet(file: Path, language: str) -> Sheet:
    try:
        return read_sheet(file)
    except SheetUnreadable as unreadable:
        stop(unreadable.finding.sentence(language))


def _map_of(sheet: Sheet, file: Path, map_file: Path | None, language: str) -> ColumnMap:
    paths = [map_file] if map_file else sorted(MAPS.glob("*.toml"))
    try:
        found = fitting([read_map(path) for path in paths], sheet.columns)
    except MappingInvalid as invalid:
        stop("\n".join(each.sentence(language) for each in invalid.findings))
    if found is None:
        facts = {"name": file.name, "columns": "、".join(sheet.columns)}
        stop(say("importing.no_map", facts, language))
    return found


def _places(house: House) -> list[Mapping[str, str]]:
    places: list[Mapping[str, str]] = []
    turn = ""
    while True:
        page = house.ask("GET", f"/places?size={PAGE}{turn}")
        places += page["places"]
        if not page.get("next"):
            return places
        turn = f"&after={page['next']}"


def _refused(row: RefusedRow, language: str) -> Fate:
    came = Came.REFUSED if row.finding.is_error else Came.SKIPPED
    return Fate(row.line, row.number, came, why=row.finding.sentence(language))


def _opened(house: House, order: Order, kinds: Mapping[str, Any]) -> Fate:
    try:
        opened = house.post("/cases", **{**order.body, **kinds})
    except Refused as refused:
        why = _reasons(refused.problem)
        came = Came.KNOWN if refused.problem["type"] == KNOWN else Came.REFUSED
        return Fate(order.line, order.number, came, why=why)
    return Fate(order.line, order.number, Came.OPENED, case=opened["number"])


def _reasons(problem: Mapping[str, Any]) -> str:
    faults: Sequence[Mapping[str, Any]] = problem.get("errors", ())
    return "\n".join([problem["detail"], *(fault["detail"] for fault in faults)])
