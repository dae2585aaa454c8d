"""A case at noon in a small district: what verbs are asked at, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from engine.casework import CaseReader, Surroundings
from engine.domain.calendar import national_calendar
from engine.domain.clocks import Clock
from engine.domain.places import Place, Places
from engine.store.rows import LockedCase
from engine.verbs.record import RegisterEntry, Similar, Wanted

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PLACES = Places(
    [
        Place(2, "district", "YL", "云麓区", "/2/"),
        Place(17, "street", "QH", "青禾街道", "/2/17/"),
        Place(5, "community", "QH-01", "桂花社区", "/2/17/5/"),
        Place(3, "grid", "QH-01-03", "第三网格", "/2/17/5/3/"),
        Place(9, "department", "XF", "消防大队", "/2/9/"),
        Place(8, "department", "ZHZF", "综合执法局", "/2/8/"),
        Place(7, "station", "P1", "青禾派出所", "/2/7/"),
    ],
    covers=[(7, 5)],
)
CASE = LockedCase(
    district=1, id=1, number="YL-20261120-0001", kind="case_main", policy_id=1, state="open",
    stage="", outcome=None, category="油烟", summary=None, place_id=3, path="/2/17/5/3/", l2=17,
    l3=5, accused=None, access="", upstream=None, upstream_due=None, channel="public",
    origin=None, alike=None, lon=None, lat=None, handler=None, merged_into=None, facts="{}",
    opened_at=NOON, resolved_at=None, closed_at=None, version=1, seq=1, head=b"", snapshot=b"",
)  # fmt: skip


@dataclass
class Shelf:
    """A record that holds what a test puts there."""

    kept_clocks: Sequence[Clock] = ()
    said: str = ""
    units: list[tuple[str, bool]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    written: int = 0
    entries: list[RegisterEntry] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    days: dict[date, tuple[int, int]] = field(default_factory=dict)
    like: Similar = field(default_factory=Similar)
    wanted: list[Wanted] = field(default_factory=list)

    def clocks(self) -> Sequence[Clock]:
        return self.kept_clocks

    def words(self) -> str:
        return self.said

    def contact(self) -> str:
        return "reachable"

    def voices(self) -> int:
        return 1

    def joined(self) -> Sequence[str]:
        return ["YL-20261120-0009"]

    def summoned(self) -> Sequence[tuple[str, bool]]:
        return self.units

    def open_rows(self) -> Mapping[str, int]:
        return self.counts

    def rows_written(self) -> int:
        return self.written

    def rows(self, *_: str, **__: object) -> Sequence[RegisterEntry]:
        return self.entries

    def similar(self, wanted: Wanted) -> Similar:
        self.wanted.append(wanted)
        return self.like

    def case_named(self, number: str) -> int | None:
        return self.cases.get(number)

    def slots(self, *_: object) -> Mapping[date, tuple[int, int]]:
        return self.days


class Decisions:
    """Decides what a test says."""

    def __init__(self, **results: Any) -> None:
        self.results = results
        self.decides = frozenset(results)

    def decide(self, name: str, context: Mapping[str, Any], **_: Any) -> Any:
        value = self.results[name]
        return SimpleNamespace(value=value(context) if callable(value) else value)


def desk(
    *,
    clocks: Sequence[Clock] = (),
    shelf: Shelf | None = None,
    decisions: Decisions | None = None,
    **fields: Any,
) -> CaseReader:
    """Give the look-ups of a step of a case that differs in some fields."""
    surroundings = Surroundings(PLACES, national_calendar())
    record = shelf or Shelf(clocks)
    program: Any = decisions or Decisions()
    case = replace(CASE, **fields)
    return CaseReader(case, surroundings, now=NOON, record=record, program=program)
