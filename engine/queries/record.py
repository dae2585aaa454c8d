"""What verbs and expressions read of the record beside a case: when asked, and no sooner."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Select, bindparam, func, or_, select

from engine.domain.clocks import Clock
from engine.queries.attachments import loose_files
from engine.queries.clocks import read_clocks
from engine.queries.readable import REPORT
from engine.queries.similar import find_similar
from engine.store.columns import NEVER
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import (
    IS_ACTIVE,
    Case,
    Link,
    RegisterRow,
    Reporter,
    Slot,
    SlotTaken,
    Summons,
    Words,
)
from engine.verbs.record import RegisterEntry, Similar, Wanted

MERGED = "merged"
NOBODY = "none"
# More than any table or form goes through; a longer register is asked for what matches.
MOST_ROWS = 500


def of_case(table: Any) -> tuple[Any, Any]:
    """Give the condition for the rows of the case."""
    return (table.district == bindparam("of_district"), table.case_id == bindparam("of_case"))


READ_WORDS = (
    select(Words.body)
    .where(*of_case(Words), Words.kind == REPORT, Words.body.is_not(None))
    .order_by(Words.id)
)
IS_TOLD = Reporter.state != "dropped"
READ_CONTACT = (
    select(Reporter.contact).where(*of_case(Reporter), IS_TOLD).order_by(Reporter.nth).limit(1)
)
MERGED_HERE = select(Link.case_id).where(
    Link.district == bindparam("of_district"),
    Link.other_id == bindparam("of_case"),
    Link.relation == MERGED,
)
COUNT_VOICES = select(func.count()).where(
    Reporter.district == bindparam("of_district"),
    IS_TOLD,
    or_(Reporter.case_id == bindparam("of_case"), Reporter.case_id.in_(MERGED_HERE)),
)
READ_JOINED = (
    select(Case.number)
    .join(Link, (Link.district == Case.district) & (Link.case_id == Case.id))
    .where(Link.district == bindparam("of_district"), Link.other_id == bindparam("of_case"))
    .order_by(Link.at, Case.id)
)
READ_SUMMONED = (
    select(Summons.unit, Summons.state)
    .where(*of_case(Summons))
    .order_by(Summons.since, Summons.unit)
)
COUNT_OPEN_ROWS = (
    select(RegisterRow.register, func.count())
    .where(*of_case(RegisterRow), RegisterRow.until == NEVER)
    .group_by(RegisterRow.register)
)
COUNT_ROWS = select(func.count()).where(*of_case(RegisterRow))
READ_ROWS = (
    select(RegisterRow.number, RegisterRow.document, RegisterRow.at, RegisterRow.row)
    .where(
        RegisterRow.district == bindparam("of_district"),
        RegisterRow.register == bindparam("of_register"),
        RegisterRow.until == NEVER,
        RegisterRow.sealed.is_(False),
    )
    .order_by(RegisterRow.id.desc())
    .limit(MOST_ROWS)
)
READ_NAMED = select(Case.id, Case.merged_into, IS_ACTIVE)
READ_SLOTS = select(Slot.day, Slot.capacity).where(
    Slot.district == bindparam("of_district"),
    Slot.path == bindparam("of_path"),
    Slot.day >= bindparam("since"),
)
COUNT_TAKEN = (
    select(SlotTaken.day, func.count())
    .where(
        SlotTaken.district == bindparam("of_district"),
        SlotTaken.path == bindparam("of_path"),
        SlotTaken.day >= bindparam("since"),
        SlotTaken.case_id != bindparam("of_case"),
    )
    .group_by(SlotTaken.day)
)


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The record beside one case, in one transaction."""

    tx: Tx
    case: LockedCase

    @property
    def key(self) -> dict[str, Any]:
        """Give the case's key as the statements name it."""
        return {"of_district": self.case.district, "of_case": self.case.id}

    def clocks(self) -> Sequence[Clock]:
        """Read the named clocks."""
        return read_clocks(self.tx, self.case)

    def words(self) -> str:
        """Read what the reporter said."""
        return "\n".join(self.tx.execute(READ_WORDS, self.key).scalars())

    def sent_file(self, id_: str, by: int | None) -> str | None:
        """Read the kind of a file this person sent and no case has yet."""
        if not (id_.isascii() and id_.isdecimal()):
            return None
        return loose_files(self.tx, self.case.district, [int(id_)], by).get(int(id_))

    def contact(self) -> str:
        """Read how who reported may be reached."""
        found: str | None = self.tx.execute(READ_CONTACT, self.key).scalar()
        return found or NOBODY

    def voices(self) -> int:
        """Count who reported this."""
        return self._count(COUNT_VOICES)

    def joined(self) -> Sequence[str]:
        """Read the numbers of the cases that belong to this one."""
        return self.tx.execute(READ_JOINED, self.key).scalars().all()

    def summoned(self) -> Sequence[tuple[str, bool]]:
        """Read the units called, and whether each has still to answer."""
        rows = self.tx.execute(READ_SUMMONED, self.key)
        return [(unit, state == "open") for unit, state in rows]

    def open_rows(self) -> Mapping[str, int]:
        """Count the open rows in each register."""
        return dict(self.tx.execute(COUNT_OPEN_ROWS, self.key).all())

    def rows_written(self) -> int:
        """Count all rows of registers."""
        return self._count(COUNT_ROWS)

    def rows(
        self, register: str, *, match: Mapping[str, Any], of_case: bool
    ) -> Sequence[RegisterEntry]:
        """Read the open rows of a register that hold some values, the newest first."""
        found = READ_ROWS.where(*holding(RegisterRow.row, match))
        if of_case:
            found = found.where(RegisterRow.case_id == bindparam("of_case"))
        rows = self.tx.execute(found, self.key | {"of_register": register})
        read = (RegisterEntry(n, document, at, orjson.loads(row)) for n, document, at, row in rows)
        return [entry for entry in read if match.items() <= entry.row.items()]

    def similar(self, wanted: Wanted) -> Similar:
        """Find cases like this one."""
        return find_similar(self.tx, self.case, wanted)

    def case_named(self, number: str) -> int | None:
        """Find a case that is not over, the main one where it was merged."""
        found = self._one(READ_NAMED.where(Case.number == number))
        while found and found[1] is not None:
            found = self._one(READ_NAMED.where(Case.id == found[1]))
        return found[0] if found and found[2] else None

    def slots(self, path: str, since: date) -> Mapping[date, tuple[int, int]]:
        """Read how many slots a unit has on each day, and how many others have taken."""
        key = self.key | {"of_path": path, "since": since}
        taken: dict[date, int] = dict(self.tx.execute(COUNT_TAKEN, key).all())
        given: dict[date, int] = dict(self.tx.execute(READ_SLOTS, key).all())
        return {day: (given.get(day, 0), taken.get(day, 0)) for day in {**taken, **given}}

    def _count(self, statement: Select[Any]) -> int:
        return int(self.tx.execute(statement, self.key).scalar_one())

    def _one(self, statement: Select[*tuple[Any, ...]]) -> Any:
        return self.tx.execute(statement.where(Case.district == self.case.district)).one_or_none()


def holding(column: Any, match: Mapping[str, Any]) -> Iterator[Any]:
    """Give the conditions that a column of JSON holds some values, as they are written there."""
    for key, value in match.items():
        written = orjson.dumps({key: value}).decode()[1:-1]
        yield column.contains(written, autoescape=True)
