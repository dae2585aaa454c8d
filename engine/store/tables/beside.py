"""What stands beside cases: links, summonses, registers, watchers, notices, files, slots."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

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
from engine.store.tables.cases import of_case


class Link(Base):
    """One case belongs to another: `relation` says how, as merged or by which message."""

    __tablename__ = "link"
    district: Mapped[District]
    case_id: Mapped[Id]
    other_id: Mapped[Id]
    relation: Mapped[str]
    at: Mapped[When]
    __table_args__ = (
        of_case(),
        ForeignKeyConstraint(
            ["district", "other_id"], ["case_.district", "case_.id"], name="fk_link_other"
        ),
        Index("link_other", "district", "other_id"),
        KEYED,
    )


class Summons(Base):
    """A unit that was called: its part, its round, and what came of it."""

    __tablename__ = "summons"
    district: Mapped[District]
    case_id: Mapped[Id]
    unit: Mapped[Key]
    round: Mapped[Small] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[Path]
    part: Mapped[str]
    state: Mapped[str]
    result: Mapped[str | None]
    since: Mapped[When]
    until: Mapped[When | None]
    __table_args__ = (of_case(), Index("summons_path", "district", "path", "state", "case_id"))


class RegisterRow(Base):
    """A row of a register (台账): codes, numbers and dates; it ends, and is never changed."""

    __tablename__ = "register_row"
    district: Mapped[District]
    id: Mapped[Id]
    register: Mapped[str]
    number: Mapped[str]
    case_id: Mapped[Big | None]
    document: Mapped[str | None]  # its 文号
    row: Mapped[LongText]  # JSON
    sealed: Mapped[bool]  # not to be read before the rows are opened together
    at: Mapped[When]
    by: Mapped[Big | None]
    until: Mapped[When]
    __table_args__ = (
        UniqueConstraint("district", "register", "number", "id"),
        Index("register_case", "district", "case_id", "register"),
        Index("register_open", "district", "register", "until", "id"),
    )


class Watcher(Base):
    """A unit that sent a case on and is told what becomes of it (上交不脱手)."""

    __tablename__ = "watcher"
    district: Mapped[District]
    case_id: Mapped[Id]
    path: Mapped[Key]
    since: Mapped[When]
    __table_args__ = (of_case(), Index("watcher_path", "district", "path", "case_id"), KEYED)


class Notice(Base):
    """A notice in the house: for a role at a unit, for one person, or for who reported."""

    __tablename__ = "notice"
    district: Mapped[District]
    id: Mapped[Id]
    case_id: Mapped[Big]
    template: Mapped[str]
    text: Mapped[LongText]
    urgency: Mapped[str]
    role: Mapped[str]
    path: Mapped[Path]
    at: Mapped[When]
    __table_args__ = (
        of_case(),
        Index("notice_seat", "district", "role", "path", "at", "id"),
        Index("notice_case", "district", "case_id", "id"),
    )


class NoticeRead(Base):
    """Somebody has read a notice."""

    __tablename__ = "notice_read"
    district: Mapped[District]
    notice_id: Mapped[Id]
    person_id: Mapped[Id]
    at: Mapped[When]
    __table_args__ = (
        ForeignKeyConstraint(["district", "notice_id"], ["notice.district", "notice.id"]),
        KEYED,
    )


class Attachment(Base):
    """A file somebody sent, cleaned; its bytes lie in the data folder under its hash."""

    __tablename__ = "attachment"
    district: Mapped[District]
    id: Mapped[Id]
    case_id: Mapped[Big | None]  # none until an answer or a report names it
    item_id: Mapped[Big | None]
    kind: Mapped[str]
    media: Mapped[str]
    size: Mapped[Big]
    sha256: Mapped[Bytes]
    readers: Mapped[str]
    at: Mapped[When]
    by: Mapped[Big | None]
    __table_args__ = (
        Index("attachment_case", "district", "case_id", "id"),
        Index(
            "attachment_loose",
            "district",
            "at",
            postgresql_where=text("case_id is null"),
            sqlite_where=text("case_id is null"),
        ),
    )


class TaskDraft(Base):
    """What somebody has filled in so far; erased when the task is done."""

    __tablename__ = "task_draft"
    district: Mapped[District]
    item_id: Mapped[Id]
    person_id: Mapped[Id]
    body: Mapped[LongText]
    version: Mapped[int]
    at: Mapped[When]


class Slot(Base):
    """How many ordinary whistles a unit can take on a day, as it published."""

    __tablename__ = "slot"
    district: Mapped[District]
    path: Mapped[Key]
    day: Mapped[date] = mapped_column(primary_key=True)
    capacity: Mapped[Small]


class SlotTaken(Base):
    """A case holds a slot of a unit."""

    __tablename__ = "slot_taken"
    district: Mapped[District]
    path: Mapped[Key]
    case_id: Mapped[Id]
    day: Mapped[date]
    __table_args__ = (of_case(), Index("slot_day", "district", "path", "day"))


class Filter(Base):
    """A list filter somebody saved, for themselves or for their unit."""

    __tablename__ = "filter"
    district: Mapped[District]
    id: Mapped[Id]
    person_id: Mapped[Big]
    shared_with: Mapped[str]  # the path of a unit, "" nobody
    name: Mapped[str]
    query: Mapped[LongText]
    version: Mapped[int]
    __table_args__ = (
        Index("filter_person", "district", "person_id"),
        Index("filter_shared", "district", "shared_with"),
    )
