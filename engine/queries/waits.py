"""Finds whom a message is for: who waits for it, what it opens, or whether nobody ever will."""

from sqlalchemy import bindparam, exists, or_, select

from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import (
    IS_ACTIVE,
    IS_OPEN,
    IS_READY,
    Case,
    Job,
    Link,
    Opener,
    Wait,
    WorkItem,
)

FIND_WAITING = (
    select(Wait.case_id)
    .where(
        Wait.district == bindparam("of_district"),
        Wait.name == bindparam("of_name"),
        Wait.correlation == bindparam("of_correlation"),
    )
    .order_by(Wait.case_id)
    .limit(1)
)
FIND_OPENED = select(Opener.key).where(
    Opener.district == bindparam("of_district"), Opener.message == bindparam("of_name")
)
FIND_ORIGIN = select(Case.id).where(
    Case.district == bindparam("of_district"),
    Case.kind == bindparam("of_kind"),
    Case.origin == bindparam("of_correlation"),
)
FIND_JOINED = (
    select(Case.id)
    .join(Link, (Link.district == Case.district) & (Link.other_id == Case.id))
    .where(
        Link.district == bindparam("of_district"),
        Link.case_id == bindparam("of_case"),
        Case.origin == bindparam("of_correlation"),
    )
)
OF_CASE = (WorkItem.district == Case.district, WorkItem.case_id == Case.id)
# A case that has ended may still wait, for a rating or a reopening: then it is not over.
FIND_OVER = select(Case.id).where(
    Case.district == bindparam("of_district"),
    or_(
        Case.number == bindparam("of_correlation"),
        (Case.origin == bindparam("of_correlation"))
        & Case.kind.in_(select(Opener.key).where(Opener.district == bindparam("of_district"))),
    ),
    ~IS_ACTIVE,
    ~exists().where(*OF_CASE, IS_OPEN),
    ~exists().where(Wait.district == Case.district, Wait.case_id == Case.id),
    ~exists().where(Job.district == Case.district, Job.case_id == Case.id, IS_READY,
                    Job.topic.is_(None)),
)  # fmt: skip


def waiting_case(tx: Tx, district: int, name: str, correlation: str) -> int | None:
    """Give the case that waits for a message by name and correlation, the oldest first."""
    wanted = {"of_district": district, "of_name": name, "of_correlation": correlation}
    found: int | None = tx.execute(FIND_WAITING, wanted).scalar()
    return found


def opened_by(tx: Tx, district: int, name: str) -> str | None:
    """Give the kind of case a message opens."""
    found: str | None = tx.execute(FIND_OPENED, {"of_district": district, "of_name": name}).scalar()
    return found


def case_opened_by(tx: Tx, district: int, kind: str, correlation: str) -> int | None:
    """Give the case of a kind that a message of this key opened."""
    wanted = {"of_district": district, "of_kind": kind, "of_correlation": correlation}
    found: int | None = tx.execute(FIND_ORIGIN, wanted).scalar()
    return found


def joined_case(tx: Tx, sender: LockedCase, correlation: str) -> int | None:
    """Give the case of a key that another one belongs to."""
    wanted = {"of_district": sender.district, "of_case": sender.id}
    found: int | None = tx.execute(FIND_JOINED, wanted | {"of_correlation": correlation}).scalar()
    return found


def is_over(tx: Tx, district: int, correlation: str) -> bool:
    """Tell whether a key names a case that has ended and waits for nothing and nobody."""
    wanted = {"of_district": district, "of_correlation": correlation}
    return bool(correlation) and tx.execute(FIND_OVER, wanted).first() is not None
