"""Which column of a hotline's spreadsheet means what: a TOML file an office writes itself."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.domain.findings import Finding

# What a column can be; each names one column, or several whose texts are put together.
MEANINGS = (
    *("number", "words", "reported_at", "due", "category", "place", "address"),
    *("reporter_name", "reporter_phone"),
)
REQUIRED = ("number", "words")
KINDS: Mapping[str, type] = {
    "name": str,
    "kind": str,
    "channel": str,
    "contact": str,
    "prefix": str,
    "separator": str,
    "place": str,
    "levels": list,
    "times": list,
    "columns": dict,
    "categories": dict,
    "category_words": dict,
    "finished": dict,
}


class MappingInvalid(Exception):
    """A mapping file is wrong; `findings` say where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("mapping")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of one kind of spreadsheet mean.

    `categories` turn their categories into ours, `category_words` find one by a word in the text,
    `finished` says by which values of a column an order is done already, `place` is where a row
    belongs whose place nobody knows, `levels` are those at which something can lie (all, if none).
    """

    name: str
    kind: str
    channel: str
    columns: Mapping[str, tuple[str, ...]]
    times: tuple[str, ...] = ()
    levels: Sequence[str] = ()
    contact: str = ""
    prefix: str = ""
    separator: str = ""
    place: str | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    category_words: Mapping[str, str] = field(default_factory=dict)
    finished: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def fits(self, columns: Iterable[str]) -> bool:
        """Tell whether a sheet has the columns this map cannot do without."""
        return {name for key in REQUIRED for name in self.columns[key]} <= set(columns)


def read_map(path: Path) -> ColumnMap:
    """Read a mapping file.

    Raises:
        MappingInvalid: It cannot be read, lacks something, or says what means nothing.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        facts = {"name": path.name, "detail": str(error)}
        raise MappingInvalid([Finding("importing.map_unreadable", facts)]) from error
    findings = [
        Finding(f"importing.{rule}", {"name": path.name, **facts})
        for rule, facts in _wrong_in(data)
    ]
    if findings:
        raise MappingInvalid(findings)
    columns = {
        key: (names,) if isinstance(names, str) else tuple(names)
        for key, names in data.pop("columns").items()
    }
    return ColumnMap(columns=columns, times=tuple(data.pop("times", ())), **data)


def _wrong_in(data: Mapping[str, Any]) -> list[tuple[str, dict[str, object]]]:
    wrong: list[tuple[str, dict[str, object]]] = []
    wrong += [("map_unknown", {"key": key}) for key in data if key not in KINDS]
    wrong += [
        ("map_kind", {"key": key})
        for key, kind in KINDS.items()
        if key in data and not isinstance(data[key], kind)
    ]
    wrong += [
        ("map_missing", {"key": key})
        for key in ("name", "kind", "channel", "columns")
        if key not in data
    ]
    columns = data.get("columns")
    if isinstance(columns, dict):
        wrong += [
            ("map_unknown", {"key": f"columns.{key}"}) for key in columns if key not in MEANINGS
        ]
        wrong += [
            ("map_missing", {"key": f"columns.{key}"}) for key in REQUIRED if not columns.get(key)
        ]
    return wrong


def fitting(maps: Iterable[ColumnMap], columns: Sequence[str]) -> ColumnMap | None:
    """Choose the map that knows most of a sheet's columns, None where none fits."""
    fits = [each for each in maps if each.fits(columns)]
    known = {each.name: {n for names in each.columns.values() for n in names} for each in fits}
    return max(fits, key=lambda each: len(known[each.name] & set(columns)), default=None)
