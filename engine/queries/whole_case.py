"""All that is known of a case, through nobody's eyes: for rehearsals, never for a door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, exists, select

from engine.domain.clocks import Clock
from engine.domain.people import Person
from engine.queries.clocks import read_clocks
from engine.queries.incidents import sentence_of
from engine.queries.visible import visible_cases
from engine.store.columns import NEVER
from engine.store.load import read_case
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import (
    IS_OPEN,
    Case,
    Entry,
    Incident,
    Link,
    Milestone,
    Notice,
    RegisterRow,
    Wait,
)
from engine.store.tables import WorkItem as Item

OF_DISTRICT: Any = bindparam("of_district")
OF_CASE: Any = bindparam("of_case")
TASKS = (
    select(Item.id, Item.element, Item.name, Item.role, Item.path, Item.unit)
    .where(Item.district == OF_DISTRICT, Item.case_id == OF_CASE, IS_OPEN)
    .order_by(Item.id)
)
MILESTONES = (
    select(Milestone.key, Milestone.scope, Milestone.at)
    .where(Milestone.district == OF_DISTRICT, Milestone.case_id == OF_CASE)
    .order_by(Milestone.seq)
)
ENTRIES = (
    select(Entry.verb, Entry.body)
    .where(Entry.district == OF_DISTRICT, Entry.case_id == OF_CASE)
    .order_by(Entry.seq)
)
WAITS = select(Wait.receiver, Wait.name, Wait.unit, Wait.form).where(
    Wait.district == OF_DISTRICT, Wait.case_id == OF_CASE
)
NOTICES = select(Notice.text).where(Notice.district == OF_DISTRICT, Notice.case_id == OF_CASE)
LINKS = select(Link.case_id, Link.other_id).where(
    Link.district == OF_DISTRICT, (Link.case_id == OF_CASE) | (Link.other_id == OF_CASE)
)
ROWS = (
    select(
        RegisterRow.register,
        RegisterRow.number,
        RegisterRow.document,
        RegisterRow.row,
        RegisterRow.until,
    )
    .where(RegisterRow.district == OF_DISTRICT, RegisterRow.case_id == OF_CASE)
    .order_by(RegisterRow.id)
)
CASES = (
    select(Case.id, Case.number, Case.kind, Case.origin)
    .where(Case.district == OF_DISTRICT)
    .order_by(Case.id)
)
INCIDENTS = (
    select(Incident.id, Incident.code, Incident.facts)
    .where(Incident.state == "open")
    .order_by(Incident.id)
)

POSTED = "post_notice"  # the verb of the journal under which a notice is entered


@dataclass(frozen=True, slots=True)
class Listed:
    """An open task; `unit` is the summoned unit it belongs to, `path` that of its lane."""

    id: int
    element: str
    name: str
    role: str
    path: str
    unit: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """A message the case waits for; with a form, a person may give it."""

    receiver: str
    name: str
    unit: str
    form: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was sent."""

    template: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register."""

    register: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case and all that hangs on it; `passed` are the elements of its drawing in their order."""

    row: LockedCase
    tasks: tuple[Listed, ...]
    clocks: tuple[Clock, ...]
    milestones: tuple[tuple[str, str, datetime], ...]
    notices: tuple[Told, ...]
    texts: tuple[str, ...]
    passed: tuple[str, ...]
    waits: tuple[Awaited, ...]
    linked: frozenset[int]
    rows: tuple[Row, ...]

    @property
    def facts(self) -> Mapping[str, Any]:
        """Give the codes the policy keeps with the case."""
        facts: Mapping[str, Any] = orjson.loads(self.row.facts)
        return facts


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as a list of all shows it; `origin` is the key of the message that opened it."""

    id: int
    number: str
    kind: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Something a person must look at."""

    id: int
    code: str
    facts: Mapping[str, Any]

    def say(self, language: str) -> str:
        """Say what is wrong and what to do."""
        return sentence_of(self.code, self.facts, language)


def read_whole(tx: Tx, case_id: int) -> WholeCase:
    """Read everything of a case that is there."""
    row = read_case(tx, case_id)
    if row is None:
        raise LookupError(case_id)
    of = {"of_district": row.district, "of_case": row.id}
    entries = [(e.verb, orjson.loads(e.body)) for e in tx.execute(ENTRIES, of)]
    ends = [end for pair in tx.execute(LINKS, of) for end in pair]
    return WholeCase(
        row=row,
        tasks=tuple(Listed(*task) for task in tx.execute(TASKS, of)),
        clocks=tuple(read_clocks(tx, row)),
        milestones=tuple((m.key, m.scope, m.at) for m in tx.execute(MILESTONES, of)),
        notices=tuple(Told(b["template"], (*b["to"],)) for v, b in entries if v == POSTED),
        texts=tuple(tx.execute(NOTICES, of).scalars()),
        passed=tuple(element for _, body in entries for element in body.get("passed", ())),
        waits=tuple(Awaited(*wait) for wait in tx.execute(WAITS, of)),
        linked=frozenset(ends) - {row.id},
        rows=tuple(_row(*each) for each in tx.execute(ROWS, of)),
    )


def read_cases(tx: Tx, district: int) -> list[KnownCase]:
    """Read every case of a district, the first one first."""
    return [KnownCase(*row) for row in tx.execute(CASES, {"of_district": district})]


def read_open_incidents(tx: Tx) -> list[OpenIncident]:
    """Read what a person must look at."""
    return [OpenIncident(i.id, i.code, orjson.loads(i.facts)) for i in tx.execute(INCIDENTS)]


def is_seen_by(tx: Tx, person: Person, case_id: int) -> bool:
    """Tell whether a person may see a case."""
    seen = exists().where(Case.id == case_id, visible_cases(person))
    return bool(tx.execute(select(seen)).scalar_one())


def _row(register: str, number: str, document: str | None, row: str, until: datetime) -> Row:
    about = {"number": number, "document": document, "open": until == NEVER}
    return Row(register, {**about, **orjson.loads(row)})
