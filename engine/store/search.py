"""Search in Chinese text: pairs of neighbouring characters, because most words have two.

PostgreSQL indexes `grams(column)` by itself; on SQLite a full-text table holds the same pairs
and is written in the transaction that writes the text.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import Text

from engine.store.rows import LockedCase
from engine.store.store import Tx

SMALL = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})

INDEX = {
    table: text(f"INSERT INTO {table}_search (rowid, grams) VALUES (:id, :grams)")  # noqa: S608 - our own names
    for table in ("case_", "words")
}
UNINDEX = {
    table: text(
        f"INSERT INTO {table}_search ({table}_search, rowid, grams) VALUES ('delete', :id, :grams)"  # noqa: S608 - our own names
    )
    for table in ("case_", "words")
}


def bigrams(words: str) -> list[str]:
    """Give the pairs of neighbouring characters of a text, each once, ASCII in small letters."""
    small = words.translate(SMALL)
    return sorted({small[i : i + 2] for i in range(max(len(small) - 1, 1))})


def contains(tx: Tx, column: InstrumentedAttribute[str | None], words: str) -> ColumnElement[bool]:
    """Build the condition that `Case.summary` or `Words.body` contains the words.

    The pairs find the rows by an index, the comparison makes sure they stand together.
    """
    together = column.icontains(words, autoescape=True)
    if len(words) < 2:  # noqa: PLR2004 - there is no pair
        return together
    if tx.is_postgresql:
        return and_(func.grams(column, type_=ARRAY(Text)).contains(bigrams(words)), together)
    table = column.class_.__table__
    found = text(f"SELECT rowid FROM {table.name}_search WHERE {table.name}_search MATCH :grams")  # noqa: S608 - our own names
    return and_(table.c.id.in_(found.bindparams(grams=tokens(words, " AND "))), together)


def index_summary(tx: Tx, case: LockedCase, *, before: str | None) -> None:
    """Keep the index of summaries as the summary is now."""
    if case.summary != before:
        unindex(tx, "case_", case.id, before)
        index(tx, "case_", {case.id: case.summary})


def index(tx: Tx, table: str, texts: Mapping[int, str | None]) -> None:
    """Take texts by their ids into SQLite's index, all at once."""
    rows = [{"id": id_, "grams": tokens(words)} for id_, words in texts.items() if words]
    if rows and not tx.is_postgresql:
        tx.execute(INDEX[table], rows)


def unindex(tx: Tx, table: str, id_: int, words: str | None) -> None:
    """Take a text out of SQLite's index, which does not hold the texts itself."""
    if words and not tx.is_postgresql:
        tx.execute(UNINDEX[table], {"id": id_, "grams": tokens(words)})


def tokens(words: str, between: str = " ") -> str:
    """Write the pairs as words of the full-text table: hexadecimal, so no character is special."""
    return between.join(pair.encode("utf-16-be").hex() for pair in bigrams(words))
