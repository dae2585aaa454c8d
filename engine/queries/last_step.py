"""Reads what happened to a case last, and how its drawing stood before."""

import orjson
from sqlalchemy import bindparam, select

from engine.casework.take_back import LastStep
from engine.store.load import load_previous
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import Entry

READ_ENTRY = select(Entry.verb, Entry.actor, Entry.body).where(
    Entry.district == bindparam("of_district"),
    Entry.case_id == bindparam("of_case"),
    Entry.seq == bindparam("of_seq"),
)


def read_last_step(tx: Tx, case: LockedCase) -> LastStep | None:
    """Read the last entry of a case's journal; None where the case has only begun."""
    previous = load_previous(tx, case)
    key = {"of_district": case.district, "of_case": case.id, "of_seq": case.seq}
    row = tx.execute(READ_ENTRY, key).one_or_none()
    if row is None or not previous:
        return None
    return LastStep(row.verb, row.actor, orjson.loads(row.body), previous)
