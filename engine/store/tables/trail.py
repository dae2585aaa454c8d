"""The trail nobody can change: one chain of hashes per case, and the anchors over all of them."""

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.columns import KEYED, Base, Big, Bytes, District, Id, Instant, LongText, When


class Entry(Base):
    """One thing that happened to a case; the database refuses to change or delete it.

    `body` is JSON of ids, numbers, dates, booleans and option codes; free text only as digest.
    """

    __tablename__ = "journal"
    district: Mapped[District]
    case_id: Mapped[Id]
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[When]
    actor: Mapped[Big | None]
    verb: Mapped[str]
    element: Mapped[str | None]
    body: Mapped[LongText]
    hash: Mapped[Bytes]
    __table_args__ = (
        ForeignKeyConstraint(["district", "case_id"], ["case_.district", "case_.id"]),
        KEYED,
    )


class Anchor(Base):
    """One hash over the last entry of every case that moved before `until`, and the anchor before.

    Printed or sent to another house, it proves that nothing older was changed or cut off.
    """

    __tablename__ = "anchor"
    district: Mapped[District]
    until: Mapped[When] = mapped_column(Instant, primary_key=True)
    cases: Mapped[Big]
    hash: Mapped[Bytes]
