"""Reads colleagues, their posts and shifts, and who is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from engine.domain.people import Person
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.posts import POSTS, PostCard, posts_of
from engine.queries.visible import below
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.store.tables import Absence, Post, Role
from engine.store.tables import Person as Holder


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the district and the posts they hold now."""

    id: int
    name: str
    username: str
    posts: Sequence[PostCard] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: who, who stands in for them, from when to when."""

    id: int
    person_id: int
    person: str
    substitute_id: int | None
    substitute: str | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role: its name, and what it permits (a JSON list)."""

    key: str
    name: str
    permits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilter:
    """Which posts: somebody's, those of a role, at or below a unit, in force within a span."""

    person: int | None = None
    role: str = ""
    path: str = ""
    since: datetime
    until: datetime


ACCOUNTS = select(Holder.id, Holder.name, Holder.username)
STANDIN = aliased(Holder)
ABSENCES = (
    select(
        Absence.id,
        Absence.person_id,
        Holder.name.label("person"),
        Absence.substitute_id,
        STANDIN.name.label("substitute"),
        Absence.since,
        Absence.until,
    )
    .join(Holder, and_(Holder.district == Absence.district, Holder.id == Absence.person_id))
    .outerjoin(
        STANDIN,
        and_(STANDIN.district == Absence.district, STANDIN.id == Absence.substitute_id),
    )
)
ROLES = select(Role.key, Role.name, Role.actions)


def read_people(
    tx: Tx, person: Person, *, words: str = "", path: str = "", after: Cursor = FIRST, size: int
) -> Page[Colleague]:
    """Read a page of the district's people, by a part of their name, at or below a unit."""
    wanted = [Holder.district == person.district]
    if words:
        named = Holder.name.contains(words, autoescape=True)
        wanted.append(or_(named, Holder.username.startswith(words, autoescape=True)))
    if path:
        wanted.append(_sits(tx, path))
    page = _page(tx, ACCOUNTS, Holder.id, wanted, Colleague, after=after, size=size)
    held: dict[int, list[PostCard]] = {}
    for post in posts_of(tx, person.district, [card.id for card in page.cards]):
        held.setdefault(post.person_id, []).append(post)
    cards = (Colleague(c.id, c.name, c.username, held.get(c.id, ())) for c in page.cards)
    return Page(tuple(cards), page.next, page.count)


def _sits(tx: Tx, path: str) -> ColumnElement[bool]:
    here = (Post.district == Holder.district, Post.person_id == Holder.id, below(Post.path, path))
    return exists().where(*here, Post.since <= tx.now, Post.until > tx.now).correlate(Holder)


def read_posts(
    tx: Tx, person: Person, wanted: PostFilter, *, after: Cursor = FIRST, size: int
) -> Page[PostCard]:
    """Read a page of posts in force within a span."""
    return _page(
        tx, _of_district(person), Post.id, _narrowed(wanted), PostCard, after=after, size=size
    )


def read_roster(
    tx: Tx, person: Person, wanted: PostFilter, *, after: Cursor = FIRST, size: int
) -> Page[PostCard]:
    """Read a page of the shifts within a span: posts whose end is set."""
    shifts = [*_narrowed(wanted), Post.until < NEVER]
    return _page(tx, _of_district(person), Post.id, shifts, PostCard, after=after, size=size)


def _of_district(person: Person) -> Any:
    return POSTS.params(of_district=person.district)


def _narrowed(wanted: PostFilter) -> list[ColumnElement[bool]]:
    conditions = [Post.since <= wanted.until, Post.until > wanted.since]
    if wanted.person is not None:
        conditions.append(Post.person_id == wanted.person)
    if wanted.role:
        conditions.append(Post.role == wanted.role)
    if wanted.path:
        conditions.append(below(Post.path, wanted.path))
    return conditions


def read_post(tx: Tx, person: Person, id_: int) -> PostCard | None:
    """Read one post of the district."""
    row = tx.execute(_of_district(person).where(Post.id == id_)).one_or_none()
    return PostCard(*row) if row else None


def read_absences(tx: Tx, person: Person, *, after: Cursor = FIRST, size: int) -> Page[Away]:
    """Read a page of absences that last or are still to come."""
    wanted = [Absence.district == person.district, Absence.until > tx.now]
    return _page(tx, ABSENCES, Absence.id, wanted, Away, after=after, size=size)


def read_absence(tx: Tx, person: Person, id_: int) -> Away | None:
    """Read one absence of the district."""
    this = (Absence.district == person.district, Absence.id == id_)
    row = tx.execute(ABSENCES.where(*this)).one_or_none()
    return Away(*row) if row else None


def read_roles(tx: Tx, district: int) -> list[RoleCard]:
    """Read every role of a district."""
    rows = tx.execute(ROLES.where(Role.district == district).order_by(Role.key))
    return [RoleCard(*row) for row in rows]


def _page(
    tx: Tx,
    statement: Any,
    key: InstrumentedAttribute[int],
    wanted: Sequence[ColumnElement[bool]],
    card: type[Any],
    *,
    after: Cursor,
    size: int,
) -> Page[Any]:
    rows = tx.execute(
        statement.where(*wanted, key > after.id).order_by(None).order_by(key).limit(size + 1)
    ).all()
    some = statement.where(*wanted).order_by(None).limit(CAP).subquery()
    count = tx.execute(select(func.count()).select_from(some)).scalar_one()
    cards = tuple(card(*row) for row in rows[:size])
    last = Cursor(FIRST.at, cards[-1].id) if len(rows) > size else None
    return Page(cards, last, count)
