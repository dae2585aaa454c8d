"""The packs of the house as the tests of their promises read them."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from engine.bpmn.host_functions import host_functions
from engine.dmn import Model, load
from engine.domain.calendar import national_calendar

WORKFLOWS = Path(__file__).parents[2] / "workflows"
PACKS = sorted(path.parent for path in WORKFLOWS.glob("*/pack.toml"))
TABLES = sorted(path for pack in PACKS for path in pack.glob("*.dmn"))
DRAWINGS = sorted(path for pack in PACKS for path in pack.glob("*.bpmn"))
ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
FUNCTIONS = host_functions(national_calendar())
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
CODE = re.compile(r'"([a-z_]+)"')


@cache
def model(table: Path) -> Model:
    """Load a file of decisions once."""
    return load(table.read_bytes(), table.parent)


def decide(pack: str, decision: str, *, now: datetime = MONDAY, **given: object) -> Any:
    """Ask a decision of a pack."""
    for table in (WORKFLOWS / pack).glob("*.dmn"):
        if decision in {each.id for each in model(table).definitions.decisions}:
            return (
                model(table)
                .decide(decision, {"now": now, **given}, now=now, functions=FUNCTIONS)
                .value
            )
    raise LookupError(decision)


def templates_named() -> Iterator[tuple[Path, str]]:
    """Give the templates of notices the drawings name, with the drawing."""
    for drawing in DRAWINGS:
        for entry in etree.parse(drawing).iter(f"{ZEEBE}input"):
            if entry.get("target") == "template":
                yield from ((drawing, name) for name in codes_in(entry.get("source", "")))


def codes_in(source: str) -> list[str]:
    """Give the codes an input may come to: a plain text, or those behind `then` and `else`."""
    if not source.startswith("="):
        return [source]
    return CODE.findall("".join(re.split(r"\bif\b.*?\bthen\b", source, flags=re.DOTALL)))
