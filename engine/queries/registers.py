"""Reads the registers (台账): rows of cases a person may see, and of the district as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, func, or_, select

from engine.domain.people import Person
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.visible import visible_cases
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.store.tables import Case, RegisterRow

ROWS = select(
    RegisterRow.id,
    RegisterRow.number,
    Case.number.label("case"),
    RegisterRow.document,
    RegisterRow.row,
    RegisterRow.at,
    RegisterRow.until,
).outerjoin(Case, and_(Case.district == RegisterRow.district, Case.id == RegisterRow.case_id))


@dataclass(frozen=True, slots=True)
class RowCard:
    """A row of a register: its number, the case it is of, its 文号, what it holds."""

    id: int
    number: str
    case: str | None
    document: str | None
    body: str
    at: datetime
    ends: datetime

    @property
    def row(self) -> Mapping[str, Any]:
        """Give the codes, numbers and dates it holds."""
        row: Mapping[str, Any] = orjson.loads(self.body)
        return row

    @property
    def until(self) -> datetime | None:
        """Give when it was struck, None while it stands."""
        return None if self.ends == NEVER else self.ends


def read_register(
    tx: Tx, person: Person, register: str, *, after: Cursor = FIRST, size: int
) -> Page[RowCard]:
    """Read a page of a register, the newest row first; sealed rows are not there yet."""
    wanted = _seen_by(person, register)
    older = () if after == FIRST else (RegisterRow.id < after.id,)
    statement = ROWS.where(*wanted, *older).order_by(RegisterRow.id.desc())
    rows = tx.execute(statement.limit(size + 1)).all()
    some = ROWS.where(*wanted).limit(CAP).subquery()
    count = tx.execute(select(func.count()).select_from(some)).scalar_one()
    cards = tuple(RowCard(*row) for row in rows[:size])
    last = Cursor(cards[-1].at, cards[-1].id) if len(rows) > size else None
    return Page(cards, last, count)


def read_standing(tx: Tx, person: Person, register: str) -> list[RowCard]:
    """Read every row of a register that was not struck, the newest row first."""
    standing = ROWS.where(*_seen_by(person, register), RegisterRow.until == NEVER)
    return [RowCard(*row) for row in tx.execute(standing.order_by(RegisterRow.id.desc()))]


def _seen_by(person: Person, register: str) -> tuple[ColumnElement[bool], ...]:
    return (
        RegisterRow.district == person.district,
        RegisterRow.register == register,
        RegisterRow.sealed.is_(False),
        or_(RegisterRow.case_id.is_(None), visible_cases(person)),
    )
