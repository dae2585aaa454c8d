"""Keeps who reported apart from the case: closed, found again only by keyed digests."""

import orjson
from sqlalchemy import bindparam, delete, func, insert, select

from engine.domain.reporters import Contact, Voice
from engine.store.ids import district_of
from engine.store.rows import LockedCase
from engine.store.seals import Seals
from engine.store.store import Tx
from engine.store.tables import Reporter

TOLD = "told"

OF_CASE = (Reporter.district == bindparam("of_district"), Reporter.case_id == bindparam("of_case"))
KEEP = insert(Reporter)
COUNT = select(func.count()).where(*OF_CASE)
READ_SEALED = select(Reporter.contact, Reporter.sealed).where(
    *OF_CASE, Reporter.nth == bindparam("of_nth")
)
READ_CONTACT = select(Reporter.contact).where(*OF_CASE).order_by(Reporter.nth).limit(1)
ERASE = delete(Reporter).where(*OF_CASE)
ANY = (
    select(Reporter.case_id, Reporter.nth, Reporter.sealed)
    .where(Reporter.sealed.is_not(None))
    .limit(1)
)


def keep_voice(tx: Tx, seals: Seals, case: LockedCase, voice: Voice, code: str) -> None:
    """Keep one more voice of a case, and the digest of the check code it was given."""
    key = {"of_district": case.district, "of_case": case.id}
    nth = tx.execute(COUNT, key).scalar_one() + 1
    facts = orjson.dumps([voice.name, voice.phone, voice.behalf]).decode()
    tx.execute(
        KEEP,
        {
            "district": case.district,
            "case_id": case.id,
            "nth": nth,
            "contact": voice.contact,
            "state": TOLD,
            "sealed": seals.close(facts, _about(case.id, nth)) if voice.is_known else None,
            "phone_index": seals.phone(voice.phone) if voice.phone else None,
            "code": seals.code(case.number, code),
        },
    )


def open_voice(tx: Tx, seals: Seals, case_id: int, nth: int = 1) -> Voice | None:
    """Open a voice of a case; the caller has made sure that they may, and notes that they did.

    Raises:
        SecretDiffers: It was closed under another secret.
    """
    key = {"of_district": district_of(case_id), "of_case": case_id, "of_nth": nth}
    row = tx.execute(READ_SEALED, key).one_or_none()
    if row is None:
        return None
    contact = Contact(row.contact)
    if row.sealed is None:
        return Voice(contact=contact)
    name, phone, behalf = orjson.loads(seals.open(row.sealed, _about(case_id, nth)))
    return Voice(contact=contact, name=name, phone=phone, behalf=behalf)


def contact_of(tx: Tx, case_id: int) -> Contact | None:
    """Give how the first voice of a case may be reached; None where there is none."""
    key = {"of_district": district_of(case_id), "of_case": case_id}
    found = tx.execute(READ_CONTACT, key).scalar()
    return Contact(found) if found else None


def erase_voices(tx: Tx, case_id: int) -> None:
    """Forget who reported a case."""
    tx.execute(ERASE, {"of_district": district_of(case_id), "of_case": case_id})


def check_seals(tx: Tx, seals: Seals) -> None:
    """Make sure that the seals are those of this store.

    Raises:
        SecretDiffers: They open nothing of what it holds.
    """
    row = tx.execute(ANY).one_or_none()
    if row:
        seals.open(row.sealed, _about(row.case_id, row.nth))


def _about(case_id: int, nth: int) -> str:
    return f"{case_id}/{nth}"
