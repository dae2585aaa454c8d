"""Somebody looked at a case: who, at what of it, when."""

from sqlalchemy import insert

from engine.commands.office import Office
from engine.domain.people import Person
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Viewing

NOTE = insert(Viewing)


def note_viewing(office: Office, *, case_id: int, by: Person, what: str) -> None:
    """Keep that somebody looked; `what` is a word: file, words, print, reporter."""
    with office.store.write() as tx:
        note(tx, case_id, by, what)


def note(tx: Tx, case_id: int, by: Person, what: str) -> None:
    """Keep it together with what was done in the same transaction."""
    district = district_of(case_id)
    row = {"district": district, "id": tx.new_id(district), "case_id": case_id}
    tx.execute(NOTE, row | {"person_id": by.id, "what": what, "at": tx.now})
