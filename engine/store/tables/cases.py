"""A case and what hangs on it: tasks, clocks, milestones, waits, and its free text apart."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped

from engine.store.columns import (
    KEYED,
    Base,
    Big,
    Bytes,
    District,
    Id,
    Key,
    LongText,
    Path,
    Small,
    When,
)


def of_case() -> ForeignKeyConstraint:
    """Bind a row to its case."""
    return ForeignKeyConstraint(["district", "case_id"], ["case_.district", "case_.id"])


def open_only(name: str, *columns: str) -> Index:
    """Index what lists read: a task that is done leaves the index."""
    where = text("state = 'open'")
    return Index(name, *columns, postgresql_where=where, sqlite_where=where)


class Case(Base):
    """A case: its place, its pinned policy, the snapshot of its drawing, the head of its trail.

    No index stands on anything a step changes, so PostgreSQL updates the row in place (HOT).
    `l2` and `l3` are the place on the second and third level (the first is the district), 0 if
    the case is not that deep.
    """

    __tablename__ = "case_"
    district: Mapped[District]
    id: Mapped[Id]
    number: Mapped[str]
    kind: Mapped[str]
    policy_id: Mapped[Big]
    state: Mapped[str]
    stage: Mapped[str]
    outcome: Mapped[str | None]
    category: Mapped[str | None]
    summary: Mapped[LongText | None]  # the handling summary as it stands now; erasable
    place_id: Mapped[Big | None]
    path: Mapped[Path]
    l2: Mapped[Big]
    l3: Mapped[Big]
    accused: Mapped[str | None]  # the path of a unit that must not see the case
    access: Mapped[str]  # a word of the policy: who beyond the handlers may look
    upstream: Mapped[str | None]  # the number another system gave it
    upstream_due: Mapped[When | None]
    channel: Mapped[str]  # a word of the district: how it came in
    origin: Mapped[str | None]  # the key of the message that opened it
    alike: Mapped[Bytes | None]  # keyed hash of the reporter's words, for equal reports; erasable
    lon: Mapped[float | None]  # WGS 84
    lat: Mapped[float | None]
    handler: Mapped[str | None]  # the path of the unit that handles it now
    merged_into: Mapped[Big | None]
    facts: Mapped[LongText]  # JSON: codes, tallies and dates the policy keeps with the case
    opened_at: Mapped[When]
    resolved_at: Mapped[When | None]
    closed_at: Mapped[When | None]
    version: Mapped[int]
    seq: Mapped[int]  # entries of the journal so far
    head: Mapped[Bytes]  # hash of the last of them
    snapshot: Mapped[Bytes]
    previous: Mapped[Bytes | None]  # the snapshot before, to take back one's own last action
    __table_args__ = (
        ForeignKeyConstraint(
            ["district", "policy_id"], ["policy_version.district", "policy_version.id"]
        ),
        UniqueConstraint("district", "number"),
        Index("case_path", "district", "path", "id"),
        Index("case_l2", "district", "l2", "id"),
        Index("case_l3", "district", "l3", "id"),
        Index("case_upstream", "district", "upstream", unique=True),
        Index("case_origin", "district", "kind", "origin", unique=True),
        Index("case_alike", "district", "alike"),
        Index(
            "case_active",
            "district",
            "id",
            postgresql_where=text("state in ('open', 'suspended', 'resolved')"),
            sqlite_where=text("state in ('open', 'suspended', 'resolved')"),
        ),
    )


class WorkItem(Base):
    """A task on a list: a role at the unit `path`; `l2`, `l3` are the case's place.

    Own tasks are found by `role` and `path`, watched ones by `district`, `l2` or `l3`: always
    by equality, so a page costs the same however many tasks there are.
    """

    __tablename__ = "work_item"
    district: Mapped[District]
    id: Mapped[Id]
    case_id: Mapped[Big]
    task: Mapped[str]  # the short id inside the snapshot
    element: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    path: Mapped[Path]
    l2: Mapped[Big]
    l3: Mapped[Big]
    state: Mapped[str]
    due_at: Mapped[When]  # NEVER where there is no limit
    clock: Mapped[str | None]  # the clock `due_at` follows
    unit: Mapped[str]  # the summoned unit it belongs to, "" for the case as a whole
    priority: Mapped[Small]
    urges: Mapped[Small]
    opened_at: Mapped[When]
    assigned_to: Mapped[Big | None]  # narrowed by the drawing to one person
    claimed_by: Mapped[Big | None]
    done_at: Mapped[When | None]
    done_by: Mapped[Big | None]
    answers: Mapped[LongText | None]  # JSON; free text stands in `words`
    __table_args__ = (
        of_case(),
        open_only("work_item_own", "district", "role", "path", "due_at", "id"),
        open_only("work_item_l1", "district", "due_at", "id"),
        open_only("work_item_l2", "district", "l2", "due_at", "id"),
        open_only("work_item_l3", "district", "l3", "due_at", "id"),
        UniqueConstraint("district", "case_id", "task"),
        Index(
            "work_item_done",
            "district",
            "done_by",
            "done_at",
            "id",
            postgresql_where=text("state = 'done'"),
            sqlite_where=text("state = 'done'"),
        ),
    )


# Written out and not bound: only so do the databases see that a partial index will do.
IS_ACTIVE = Case.state.in_(literal_column(f"'{s}'") for s in ("open", "suspended", "resolved"))
IS_OPEN = WorkItem.state == literal_column("'open'")


class Clock(Base):
    """A named instant of a case; `holder` is the unit that must keep it, "" the case as a whole."""

    __tablename__ = "clock"
    district: Mapped[District]
    case_id: Mapped[Id]
    key: Mapped[Key]
    holder: Mapped[Key]
    state: Mapped[str]
    due_at: Mapped[When]
    provisional: Mapped[bool]  # counted over a year whose holidays were not yet published
    facts: Mapped[LongText]  # JSON: what it was granted, what is left, how it moved
    __table_args__ = (
        of_case(),
        Index(
            "clock_provisional",
            "district",
            "case_id",
            postgresql_where=text("provisional"),
            sqlite_where=text("provisional"),
        ),
        KEYED,
    )


# Without a type, or it would be compared with 1 and no index of SQLite would do.
IS_PROVISIONAL: ColumnElement[Any] = literal_column("clock.provisional")


class Milestone(Base):
    """Something the rules count, reached with the entry `seq` of the case's journal."""

    __tablename__ = "milestone"
    district: Mapped[District]
    case_id: Mapped[Id]
    seq: Mapped[Id]
    key: Mapped[Key]
    scope: Mapped[Key]
    at: Mapped[When]
    due_at: Mapped[When]
    by: Mapped[Big | None]
    item_id: Mapped[Big | None]
    __table_args__ = (of_case(), Index("milestone_key", "district", "key", "at"), KEYED)


class Wait(Base):
    """A receiver of the drawing that is waiting: for another case, or for a person's command.

    `name` and `correlation` are what it has in common with the sender's message.
    """

    __tablename__ = "wait"
    district: Mapped[District]
    case_id: Mapped[Id]
    receiver: Mapped[Key]
    name: Mapped[str]
    correlation: Mapped[str]
    element: Mapped[str]
    lane: Mapped[str | None]
    form: Mapped[str | None]
    unit: Mapped[str]
    __table_args__ = (
        of_case(),
        Index("wait_message", "district", "name", "correlation"),
        KEYED,
    )


class Words(Base):
    """Free text, apart and erasable: the journal knows it only by a digest under `key`.

    `kind` tells who may read it: the reporter's own words, a summary, an answer, a comment.
    """

    __tablename__ = "words"
    district: Mapped[District]
    id: Mapped[Id]
    case_id: Mapped[Big]
    item_id: Mapped[Big | None]
    kind: Mapped[str]
    field: Mapped[str]
    readers: Mapped[str]  # the roles that may read it, " role role "; "" whoever sees the file
    body: Mapped[LongText | None]
    key: Mapped[Bytes | None]
    at: Mapped[When]
    by: Mapped[Big | None]
    __table_args__ = (of_case(), Index("words_case", "district", "case_id"))
