"""Which free text of a case a person may read: one rule for files, searches and prints."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from engine.domain.people import Person
from engine.domain.words import Action
from engine.queries.visible import heard_cases
from engine.store.tables import Case, Words

REPORT = "report"  # the reporter's own words
COMMENT = "comment"
PURPOSE = "purpose"  # why somebody wanted to know who reported
HELD = "held"  # answers that wait for an incident to be settled


def readable_words(person: Person) -> ColumnElement[bool]:
    """Give the condition for the words a person may read in a case they may see.

    The reporter's own words need a permission of their own, why somebody wanted to know who they
    are is for supervisors; whatever names its readers is read
    by these roles only, and by who wrote it.
    """
    roles = sorted({post.role for post in person.posts})
    named = (Words.readers.contains(f" {role} ", autoescape=True) for role in roles)
    theirs = or_(Words.readers == "", *named)
    heard = aliased(Case)
    hears = exists().where(
        heard.district == Words.district, heard.id == Words.case_id, heard_cases(person, heard)
    )
    theirs = and_(theirs, or_(Words.kind != REPORT, hears.correlate(Words)))
    if not person.may(Action.SUPERVISE):
        theirs = and_(theirs, Words.kind != PURPOSE)
    return and_(Words.kind != HELD, or_(theirs, Words.by == person.id))


def may_read(person: Person, readers: str) -> bool:
    """Tell whether a person belongs to the readers of something; none named is everybody."""
    wanted = set(readers.split())
    return not wanted or any(post.role in wanted for post in person.posts)
