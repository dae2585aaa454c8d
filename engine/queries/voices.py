"""Reads of who reported what anybody may know, and whether a person may know more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select, tuple_

from engine.domain.people import Person
from engine.domain.reporters import Contact
from engine.domain.words import Action
from engine.queries.visible import visible_cases
from engine.store.rows import LockedCase
from engine.store.seals import Seals
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Reporter, WorkItem
from engine.store.voices import contact_of

MOST = 50  # reports under one telephone number
BY_CODE = (
    select(Reporter.case_id, Reporter.nth)
    .join(Case, (Case.district == Reporter.district) & (Case.id == Reporter.case_id))
    .where(
        Case.district == bindparam("of_district"),
        Case.number == bindparam("of_number"),
        Reporter.code == bindparam("of_code"),
    )
    .limit(1)
)
BY_PHONE = (
    select(Case.number, Case.state, Case.opened_at)
    .join(Reporter, (Reporter.district == Case.district) & (Reporter.case_id == Case.id))
    .where(
        Reporter.district == bindparam("of_district"),
        Reporter.phone_index == bindparam("of_phone"),
    )
    .distinct()
    .order_by(Case.opened_at.desc())
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who shows a check code: which voice of which case."""

    case_id: int
    nth: int


@dataclass(frozen=True, slots=True)
class ReporterCard:
    """What a case file tells of who reported: how they may be reached, not who they are."""

    contact: Contact
    revealable: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A case as a search by telephone number finds it."""

    number: str
    state: str
    opened_at: datetime


def caller_of(tx: Tx, seals: Seals, district: int, number: str, code: str) -> Caller | None:
    """Find the voice of a case that was given a check code."""
    found = {"of_district": district, "of_number": number, "of_code": seals.code(number, code)}
    row = tx.execute(BY_CODE, found).one_or_none()
    return Caller(*row) if row else None


def reporter_card(tx: Tx, person: Person, case: LockedCase) -> ReporterCard | None:
    """Give what the file of a case tells of who reported it; None where nobody did."""
    contact = contact_of(tx, case.id)
    if contact is None:
        return None
    return ReporterCard(contact, may_reveal(tx, person, case, contact))


def may_reveal(tx: Tx, person: Person, case: LockedCase, contact: Contact) -> bool:
    """Tell whether a person who may see a case may learn who reported it.

    With a permission at or above the place: yes, but of a confidential report nobody who has
    worked on it. Without one: who works on it now, if the reporter is to be reached directly.
    """
    permitted = person.may_at(Action.REVEAL_REPORTER, case.path)
    if contact is Contact.SECRET:
        return permitted and not _works(tx, person, case, OF_SEATS)
    if contact is Contact.REACHABLE:
        return permitted or _works(tx, person, case, OF_SEATS.where(IS_OPEN))
    return permitted and contact is Contact.RELAY


OF_SEATS = select(WorkItem.id).where(
    WorkItem.district == bindparam("of_district"),
    WorkItem.case_id == bindparam("of_case"),
    tuple_(WorkItem.role, WorkItem.path).in_(bindparam("seats", expanding=True)),
)


def _works(tx: Tx, person: Person, case: LockedCase, tasks: Select[int]) -> bool:
    seats = [(role, post.path) for post in person.posts for role in (post.role, "")]
    found = {"of_district": case.district, "of_case": case.id, "seats": seats}
    return tx.execute(tasks.limit(1), found).first() is not None


def reported_from(tx: Tx, person: Person, seals: Seals, phone: str) -> Sequence[Reported]:
    """Find the cases a person may see that were reported from a telephone number."""
    found = {"of_district": person.district, "of_phone": seals.phone(phone)}
    rows = tx.execute(BY_PHONE.where(visible_cases(person)), found)
    return [Reported(*row) for row in rows]
