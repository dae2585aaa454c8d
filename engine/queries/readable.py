"""Which free text of a case a person may read: one rule for files, searches and prints."""

from sqlalchemy import ColumnElement, and_, or_

from engine.domain.people import Person
from engine.domain.words import Action
from engine.store.tables import Words

REPORT = "report"  # the reporter's own words
COMMENT = "comment"
HELD = "held"  # answers that wait for an incident to be settled


def readable_words(person: Person) -> ColumnElement[bool]:
    """Give the condition for the words a person may read in a case they may see.

    The reporter's own words need a permission of their own; whatever names its readers is read
    by these roles only, and by who wrote it.
    """
    roles = sorted({post.role for post in person.posts})
    named = (Words.readers.contains(f" {role} ", autoescape=True) for role in roles)
    theirs = or_(Words.readers == "", *named)
    if not person.may(Action.READ_WORDS):
        theirs = and_(Words.kind != REPORT, theirs)
    return and_(Words.kind != HELD, or_(theirs, Words.by == person.id))


def may_read(person: Person, readers: str) -> bool:
    """Tell whether a person belongs to the readers of something; none named is everybody."""
    wanted = set(readers.split())
    return not wanted or any(post.role in wanted for post in person.posts)
