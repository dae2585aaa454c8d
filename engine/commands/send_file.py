"""Somebody sends a file: it is made harmless, kept, and waits for an answer or a report."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, func, insert, select

from engine.commands.office import Office
from engine.domain.refusals import FilesTooMany
from engine.store.store import Tx
from engine.store.tables import Attachment
from engine.uploads import clean

LATELY = timedelta(days=1)
MOST_FILES = 200
MOST_BYTES = 500 * 1024 * 1024

KEEP = insert(Attachment).values(case_id=None, item_id=None, readers="")
SENT = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
    Attachment.district == bindparam("of_district"),
    Attachment.at > bindparam("since", type_=Attachment.at.type),
    Attachment.by == bindparam("of_person"),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was kept, and the id an answer names it by."""

    id: int
    kind: str
    media: str
    size: int


def send_file(office: Office, *, district: int, data: bytes, by: int | None) -> Sent:
    """Keep a file nobody has named yet; `by` is who sent it, None a resident.

    Raises:
        FilesTooMany: The person has sent more in a day than anybody looks at.
        FileKindRefused, FileTooLarge, FileBroken, PhotoTooLarge, DocumentRefused: See `clean`.
    """
    with office.store.read() as tx:
        refuse_flood(tx, district, by)
    file = clean(data)
    digest = office.vault.keep(file.data)
    with office.store.write() as tx:
        id_, size = tx.new_id(district), len(file.data)
        facts = {"kind": file.kind, "media": file.media, "size": size, "sha256": digest}
        tx.execute(KEEP, facts | {"district": district, "id": id_, "at": tx.now, "by": by})
    return Sent(id_, file.kind, file.media, size)


def refuse_flood(tx: Tx, district: int, by: int | None) -> None:
    """Refuse more files than one person can mean; residents are counted by their address."""
    if by is None:
        return
    wanted = {"of_district": district, "of_person": by, "since": tx.now - LATELY}
    count, size = tx.execute(SENT, wanted).one()
    if count >= MOST_FILES or size >= MOST_BYTES:
        raise FilesTooMany
