"""Who reported, apart from the case: encrypted, reached by a check code."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.columns import Base, Big, Bytes, District, Id, Small, When
from engine.store.tables.cases import of_case


class Reporter(Base):
    """A voice of a case; `nth` counts those who joined.

    `sealed` holds name, number and on whose behalf; only a reveal with a purpose opens it.
    """

    __tablename__ = "reporter"
    district: Mapped[District]
    case_id: Mapped[Id]
    nth: Mapped[Id]
    contact: Mapped[str]  # a word of the policy: reachable, through the street, confidential
    state: Mapped[str]  # told: hears of the case; dropped: is no longer asked
    sealed: Mapped[Bytes | None]
    phone_index: Mapped[Bytes | None]  # keyed hash of the number, for exact search
    code: Mapped[Bytes | None]  # keyed hash of the check code
    __table_args__ = (of_case(), Index("reporter_phone", "district", "phone_index"))


class Rating(Base):
    """What a voice said of the result; `voice_id` is the case they reported, merged or not."""

    __tablename__ = "rating"
    district: Mapped[District]
    case_id: Mapped[Id]
    voice_id: Mapped[Id]
    solved: Mapped[str]
    stars: Mapped[Small]
    at: Mapped[When]
    by: Mapped[Big | None]  # who wrote it down for them
    __table_args__ = (of_case(),)


class Viewing(Base):
    """Somebody looked at a case: who, what of it, when."""

    __tablename__ = "viewing"
    district: Mapped[District]
    id: Mapped[Id]
    case_id: Mapped[Big]
    person_id: Mapped[Big]
    what: Mapped[str]
    at: Mapped[When]
    __table_args__ = (of_case(), Index("viewing_case", "district", "case_id", "id"))
