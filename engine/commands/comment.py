"""Somebody writes a remark into a case's file; who is mentioned finds a notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.domain.people import Person
from engine.domain.refusals import CaseNotFound, MentionRefused
from engine.queries.found import find_case
from engine.queries.notices import PERSONAL
from engine.queries.people import person_by_id
from engine.queries.readable import COMMENT
from engine.store.journal import Happening, seal
from engine.store.load import load_case
from engine.store.rows import Changes, KeptWords, LockedCase
from engine.store.store import Tx
from engine.store.tables import Notice
from engine.store.write import save_case
from engine.texts import say

MENTION = "mention"
TELL = insert(Notice)


@dataclass(frozen=True, slots=True)
class Commented:
    """The remark, by its place in the journal."""

    seq: int


def comment(
    office: Office,
    *,
    number: str,
    words: str,
    mentions: Sequence[int],
    by: Person,
    key: str | None = None,
) -> Commented:
    """Write a remark.

    Raises:
        CaseNotFound: No such case, or none this person may see.
        MentionRefused: Somebody who is mentioned does not see the case.
    """

    def work(tx: Tx) -> Commented:
        case = load_case(tx, find_case(tx, by, number).id)
        if case is None:
            raise CaseNotFound(number=number)
        for person in mentions:
            check_mention(tx, by.district, person, number)
        sealed = seal(words)
        kept = KeptWords(kind=COMMENT, field="words", body=words, key=sealed.key, by=by.id)
        facts = {"words": sealed.digest, "mentions": [str(person) for person in mentions]}
        act = Happening("comment", by.id, None, facts)
        saved = save_case(tx, case, case, Changes(happenings=(act,), words=(kept,)))
        tell(tx, saved.case, mentions)
        return Commented(saved.case.seq)

    return once(office, Request(by, key, ("comment", number, words, mentions)), work, Commented)


def check_mention(tx: Tx, district: int, id_: int, number: str) -> None:
    """Make sure that somebody who is mentioned may see the case.

    Raises:
        MentionRefused: There is no such person, or they may not; the two are not told apart.
    """
    person = person_by_id(tx, district, id_)
    try:
        if person:
            find_case(tx, person, number)
    except CaseNotFound:
        person = None
    if person is None:
        raise MentionRefused(person=str(id_))


def tell(tx: Tx, case: LockedCase, mentions: Sequence[int]) -> None:
    """Leave a notice for everybody who is mentioned; it names the case and nobody."""
    text = say("timeline.mentioned", {"number": case.number})
    about = {"district": case.district, "case_id": case.id, "at": tx.now}
    facts = {"template": MENTION, "text": text, "urgency": "", "role": PERSONAL}
    for person in dict.fromkeys(mentions):
        tx.execute(TELL, about | facts | {"id": tx.new_id(case.district), "path": str(person)})
