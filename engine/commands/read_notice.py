"""Somebody has read a notice."""

from engine.commands.office import Office
from engine.domain.people import Person
from engine.queries.notices import check_notice
from engine.store.tables import NoticeRead
from engine.store.upserts import upsert

READ = upsert(NoticeRead)


def read_notice(office: Office, *, notice_id: int, by: Person) -> None:
    """Keep that a person has read a notice; once is enough.

    Raises:
        NoticeNotFound: No such notice, or not theirs.
    """
    with office.store.write() as tx:
        check_notice(tx, by, notice_id)
        row = {"district": by.district, "notice_id": notice_id, "person_id": by.id, "at": tx.now}
        tx.execute(READ, row)
