"""What the house itself keeps: whether it is live, how far its clock is ahead, its counters."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.columns import Base, Big, District, Id, LongText, Small, When


class Mark(Base):
    """One row: live, demo or test; only the latter two may have a clock of their own."""

    __tablename__ = "mark"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("kind in ('live', 'demo', 'test')", name="kind"),
        CheckConstraint("kind <> 'live' or ahead = 0", name="live_clock"),
    )
    id: Mapped[Small] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    ahead: Mapped[Big]  # microseconds between the database's clock and the store's
    starts: Mapped[Big]  # processes started so far; gives each one its node in the ids


class CalendarYear(Base):
    """A notice of the working calendar as it was loaded; of a year, the latest row counts."""

    __tablename__ = "calendar_year"
    district: Mapped[District]
    id: Mapped[Id]
    year: Mapped[int]
    entry: Mapped[LongText]  # JSON as in the year file: its source, days off, days worked
    at: Mapped[When]
    by: Mapped[Big | None]


class NumberBlock(Base):
    """How many case numbers of a day are given out; a process takes them by the block."""

    __tablename__ = "number_block"
    district: Mapped[District]
    day: Mapped[date] = mapped_column(primary_key=True)
    taken: Mapped[int]
