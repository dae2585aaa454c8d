"""Erasing free text: the words and their keys go, every chain of hashes stays whole."""

from sqlalchemy import bindparam, select, update

from engine.store.ids import district_of
from engine.store.load import THIS_CASE
from engine.store.search import unindex
from engine.store.store import Tx
from engine.store.tables import Case, Words

OF_CASE = (Words.district == bindparam("of_district"), Words.case_id == bindparam("of_case"))
READ_SUMMARY = select(Case.summary).where(*THIS_CASE)
READ_WORDS = select(Words.id, Words.body).where(*OF_CASE, Words.body.is_not(None))
ERASE_SUMMARY = update(Case).where(*THIS_CASE).values(summary=None)
ERASE_WORDS = update(Words).where(*OF_CASE).values(body=None, key=None)


def erase(tx: Tx, case_id: int) -> None:
    """Erase all free text of a case; its journal then holds digests nobody can open."""
    key = {"of_district": district_of(case_id), "of_case": case_id}
    unindex(tx, "case_", case_id, tx.execute(READ_SUMMARY, key).scalar_one())
    for words_id, body in tx.execute(READ_WORDS, key).all():
        unindex(tx, "words", words_id, body)
    tx.execute(ERASE_SUMMARY, key)
    tx.execute(ERASE_WORDS, key)
