"""A case as who reported follows it: plain stages, when somebody comes, what was answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, select

from engine.casework import CaseReader, inputs_of
from engine.casework.record import plain
from engine.domain.lanes import REPORTER
from engine.policy.check import Policy
from engine.queries.actions import actions_of
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Clock, Entry, Notice, Words, WorkItem

OF_DISTRICT: Any = bindparam("of_district")
OF_CASE: Any = bindparam("of_case")
STEPS = (
    select(Entry.at, Entry.body)
    .where(Entry.district == OF_DISTRICT, Entry.case_id == OF_CASE)
    .order_by(Entry.seq)
)
COMING = (
    select(Clock.key, Clock.due_at)
    .where(
        Clock.district == OF_DISTRICT,
        Clock.case_id == OF_CASE,
        Clock.state == "running",
        Clock.key.in_(bindparam("keys", expanding=True)),
    )
    .order_by(Clock.due_at)
)
REPLIES = (
    select(Words.at, Words.body)
    .where(
        Words.district == OF_DISTRICT,
        Words.case_id == OF_CASE,
        Words.readers.contains(f" {REPORTER} "),
        Words.body.is_not(None),
    )
    .order_by(Words.id)
)
TOLD = (
    select(Notice.at, Notice.text)
    .where(Notice.district == OF_DISTRICT, Notice.case_id == OF_CASE, Notice.role == REPORTER)
    .order_by(Notice.id)
)
TASKS = (
    select(WorkItem.id, WorkItem.task, WorkItem.element, WorkItem.name)
    .where(
        WorkItem.district == OF_DISTRICT,
        WorkItem.case_id == OF_CASE,
        WorkItem.role == REPORTER,
        IS_OPEN,
    )
    .order_by(WorkItem.id)
)


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage in plain words: since when, and whether it is done, now, or still to come."""

    key: str
    name: str
    at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said to who reported."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Until when somebody comes, and what for."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something who reported may do now: `task` where it is a task, else the receiver."""

    message: str
    name: str
    task: int | None = None
    receiver: str | None = None
    form: Any = None
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """What who reported may know of their case."""

    number: str
    state: str
    outcome: str | None
    opened_at: datetime
    stages: Sequence[StageView]
    coming: Coming | None
    replies: Sequence[Said]
    notices: Sequence[Said]
    actions: Sequence[Asked]


def read_followed(tx: Tx, policy: Policy, reader: CaseReader) -> Followed:
    """Read a case for who reported it; the caller has seen their check code."""
    case = reader.row
    key = {"of_district": case.district, "of_case": case.id}
    coming = tx.execute(COMING, key | {"keys": list(policy.manifest.tells)}).first()
    return Followed(
        number=case.number,
        state=case.state,
        outcome=case.outcome,
        opened_at=case.opened_at,
        stages=tuple(_stages(tx, policy, case)),
        coming=Coming(coming.due_at, policy.name_of(coming.key)) if coming else None,
        replies=[Said(*row) for row in tx.execute(REPLIES, key)],
        notices=[Said(*row) for row in tx.execute(TOLD, key)],
        actions=asked_in(tx, policy, reader),
    )


def asked_in(tx: Tx, policy: Policy, reader: CaseReader) -> list[Asked]:
    """Give what the drawing waits for from who reported: their tasks, then their commands."""
    case = reader.row
    tasks = tx.execute(TASKS, {"of_district": case.district, "of_case": case.id})
    own = [_task(policy, reader, row) for row in tasks]
    commands = actions_of(policy, None, reader)
    return own + [
        Asked(each.message, each.name, None, each.id, each.form, each.inputs) for each in commands
    ]


def _task(policy: Policy, reader: CaseReader, row: Any) -> Asked:
    form = policy.form_of(row.element)
    handed = inputs_of(policy, row.element, row.task, reader) if form else {}
    inputs = {name: plain(value) for name, value in handed.items()}
    return Asked("", row.name, row.id, None, form.drawing if form else None, inputs)


def _stages(tx: Tx, policy: Policy, case: LockedCase) -> Iterator[StageView]:
    """Give the stages in the order of the policy; those the case went past are left out."""
    reached = _reached(tx, case)
    keys = list(policy.manifest.stages)
    now = keys.index(case.stage) if case.stage in keys else len(keys)
    for place, key in enumerate(keys):
        over = case.closed_at is not None or place != now
        if key in reached:
            state = "done" if over else "now"
            yield StageView(key, policy.name_of(key), reached[key], state)
        elif place > now and case.closed_at is None:
            yield StageView(key, policy.name_of(key), None, "ahead")


def _reached(tx: Tx, case: LockedCase) -> dict[str, datetime]:
    """Give when each stage was first reached."""
    reached: dict[str, datetime] = {}
    for at, body in tx.execute(STEPS, {"of_district": case.district, "of_case": case.id}):
        stage = orjson.loads(body).get("case", {}).get("stage")
        if stage:
            reached.setdefault(stage[1], at)
    return {case.stage: case.opened_at} | reached if case.stage else reached
