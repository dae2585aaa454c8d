"""The parts of a case's file that are rows: clocks, milestones, tasks, links, registers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, or_, select

from engine.queries.case_file.awaited import awaited
from engine.queries.case_file.file import File
from engine.queries.spots import Spot
from engine.queries.visible import visible_cases
from engine.store.columns import NEVER
from engine.store.tables import (
    IS_OPEN,
    Case,
    Clock,
    Link,
    Milestone,
    Person,
    RegisterRow,
    WorkItem,
)


@dataclass(frozen=True, slots=True)
class ClockView:
    """A named instant of the case; `holder` is the unit that must keep it, None the case."""

    key: str
    name: str
    holder: Spot | None
    state: str
    due: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone that was reached; late where it had to be reached earlier."""

    key: str
    name: str
    unit: Spot | None
    at: datetime
    due: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class TaskOfCase:
    """An open task of the case: whose it is, and whether it is the reader's."""

    id: int
    element: str
    name: str
    role: str
    unit: Spot | None
    due: datetime | None
    assigned_to: int | None
    assignee: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another case this one belongs together with; no more of it than its number is told."""

    number: str
    kind: str
    state: str
    relation: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a register that came from the case."""

    register: str
    name: str
    number: str
    document: str | None
    row: Any
    at: datetime
    until: datetime | None


CLOCKS = (
    select(Clock.key, Clock.holder, Clock.state, Clock.due_at, Clock.provisional)
    .where(Clock.district == bindparam("of_district"), Clock.case_id == bindparam("of_case"))
    .order_by(Clock.due_at, Clock.key)
)
MILESTONES = (
    select(Milestone.key, Milestone.scope, Milestone.at, Milestone.due_at)
    .where(
        Milestone.district == bindparam("of_district"), Milestone.case_id == bindparam("of_case")
    )
    .order_by(Milestone.seq, Milestone.key)
)
TASKS = (
    select(
        WorkItem.id,
        WorkItem.element,
        WorkItem.name,
        WorkItem.role,
        WorkItem.path,
        WorkItem.due_at,
        WorkItem.assigned_to,
        Person.name.label("assignee"),
    )
    .outerjoin(
        Person, and_(Person.district == WorkItem.district, Person.id == WorkItem.assigned_to)
    )
    .where(
        WorkItem.district == bindparam("of_district"),
        WorkItem.case_id == bindparam("of_case"),
        IS_OPEN,
    )
    .order_by(WorkItem.due_at, WorkItem.id)
)
# A link shows on both cases.
LINKS = (
    select(Case.number, Case.kind, Case.state, Link.relation)
    .join(
        Case,
        and_(
            Case.district == Link.district,
            or_(
                and_(Link.case_id == bindparam("of_case"), Case.id == Link.other_id),
                and_(Link.other_id == bindparam("of_case"), Case.id == Link.case_id),
            ),
        ),
    )
    .where(Link.district == bindparam("of_district"))
    .order_by(Link.at)
)
ROWS = (
    select(
        RegisterRow.register,
        RegisterRow.number,
        RegisterRow.document,
        RegisterRow.row,
        RegisterRow.at,
        RegisterRow.until,
    )
    .where(
        RegisterRow.district == bindparam("of_district"),
        RegisterRow.case_id == bindparam("of_case"),
        RegisterRow.sealed.is_(False),
    )
    .order_by(RegisterRow.id)
)


def clocks_of(file: File) -> list[ClockView]:
    """Give the clocks that still count, the nearest first."""
    counts = awaited(file)
    return [
        ClockView(
            row.key,
            file.policy.name_of(row.key),
            file.named(row.holder),
            row.state,
            row.due_at,
            row.provisional,
        )
        for row in file.tx.execute(CLOCKS, file.key)
        if counts(row.key, row.holder, row.state)
    ]


def milestones_of(file: File) -> list[MilestoneView]:
    """Give the milestones in the order they were reached."""
    return [
        MilestoneView(
            row.key,
            file.policy.name_of(row.key),
            file.unit(row.scope),
            row.at,
            limit(row.due_at),
            row.at > row.due_at,
        )
        for row in file.tx.execute(MILESTONES, file.key)
    ]


def tasks_of(file: File) -> list[TaskOfCase]:
    """Give the open tasks, the most urgent first."""
    person = file.person
    return [
        TaskOfCase(
            id=row.id,
            element=row.element,
            name=row.name,
            role=row.role,
            unit=file.unit(row.path),
            due=limit(row.due_at),
            assigned_to=row.assigned_to,
            assignee=row.assignee,
            mine=person.holds(row.role, row.path) and row.assigned_to in {None, person.id},
        )
        for row in file.tx.execute(TASKS, file.key)
    ]


def links_of(file: File) -> list[LinkView]:
    """Give the cases this one belongs together with, as far as the reader may see them."""
    statement = LINKS.where(visible_cases(file.person))
    return [LinkView(*row) for row in file.tx.execute(statement, file.key)]


def rows_of(file: File) -> list[RowView]:
    """Give the open rows of registers that came from the case; sealed ones are nobody's yet."""
    return [
        RowView(
            row.register,
            file.policy.name_of(row.register),
            row.number,
            row.document,
            orjson.loads(row.row),
            row.at,
            limit(row.until),
        )
        for row in file.tx.execute(ROWS, file.key)
    ]


def limit(at: datetime) -> datetime | None:
    """Give an instant; None where it stands for no limit."""
    return None if at == NEVER else at
