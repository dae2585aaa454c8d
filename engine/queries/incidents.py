"""Reads incidents, and what waits for them to be settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, tuple_

from engine.domain.people import Person
from engine.domain.refusals import IncidentNotFound, IncidentSettled
from engine.domain.words import Action
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.readable import HELD
from engine.queries.visible import visible_cases
from engine.store.ids import HOUSE, district_of
from engine.store.store import Tx
from engine.store.tables import Case, Entry, Incident, Words
from engine.texts import say

OF_CASE = and_(Case.district == Incident.district, Case.id == Incident.case_id)
# A step that fails again is the same incident, and one more entry of its case's journal.
FAILED = (
    select(func.count())
    .where(
        Entry.district == Incident.district,
        Entry.case_id == Incident.case_id,
        Entry.verb == "incident",
        Entry.at >= Incident.opened_at,
    )
    .correlate(Incident)
    .scalar_subquery()
)
LISTED = (
    select(
        Incident.id,
        Incident.code,
        Incident.facts,
        Case.number,
        Incident.opened_at,
        case((Incident.code == "step_failed", FAILED), else_=1),
    )
    .outerjoin(Case, OF_CASE)
    .where(
        tuple_(Incident.opened_at, Incident.id)
        > tuple_(bindparam("after_at", type_=Incident.opened_at.type), bindparam("after_id")),
    )
    .order_by(Incident.opened_at, Incident.id)
    .limit(bindparam("size"))
)
COUNTED = select(Incident.id).outerjoin(Case, OF_CASE).limit(CAP)
READ_INCIDENT = select(
    Incident.code, Incident.subject, Incident.case_id, Incident.settled_at
).outerjoin(Case, OF_CASE)
READ_HELD = (
    select(Words.item_id, Words.by, Words.body, Words.field)
    .where(
        Words.district == bindparam("of_district"),
        Words.case_id == bindparam("of_case"),
        Words.kind == HELD,
        Words.body.is_not(None),
    )
    .order_by(Words.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An open incident as a list shows it; `times` is how often the same was found wrong."""

    id: int
    code: str
    body: str
    case: str | None
    opened: datetime
    times: int

    @property
    def facts(self) -> Mapping[str, Any]:
        """Give what the sentence names."""
        facts: Mapping[str, Any] = orjson.loads(self.body)
        return facts

    @property
    def element(self) -> str | None:
        """Give where in the drawing it happened, if in one."""
        return self.facts.get("element") or None

    def sentence(self, language: str) -> str:
        """Say what is wrong and what to do."""
        return sentence_of(self.code, self.facts, language)


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident nobody has settled: what is wrong with which job or case."""

    code: str
    subject: int
    case_id: int | None


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """Answers a step could not take, as JSON: of which task or message, and by whom."""

    task_id: int | None
    by: int | None  # None: who reported
    answers: str
    message: str


def sentence_of(code: str, facts: Mapping[str, Any], language: str) -> str:
    """Say an incident; a fact that is a sentence of its own is kept in every language."""
    said = {
        name: fact[language] if isinstance(fact, dict) else fact for name, fact in facts.items()
    }
    return say(f"incidents.{code}", said, language)


def read_incidents(
    tx: Tx, person: Person, *, after: Cursor = FIRST, size: int
) -> Page[IncidentCard]:
    """Read a page of the open incidents a person may see, the oldest first."""
    theirs = (Incident.state == "open", visible_incidents(person))
    values = {"after_at": after.at, "after_id": after.id, "size": size + 1}
    rows = tx.execute(LISTED.where(*theirs), values).all()
    some = COUNTED.where(*theirs).subquery()
    count = tx.execute(select(func.count()).select_from(some)).scalar_one()
    cards = tuple(IncidentCard(*row) for row in rows[:size])
    last = cards[-1] if len(rows) > size else None
    return Page(cards, Cursor(last.opened, last.id) if last else None, count)


def read_incident(tx: Tx, person: Person, incident: int) -> OpenIncident:
    """Read an incident a person may see and nobody has settled.

    Raises:
        IncidentNotFound: No such incident, or none this person may see.
        IncidentSettled: Somebody has settled it.
    """
    this = (Incident.district == district_of(incident), Incident.id == incident)
    row = tx.execute(READ_INCIDENT.where(*this, visible_incidents(person))).one_or_none()
    if row is None:
        raise IncidentNotFound(incident=str(incident))
    if row.settled_at:
        raise IncidentSettled(incident=str(incident), at=row.settled_at)
    return OpenIncident(row.code, row.subject, row.case_id)


def visible_incidents(person: Person) -> ColumnElement[bool]:
    """Give the condition for the incidents a person may see.

    An incident of a case is seen by who sees the case; one of the house by who may retry it.
    """
    of_cases = and_(Incident.district == person.district, visible_cases(person))
    if not person.may(Action.RETRY_INCIDENT):
        return of_cases
    of_house = and_(Incident.district.in_((HOUSE, person.district)), Incident.case_id.is_(None))
    return or_(of_cases, of_house)


def read_held(tx: Tx, case: int) -> HeldAnswers | None:
    """Read the last answers a case's step could not take."""
    wanted = {"of_district": district_of(case), "of_case": case}
    row = tx.execute(READ_HELD, wanted).one_or_none()
    return HeldAnswers(*row) if row else None
