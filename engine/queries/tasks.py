"""Task lists: a person's own box and their unit's, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from engine.domain.people import Person
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.visible import LAST, admitted_cases
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Post, WorkItem

KEPT = 1024  # statements built for the people who asked last


class Box(StrEnum):
    """Which list: a person's own, everything at their units, what these watch, what they did."""

    MINE = "mine"
    UNIT = "unit"
    WATCHING = "watching"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What a list of tasks is narrowed to; empty parts narrow nothing.

    `category` is the beginning of one, `place` the path of the place the case lies at or below.
    """

    stage: str = ""
    category: str = ""
    kind: str = ""
    place: str = ""
    role: str = ""
    overdue: bool = False


ALL = TaskFilter()


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task as a list shows it, with what it needs to be sorted by."""

    id: int
    name: str
    element: str
    role: str
    urges: int
    opened: datetime
    due_at: datetime
    path: str
    assigned_to: int | None
    claimed_by: int | None
    state: str
    done_at: datetime | None
    case: str
    summary: str | None
    category: str | None
    stage: str
    place: int | None
    kind: str
    policy_id: int

    @property
    def due(self) -> datetime | None:
        """Give until when the task is to be done, None where it has no limit."""
        return None if self.due_at == NEVER else self.due_at


Seat = tuple[str, str]  # a role and the path of a unit

IN_CASE = (Case.district == WorkItem.district) & (Case.id == WorkItem.case_id)
ROLES_AT = (
    select(Post.role, Post.path)
    .distinct()
    .where(
        Post.district == bindparam("of_district"),
        Post.path.in_(bindparam("paths", expanding=True)),
    )
)
OF_TASK = (
    WorkItem.id,
    WorkItem.name,
    WorkItem.element,
    WorkItem.role,
    WorkItem.urges,
    WorkItem.opened_at,
    WorkItem.due_at,
    WorkItem.path,
    WorkItem.assigned_to,
    WorkItem.claimed_by,
    WorkItem.state,
    WorkItem.done_at,
)
OF_CASE = (
    Case.number,
    Case.summary,
    Case.category,
    Case.stage,
    Case.place_id,
    Case.kind,
    Case.policy_id,
)


def read_tasks(
    tx: Tx,
    person: Person,
    box: Box,
    wanted: TaskFilter = ALL,
    *,
    after: Cursor = FIRST,
    size: int,
) -> Page[TaskCard]:
    """Read a page of a person's own tasks or their units', the most urgent first."""
    seats = _seats(tx, person, box)
    if not seats:
        return Page((), None, 0)
    fixed = {"of_district": person.district, "people": sorted(person.stands_for), "now": tx.now}
    values = fixed | {
        f"seat_{name}_{n}": part
        for n, seat in enumerate(seats)
        for name, part in zip(("role", "path"), seat, strict=True)
    }
    page = {"after_due": after.at, "after_id": after.id, "size": size + 1}
    rows = tx.execute(_page_of(person, len(seats), wanted), values | page).all()
    count = tx.execute(_count_of(person, len(seats), wanted), values).scalar_one()
    cards = tuple(TaskCard(*row) for row in rows[:size])
    last = cards[-1] if len(rows) > size else None
    return Page(cards, Cursor(last.due_at, last.id) if last else None, count)


def narrowed(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of a filter; the instant is bound as `now`."""
    for name, column in (("stage", Case.stage), ("kind", Case.kind), ("role", WorkItem.role)):
        if value := getattr(wanted, name):
            yield column == value
    if wanted.category:
        yield Case.category.startswith(wanted.category, autoescape=True)
    if wanted.place:
        yield Case.path >= wanted.place
        yield Case.path < wanted.place + LAST
    if wanted.overdue:
        yield WorkItem.due_at <= bindparam("now", type_=WorkItem.due_at.type)


def _seats(tx: Tx, person: Person, box: Box) -> Sequence[Seat]:
    """Give the roles at units whose tasks belong to a box; the empty role is for everybody."""
    paths = sorted({post.path for post in person.posts})
    shared = [("", path) for path in paths]
    if box is Box.MINE or not paths:
        return [*shared, *sorted({(post.role, post.path) for post in person.posts})]
    found = tx.execute(ROLES_AT, {"of_district": person.district, "paths": paths})
    return [*shared, *sorted((row.role, row.path) for row in found)]


@lru_cache(KEPT)
def _page_of(person: Person, seats: int, wanted: TaskFilter) -> Select[Any]:
    """Build the statement for so many seats of a person: the top of each, then the top of those.

    Never an OR over seats: that would read every open task of the district (measured: 2.5 ms
    against 0.5 at five million tasks).
    """
    tops = union_all(*(_top_of(person, n, wanted) for n in range(seats))).subquery()
    return (
        select(*(tops.c[column.key] for column in OF_TASK), *OF_CASE)
        .join(Case, (Case.district == tops.c.district) & (Case.id == tops.c.case_id))
        .order_by(tops.c.due_at, tops.c.id)
        .limit(bindparam("size"))
    )


def _top_of(person: Person, seat: int, wanted: TaskFilter) -> Select[Any]:
    top = (
        select(*OF_TASK, WorkItem.district, WorkItem.case_id)
        .join(Case, IN_CASE)
        .where(
            *_of_seat(seat),
            admitted_cases(person),
            *narrowed(wanted),
            tuple_(WorkItem.due_at, WorkItem.id)
            > tuple_(bindparam("after_due", type_=WorkItem.due_at.type), bindparam("after_id")),
        )
        .order_by(WorkItem.due_at, WorkItem.id)
        .limit(bindparam("size"))
    )
    return select(top.subquery())


@lru_cache(KEPT)
def _count_of(person: Person, seats: int, wanted: TaskFilter) -> Select[int]:
    """Build the count for so many seats of a person; it stops at the cap, so reads no long list."""
    admitted = admitted_cases(person)
    tops = (
        select(literal(1))
        .select_from(WorkItem)
        .join(Case, IN_CASE)
        .where(*_of_seat(n), admitted, *narrowed(wanted))
        .limit(CAP)
        for n in range(seats)
    )
    some = union_all(*(select("*").select_from(top.subquery()) for top in tops))
    return select(func.count()).select_from(some.limit(CAP).subquery())


def _of_seat(seat: int) -> tuple[ColumnElement[bool], ...]:
    return (
        WorkItem.district == bindparam("of_district"),
        WorkItem.role == bindparam(f"seat_role_{seat}"),
        WorkItem.path == bindparam(f"seat_path_{seat}"),
        IS_OPEN,
        or_(
            WorkItem.assigned_to.is_(None),
            WorkItem.assigned_to.in_(bindparam("people", expanding=True)),
        ),
    )
