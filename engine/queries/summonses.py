"""Reads the summons desk: a row for every unit that was called, with its clocks and milestones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select

from engine.domain.people import Person
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.visible import LAST, visible_cases
from engine.store.ids import START
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Clock, Milestone, Summons, WorkItem


class SummonsBox(StrEnum):
    """Which rows: those that call the person's own units, or all they may see."""

    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SummonsRow:
    """A unit that was called, and the case that called it."""

    case_id: int
    unit: str
    round: int
    path: str
    part: str
    state: str
    result: str | None
    since: datetime
    until: datetime | None
    case: str
    origin: str | None
    policy_id: int
    stage: str
    category: str | None
    summary: str | None
    place_id: int | None
    handler: str | None


@dataclass(frozen=True, slots=True)
class Called:
    """A row with what belongs to the unit in that case, as it stands in the record."""

    row: SummonsRow
    clocks: Sequence[Any]
    milestones: Sequence[Any]
    tasks: Sequence[Any]


OF_SUMMONS = (
    Summons.case_id,
    Summons.unit,
    Summons.round,
    Summons.path,
    Summons.part,
    Summons.state,
    Summons.result,
    Summons.since,
    Summons.until,
)
OF_CASE = (
    Case.number,
    Case.origin,
    Case.policy_id,
    Case.stage,
    Case.category,
    Case.summary,
    Case.place_id,
    Case.handler,
)
JOINED = and_(Case.district == Summons.district, Case.id == Summons.case_id)
THESE: BindParameter[list[int]] = bindparam("cases", expanding=True)
CLOCKS = select(Clock.case_id, Clock.holder, Clock.key, Clock.state, Clock.due_at).where(
    Clock.district == bindparam("of_district"), Clock.case_id.in_(THESE), Clock.holder != ""
)
MILESTONES = (
    select(Milestone.case_id, Milestone.scope, Milestone.key, Milestone.at, Milestone.due_at)
    .where(Milestone.district == bindparam("of_district"), Milestone.case_id.in_(THESE))
    .order_by(Milestone.seq)
)
TASKS = (
    select(
        WorkItem.case_id,
        WorkItem.unit,
        WorkItem.id,
        WorkItem.name,
        WorkItem.role,
        WorkItem.path,
        WorkItem.due_at,
    )
    .where(WorkItem.district == bindparam("of_district"), WorkItem.case_id.in_(THESE), IS_OPEN)
    .order_by(WorkItem.due_at)
)


def read_summonses(
    tx: Tx,
    person: Person,
    box: SummonsBox,
    *,
    state: str = "",
    after: Cursor = FIRST,
    size: int,
) -> Page[Called]:
    """Read a page of the desk, `size` cases of it, those opened last first."""
    seen = [_seen(person, box), *([Summons.state == state] if state else [])]
    older = () if after == FIRST else (Summons.case_id < after.id,)
    of_cases = select(Summons.case_id).join(Case, JOINED).where(*seen).distinct()
    order = of_cases.where(*older).order_by(Summons.case_id.desc()).limit(size + 1)
    cases = list(tx.execute(order).scalars())
    count = tx.execute(select(func.count()).select_from(of_cases.limit(CAP).subquery()))
    wanted = select(*OF_SUMMONS, *OF_CASE).join(Case, JOINED)
    rows = tx.execute(
        wanted.where(*seen, Summons.case_id.in_(cases[:size])).order_by(
            Summons.case_id.desc(), Summons.since, Summons.unit
        )
    )
    cards = _called(tx, person, [SummonsRow(*row) for row in rows])
    more = Cursor(START, cases[size - 1]) if len(cases) > size else None
    return Page(cards, more, count.scalar_one())


def _seen(person: Person, box: SummonsBox) -> ColumnElement[bool]:
    """Give the condition for rows: a unit sees its own, who has the place below it sees all."""
    paths = sorted({post.path for post in person.posts})
    own = or_(*(_at_or_below(Summons.path, path) for path in paths))
    if box is SummonsBox.MINE:
        return and_(visible_cases(person), own)
    around = or_(*(_at_or_below(Case.path, path) for path in paths))
    return and_(visible_cases(person), or_(own, around))


def _at_or_below(column: Any, path: str) -> ColumnElement[bool]:
    return and_(column >= path, column < path + LAST)


def _called(tx: Tx, person: Person, rows: Sequence[SummonsRow]) -> tuple[Called, ...]:
    key = {"of_district": person.district, "cases": sorted({row.case_id for row in rows})}
    if not rows:
        return ()
    clocks = _by(tx.execute(CLOCKS, key), "holder")
    tasks = _by(tx.execute(TASKS, key), "unit")
    milestones = _by(tx.execute(MILESTONES, key), "scope")
    return tuple(
        Called(
            row,
            clocks[row.case_id, row.unit],
            milestones[row.case_id, row.path],
            tasks[row.case_id, row.unit],
        )
        for row in rows
    )


def _by(rows: Iterable[Any], name: str) -> Mapping[tuple[int, str], list[Any]]:
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id, getattr(row, name)].append(row)
    return found
