"""Reads the notices of a person: for their posts, or for themselves, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from engine.domain.people import Person
from engine.domain.refusals import NoticeNotFound
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Case, Notice, NoticeRead

PERSONAL = "person"  # in place of a role: the path then is the id of a person


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice as its list shows it."""

    id: int
    at: datetime
    case: str
    template: str
    text: str
    urgency: str
    read: bool


OF_CASE = and_(Case.district == Notice.district, Case.id == Notice.case_id)
COLUMNS = (Notice.id, Notice.at, Case.number, Notice.template, Notice.text, Notice.urgency)


def read_notices(
    tx: Tx, person: Person, *, unread: bool, after: Cursor = FIRST, size: int
) -> Page[NoticeCard]:
    """Read a page of a person's notices."""
    conditions = [_for_person(person)]
    if unread:
        conditions.append(~_was_read(person))
    older = () if after == FIRST else (Notice.id < after.id,)
    columns = select(*COLUMNS, _was_read(person)).join(Case, OF_CASE)
    page = columns.where(*conditions, *older).order_by(Notice.id.desc()).limit(size + 1)
    rows = tx.execute(page).all()
    some = select(Notice.id).where(*conditions).limit(CAP).subquery()
    count = tx.execute(select(func.count()).select_from(some)).scalar_one()
    cards = tuple(NoticeCard(*row) for row in rows[:size])
    last = cards[-1] if len(rows) > size else None
    return Page(cards, Cursor(last.at, last.id) if last else None, count)


def check_notice(tx: Tx, person: Person, id_: int) -> None:
    """Make sure that a notice is this person's.

    Raises:
        NoticeNotFound: No such notice, or not theirs.
    """
    this = (Notice.district == district_of(id_), Notice.id == id_, _for_person(person))
    if tx.execute(select(Notice.id).where(*this)).first() is None:
        raise NoticeNotFound(notice=str(id_))


def _for_person(person: Person) -> ColumnElement[bool]:
    units = sorted({post.path for post in person.posts})
    of_unit = and_(Notice.role == "", Notice.path.in_(units))
    seats = (
        and_(Notice.role.in_(("", post.role)), Notice.path == post.path) for post in person.posts
    )
    own = and_(Notice.role == PERSONAL, Notice.path.in_(sorted(map(str, person.stands_for))))
    return and_(Notice.district == person.district, or_(own, of_unit, *seats))


def _was_read(person: Person) -> ColumnElement[bool]:
    this = (NoticeRead.district == Notice.district, NoticeRead.notice_id == Notice.id)
    return exists().where(*this, NoticeRead.person_id == person.id).correlate(Notice)
