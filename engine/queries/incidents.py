"""Reads incidents, and what waits for them to be settled."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Incident, Words

HELD = "held"  # the kind of words that wait for an incident to be settled

READ_INCIDENT = select(Incident.code, Incident.subject, Incident.case_id).where(
    Incident.district == bindparam("of_district"),
    Incident.id == bindparam("of_incident"),
    Incident.state == "open",
)
READ_HELD = (
    select(Words.item_id, Words.by, Words.body)
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
class OpenIncident:
    """An incident nobody has settled: what is wrong with which job or case."""

    code: str
    subject: int
    case_id: int | None


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """Answers a step could not take, as JSON: of which task and by whom."""

    task_id: int
    by: int
    answers: str


def read_incident(tx: Tx, incident: int) -> OpenIncident | None:
    """Read an incident that is open."""
    wanted = {"of_district": district_of(incident), "of_incident": incident}
    row = tx.execute(READ_INCIDENT, wanted).one_or_none()
    return OpenIncident(*row) if row else None


def read_held(tx: Tx, case: int) -> HeldAnswers | None:
    """Read the last answers a case's step could not take."""
    wanted = {"of_district": district_of(case), "of_case": case}
    row = tx.execute(READ_HELD, wanted).one_or_none()
    return HeldAnswers(*row) if row else None
