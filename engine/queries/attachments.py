"""Reads attachments: what lies with a case, and who may open it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select

from engine.domain.people import Person
from engine.domain.refusals import AttachmentNotFound
from engine.domain.words import Action
from engine.queries.readable import may_read
from engine.queries.visible import visible_cases
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Attachment, Case


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file as lists show it; `item_id` is the task it answers, None what was reported."""

    id: int
    kind: str
    media: str
    size: int
    at: datetime
    by: int | None
    item_id: int | None
    readers: str
    sha256: bytes
    case_id: int | None


COLUMNS = tuple(Attachment.__table__.c[name] for name in AttachmentView.__slots__)
READ = (
    select(*COLUMNS)
    .outerjoin(Case, and_(Case.district == Attachment.district, Case.id == Attachment.case_id))
    .where(Attachment.district == bindparam("of_district"), Attachment.id == bindparam("of_id"))
)
OF_CASE = (
    select(*COLUMNS)
    .where(
        Attachment.district == bindparam("of_district"),
        Attachment.case_id == bindparam("of_case"),
    )
    .order_by(Attachment.id)
)
LOOSE = select(Attachment.id, Attachment.kind).where(
    Attachment.district == bindparam("of_district"),
    Attachment.id.in_(bindparam("ids", expanding=True)),
    Attachment.case_id.is_(None),
)


def read_attachment(tx: Tx, person: Person, id_: int) -> AttachmentView:
    """Read a file a person may open: their own while it is loose, or one of a case they see.

    Raises:
        AttachmentNotFound: No such file, or none this person may see.
    """
    loose = and_(Attachment.case_id.is_(None), Attachment.by == person.id)
    wanted = {"of_district": district_of(id_), "of_id": id_}
    row = tx.execute(READ.where(or_(loose, visible_cases(person))), wanted).one_or_none()
    found = AttachmentView(*row) if row else None
    if found is None or not opens(person, found):
        raise AttachmentNotFound(attachment=str(id_))
    return found


def attachments_of(tx: Tx, person: Person, case_id: int) -> list[AttachmentView]:
    """Read the files of a case a person sees, as far as they may open them."""
    wanted = {"of_district": district_of(case_id), "of_case": case_id}
    rows = (AttachmentView(*row) for row in tx.execute(OF_CASE, wanted))
    return [row for row in rows if opens(person, row)]


def opens(person: Person, file: AttachmentView) -> bool:
    """Tell whether a person belongs to the readers; what was reported is as the words are."""
    if file.by == person.id:
        return True
    reported = file.case_id is not None and file.item_id is None
    if reported and not person.may(Action.READ_WORDS):
        return False
    return may_read(person, file.readers)


def check_files(tx: Tx, district: int, ids: Iterable[int], by: int | None) -> None:
    """Make sure that a report names only files that whoever reports has sent.

    Raises:
        AttachmentNotFound: One is not there, is another's, or belongs to a case already.
    """
    wanted = set(ids)
    absent = wanted - loose_files(tx, district, wanted, by).keys() if wanted else set()
    if absent:
        raise AttachmentNotFound(attachment=str(min(absent)))


def loose_files(tx: Tx, district: int, ids: Iterable[int], by: int | None) -> dict[int, str]:
    """Give the kinds of those files that no case has yet and this person sent; None a resident."""
    own = Attachment.by.is_(None) if by is None else Attachment.by == by
    wanted = {"of_district": district, "ids": sorted(set(ids))}
    return {row.id: row.kind for row in tx.execute(LOOSE.where(own), wanted)}
