"""Writes what a step leaves beside its case: each kind of deed by a statement of its own."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from sqlalchemy import bindparam, delete, insert, select, update

from engine.store import tables
from engine.store.columns import NEVER
from engine.store.deeds import (
    Answered,
    Attached,
    Beside,
    Linked,
    Opened,
    Raised,
    Registered,
    Reopened,
    SlotFreed,
    SlotTaken,
    Struck,
    Summoned,
    Told,
    Unlinked,
    Unmade,
    Unreached,
    VoiceDropped,
    VoicesInvited,
    Watched,
)
from engine.store.incidents import Trouble, raise_incident
from engine.store.rows import Changes, LockedCase
from engine.store.store import Tx
from engine.store.tables import (
    Attachment,
    Link,
    Milestone,
    RegisterRow,
    Reporter,
    Summons,
    Watcher,
    WorkItem,
)
from engine.store.upserts import upsert

ASKED = "asked_by_policy"  # the code of an incident a drawing raised itself

DISTRICT: Any = bindparam("of_district")
CASE: Any = bindparam("of_case")
OPEN: dict[str, Any] = {"state": "open", "result": None, "until": None}
THIS_SUMMONS = (
    Summons.district == DISTRICT,
    Summons.case_id == CASE,
    Summons.unit == bindparam("of_unit"),
)
CALL_AGAIN = (
    update(Summons)
    .where(*THIS_SUMMONS)
    .values(part=bindparam("to_part"), round=bindparam("to_round"), **OPEN)
)
CALL = insert(Summons).values(OPEN)
ANSWER = update(Summons).where(*THIS_SUMMONS, Summons.state == "open").values(state="answered")
LINK = upsert(Link)
UNLINK = delete(Link).where(
    Link.district == DISTRICT,
    Link.case_id == bindparam("of_one"),
    Link.other_id == bindparam("of_other"),
)
REGISTER = insert(RegisterRow)
STRIKE = update(RegisterRow).where(
    RegisterRow.district == DISTRICT,
    RegisterRow.register == bindparam("of_register"),
    RegisterRow.number == bindparam("of_number"),
    RegisterRow.until == NEVER,
)
OPEN_ROWS = (
    update(RegisterRow)
    .where(
        RegisterRow.district == DISTRICT,
        RegisterRow.case_id == CASE,
        RegisterRow.register == bindparam("of_register"),
    )
    .values(sealed=False)
)
OPEN_ROW = OPEN_ROWS.where(RegisterRow.number == bindparam("of_number"))
THIS_TASK = (
    WorkItem.district == DISTRICT,
    WorkItem.case_id == CASE,
    WorkItem.task == bindparam("of_task"),
)
REOPEN = (
    update(WorkItem)
    .where(*THIS_TASK)
    .values(state="open", done_at=None, done_by=None, answers=None)
)
UNMAKE = delete(WorkItem).where(*THIS_TASK)
UNREACH = delete(Milestone).where(
    Milestone.district == DISTRICT,
    Milestone.case_id == CASE,
    Milestone.seq == bindparam("of_seq"),
)
TELL = insert(tables.Notice)
WATCH = upsert(Watcher)
TAKE_SLOT = upsert(tables.SlotTaken, changed=("day",))
FREE_SLOT = delete(tables.SlotTaken).where(
    tables.SlotTaken.district == DISTRICT,
    tables.SlotTaken.case_id == CASE,
    tables.SlotTaken.path == bindparam("of_path"),
)
DROP_VOICE = (
    update(Reporter)
    .where(Reporter.district == DISTRICT, Reporter.case_id == CASE)
    .values(state="dropped")
)
INVITE_VOICES = (
    update(Reporter)
    .where(
        Reporter.district == DISTRICT,
        Reporter.case_id.in_(
            select(Link.case_id).where(
                Link.district == DISTRICT, Link.other_id == CASE, Link.relation == "merged"
            )
        ),
        Reporter.state == "told",
    )
    .values(state="invited")
)
# Files somebody sent are free until a report or an answer names them.
ATTACH = update(Attachment).where(
    Attachment.district == DISTRICT,
    Attachment.id == bindparam("of_file"),
    Attachment.case_id.is_(None),
    Attachment.by.is_not_distinct_from(bindparam("of_sender")),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where deeds are written: the transaction, the case they belong to, and who acted."""

    tx: Tx
    case: LockedCase
    actor: int | None

    @property
    def key(self) -> dict[str, Any]:
        """Give the case's key as the conditions of the statements name it."""
        return {"of_district": self.case.district, "of_case": self.case.id}

    @property
    def row(self) -> dict[str, Any]:
        """Give the case's key as a row of the table holds it."""
        return {"district": self.case.district, "case_id": self.case.id}


def write_beside(tx: Tx, case: LockedCase, changes: Changes) -> None:
    """Write the deeds of a step, in the order the drawing came to them."""
    if changes.beside:
        desk = Desk(tx, case, changes.happenings[0].actor)
        for deed in changes.beside:
            WRITERS[type(deed)](desk, deed)


def link(desk: Desk, deed: Linked) -> None:
    """Let a case belong to another one."""
    desk.tx.execute(LINK, asdict(deed) | {"district": desk.case.district, "at": desk.tx.now})


def unlink(desk: Desk, deed: Unlinked) -> None:
    """Let a case go."""
    found = {"of_one": deed.case_id, "of_other": deed.other_id}
    desk.tx.execute(UNLINK, {"of_district": desk.case.district} | found)


def call(desk: Desk, deed: Summoned) -> None:
    """Call a unit, or call it again."""
    again = {"of_unit": deed.unit, "to_part": deed.part, "to_round": deed.round}
    if desk.tx.execute(CALL_AGAIN, desk.key | again).rowcount == 0:
        desk.tx.execute(CALL, desk.row | asdict(deed) | {"since": desk.tx.now})


def answer(desk: Desk, deed: Answered) -> None:
    """End a summons."""
    ended = {"of_unit": deed.unit, "result": deed.result, "until": desk.tx.now}
    desk.tx.execute(ANSWER, desk.key | ended)


def register(desk: Desk, deed: Registered) -> None:
    """Write a row of a register."""
    facts = asdict(deed) | {"row": orjson.dumps(deed.row).decode()}
    made = {"id": desk.tx.new_id(desk.case.district), "at": desk.tx.now, "by": desk.actor}
    desk.tx.execute(REGISTER, desk.row | facts | made | {"until": NEVER})


def strike(desk: Desk, deed: Struck) -> None:
    """End a row of a register."""
    found = {"of_register": deed.register, "of_number": deed.number}
    desk.tx.execute(STRIKE, {"of_district": desk.case.district, "until": desk.tx.now} | found)


def open_rows(desk: Desk, deed: Opened) -> None:
    """Open the sealed rows of the case."""
    statement = OPEN_ROW if deed.number else OPEN_ROWS
    number = {"of_number": deed.number} if deed.number else {}
    desk.tx.execute(statement, desk.key | {"of_register": deed.register} | number)


def watch(desk: Desk, deed: Watched) -> None:
    """Let a unit watch the case."""
    desk.tx.execute(WATCH, desk.row | {"path": deed.path, "since": desk.tx.now})


def take_slot(desk: Desk, deed: SlotTaken) -> None:
    """Take a slot of a unit."""
    desk.tx.execute(TAKE_SLOT, desk.row | asdict(deed))


def free_slot(desk: Desk, deed: SlotFreed) -> None:
    """Give a slot back."""
    desk.tx.execute(FREE_SLOT, desk.key | {"of_path": deed.path})


def drop_voice(desk: Desk, _: VoiceDropped) -> None:
    """Leave who reported in peace."""
    desk.tx.execute(DROP_VOICE, desk.key)


def invite_voices(desk: Desk, _: VoicesInvited) -> None:
    """Invite the voices of merged cases."""
    desk.tx.execute(INVITE_VOICES, desk.key)


def attach(desk: Desk, deed: Attached) -> None:
    """Let files belong to the case; what others sent, or belongs to another one, stays."""
    owner: dict[str, Any] = {"case_id": desk.case.id, "item_id": deed.item_id}
    owner |= {"of_sender": desk.actor, "readers": deed.readers}
    rows = [{"of_district": desk.case.district, "of_file": id_} | owner for id_ in deed.ids]
    desk.tx.execute(ATTACH, rows)


def tell(desk: Desk, deed: Told) -> None:
    """Put a notice where it is read."""
    made = {"district": desk.case.district, "id": desk.tx.new_id(desk.case.district)}
    desk.tx.execute(TELL, asdict(deed) | made | {"at": desk.tx.now})


def reopen(desk: Desk, deed: Reopened) -> None:
    """Put a task back on its list."""
    desk.tx.execute(REOPEN, desk.key | {"of_task": deed.task})


def unmake(desk: Desk, deed: Unmade) -> None:
    """Take a task away as if it had never been."""
    desk.tx.execute(UNMAKE, desk.key | {"of_task": deed.task})


def unreach(desk: Desk, deed: Unreached) -> None:
    """Forget the milestones of an entry."""
    desk.tx.execute(UNREACH, desk.key | {"of_seq": deed.seq})


def tell_keepers(desk: Desk, deed: Raised) -> None:
    """Open the incident the drawing asked for."""
    case = desk.case
    trouble = Trouble(code=ASKED, subject=case.id, case_id=case.id, facts=deed.facts)
    raise_incident(desk.tx, case.district, trouble)


WRITERS: Mapping[type[Beside], Callable[[Desk, Any], None]] = {
    Linked: link,
    Unlinked: unlink,
    Summoned: call,
    Answered: answer,
    Registered: register,
    Struck: strike,
    Opened: open_rows,
    Watched: watch,
    SlotTaken: take_slot,
    SlotFreed: free_slot,
    VoiceDropped: drop_voice,
    VoicesInvited: invite_voices,
    Attached: attach,
    Told: tell,
    Reopened: reopen,
    Unmade: unmake,
    Unreached: unreach,
    Raised: tell_keepers,
}
