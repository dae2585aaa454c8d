"""Lists of cases: what a person may see, narrowed by filters and words, the newest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from engine.domain.people import Person
from engine.domain.words import Action
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.readable import readable_words
from engine.queries.visible import LAST, visible_cases
from engine.store.search import contains
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Watcher, Words, WorkItem


class CaseBox(StrEnum):
    """Which cases: all a person may see, those with a task of theirs, those their unit watches."""

    VISIBLE = "visible"
    MINE = "mine"
    WATCHING = "watching"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list of cases is narrowed to; empty parts narrow nothing.

    `category` is the beginning of a category, `place` the path of the place the case lies at or
    below, `unit` that of the unit that handles it, `words` a number or words of the text.
    """

    box: CaseBox = CaseBox.VISIBLE
    state: str = ""
    stage: str = ""
    kind: str = ""
    category: str = ""
    channel: str = ""
    unit: str = ""
    place: str = ""
    since: datetime | None = None
    until: datetime | None = None
    overdue: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as a list shows it; `due_at` is the nearest limit of its open tasks."""

    id: int
    number: str
    kind: str
    policy_id: int
    state: str
    stage: str
    outcome: str | None
    category: str | None
    channel: str
    summary: str | None
    place_id: int | None
    handler: str | None
    opened_at: datetime
    due_at: datetime | None


NEAREST = (
    select(func.min(WorkItem.due_at))
    .where(WorkItem.district == Case.district, WorkItem.case_id == Case.id, IS_OPEN)
    .correlate(Case)
    .scalar_subquery()
)
COLUMNS = (
    Case.id,
    Case.number,
    Case.kind,
    Case.policy_id,
    Case.state,
    Case.stage,
    Case.outcome,
    Case.category,
    Case.channel,
    Case.summary,
    Case.place_id,
    Case.handler,
    Case.opened_at,
    NEAREST,
)


def read_cases(
    tx: Tx, person: Person, wanted: CaseFilter, *, after: Cursor = FIRST, size: int
) -> Page[CaseCard]:
    """Read a page of cases, the newest first."""
    conditions = [visible_cases(person), *_narrowed(tx, person, wanted)]
    rows = tx.execute(_page(conditions, after).limit(size + 1)).all()
    some = select(Case.id).where(*conditions).limit(CAP).subquery()
    count = tx.execute(select(func.count()).select_from(some)).scalar_one()
    cards = tuple(CaseCard(*row) for row in rows[:size])
    last = cards[-1] if len(rows) > size else None
    return Page(cards, Cursor(last.opened_at, last.id) if last else None, count)


def _page(conditions: list[ColumnElement[bool]], after: Cursor) -> Select[*tuple[Any, ...]]:
    """Build a page; ids grow with time, so they are its order."""
    older = () if after == FIRST else (Case.id < after.id,)
    return select(*COLUMNS).where(*conditions, *older).order_by(Case.id.desc())


def _narrowed(tx: Tx, person: Person, wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of a filter."""
    for column in (Case.state, Case.stage, Case.kind, Case.channel):
        if value := getattr(wanted, column.key):
            yield column == value
    if wanted.category:
        yield Case.category.startswith(wanted.category, autoescape=True)
    if wanted.unit:
        yield Case.handler == wanted.unit
    if wanted.place:
        yield and_(Case.path >= wanted.place, Case.path < wanted.place + LAST)
    if wanted.overdue:
        yield _has_task(WorkItem.due_at <= tx.now)
    yield from _opened_in(wanted)
    if box := BOXES.get(wanted.box):
        yield box(person)
    if wanted.words:
        yield _about(tx, person, wanted.words)


def _opened_in(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield Case.opened_at >= wanted.since
    if wanted.until:
        yield Case.opened_at < wanted.until


def _has_task(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    this = (WorkItem.district == Case.district, WorkItem.case_id == Case.id, IS_OPEN)
    return exists().where(*this, *conditions).correlate(Case)


def _is_mine(person: Person) -> ColumnElement[bool]:
    seats = (and_(WorkItem.role.in_(("", p.role)), WorkItem.path == p.path) for p in person.posts)
    free = or_(WorkItem.assigned_to.is_(None), WorkItem.assigned_to == person.id)
    return _has_task(or_(*seats), free)


def _is_watched(person: Person) -> ColumnElement[bool]:
    paths = sorted({post.path for post in person.posts})
    this = (Watcher.district == Case.district, Watcher.case_id == Case.id)
    return exists().where(*this, Watcher.path.in_(paths)).correlate(Case)


BOXES: dict[CaseBox, Callable[[Person], ColumnElement[bool]]] = {
    CaseBox.MINE: _is_mine,
    CaseBox.WATCHING: _is_watched,
}


def _about(tx: Tx, person: Person, words: str) -> ColumnElement[bool]:
    """Give the condition that a case has a number, or is about words this person may read."""
    ways = [
        Case.number == words,
        Case.number.startswith(words, autoescape=True),
        Case.upstream == words,
        contains(tx, Case.summary, words),
    ]
    if person.may(Action.READ_WORDS):
        said = (Words.district == Case.district, Words.case_id == Case.id, readable_words(person))
        ways.append(exists().where(*said, contains(tx, Words.body, words)).correlate(Case))
    return or_(*ways)
