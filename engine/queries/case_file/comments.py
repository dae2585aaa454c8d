"""The remarks in a case's file."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select

from engine.queries.case_file.file import File
from engine.queries.readable import COMMENT, readable_words
from engine.store.tables import Person, Words

COMMENTS = (
    select(Words.id, Words.at, Words.by, Person.name, Words.body)
    .outerjoin(Person, and_(Person.district == Words.district, Person.id == Words.by))
    .where(
        Words.district == bindparam("of_district"),
        Words.case_id == bindparam("of_case"),
        Words.kind == COMMENT,
        Words.body.is_not(None),
    )
    .order_by(Words.id)
)


@dataclass(frozen=True, slots=True)
class CommentView:
    """A remark: when, by whom, and what it says."""

    id: int
    at: datetime
    person: int | None
    name: str | None
    words: str


def comments_of(file: File) -> list[CommentView]:
    """Give the remarks of a case, the oldest first."""
    statement = COMMENTS.where(readable_words(file.person))
    return [CommentView(*row) for row in file.tx.execute(statement, file.key)]
