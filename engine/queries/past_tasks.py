"""Tasks that are not to be done: what a person's units watch, and what they did themselves."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, literal_column, select
from sqlalchemy import tuple_ as together

from engine.domain.people import Person
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.tasks import ALL, IN_CASE, OF_CASE, OF_TASK, TaskCard, TaskFilter, narrowed
from engine.queries.visible import visible_cases
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Watcher, WorkItem

Conditions = tuple[ColumnElement[bool], ...]
IS_DONE = WorkItem.state == literal_column("'done'")


def read_watched(
    tx: Tx, person: Person, wanted: TaskFilter = ALL, *, after: Cursor = FIRST, size: int
) -> Page[TaskCard]:
    """Read a page of the open tasks of cases a person's units watch, the most urgent first."""
    paths = sorted({post.path for post in person.posts})
    seats = [(role, post.path) for post in person.posts for role in ("", post.role)]
    watched = exists().where(
        Watcher.district == Case.district, Watcher.case_id == Case.id, Watcher.path.in_(paths)
    )
    others = ~together(WorkItem.role, WorkItem.path).in_(seats)
    conditions = (IS_OPEN, watched, others, visible_cases(person), *narrowed(wanted))
    later = together(WorkItem.due_at, WorkItem.id) > together(*_bound(after))
    page = _page(conditions).where(later).order_by(WorkItem.due_at, WorkItem.id)
    cards, more = _read(tx, page, size)
    return Page(cards, Cursor(more.due_at, more.id) if more else None, _count(tx, conditions))


def read_done(
    tx: Tx, person: Person, wanted: TaskFilter = ALL, *, after: Cursor = FIRST, size: int
) -> Page[TaskCard]:
    """Read a page of the tasks a person did in cases they may still see, the last first."""
    mine = (IS_DONE, WorkItem.district == person.district, WorkItem.done_by == person.id)
    conditions = (*mine, visible_cases(person), *narrowed(wanted))
    earlier = together(WorkItem.done_at, WorkItem.id) < together(*_bound(after))
    page = _page(conditions) if after == FIRST else _page(conditions).where(earlier)
    cards, more = _read(tx, page.order_by(WorkItem.done_at.desc(), WorkItem.id.desc()), size)
    next_ = Cursor(more.done_at, more.id) if more and more.done_at else None
    return Page(cards, next_, _count(tx, conditions))


def _bound(after: Cursor) -> tuple[Any, Any]:
    at = bindparam("after_at", after.at, type_=WorkItem.due_at.type)
    return at, bindparam("after_id", after.id)


def _page(conditions: Conditions) -> Select[*tuple[Any, ...]]:
    return select(*OF_TASK, *OF_CASE).join(Case, IN_CASE).where(*conditions)


def _read(
    tx: Tx, page: Select[*tuple[Any, ...]], size: int
) -> tuple[tuple[TaskCard, ...], TaskCard | None]:
    rows = tx.execute(page.limit(size + 1), {"now": tx.now}).all()
    cards = tuple(TaskCard(*row) for row in rows[:size])
    return cards, cards[-1] if len(rows) > size else None


def _count(tx: Tx, conditions: Conditions) -> int:
    some = select(WorkItem.id).join(Case, IN_CASE).where(*conditions).limit(CAP).subquery()
    count: int = tx.execute(select(func.count()).select_from(some), {"now": tx.now}).scalar_one()
    return count
