"""Who reported is apart: reached by a check code, opened for a purpose, found by number, erased."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from engine.commands.check_code import check_code
from engine.commands.erase_reporter import erase_reporter
from engine.commands.reveal_reporter import reveal_reporter
from engine.domain.people import Person
from engine.domain.refusals import (
    CaseNotFound,
    CheckCodeLocked,
    CheckCodeWrong,
    ReporterUnknown,
    RevealRefused,
)
from engine.domain.reporters import Contact, Voice
from engine.domain.words import Action
from engine.queries.voices import reported_from, reporter_card
from engine.store import tables
from engine.store.load import read_case
from engine.store.tables import Case
from engine.store.voices import keep_voice
from tests.commands.ground import DISTRICT, SEALS, Ground, permit

CODE = "4821905571"
PURPOSE = "约定上门时间"


@dataclass(frozen=True)
class Known:
    """A case somebody reported, in a district where the street may learn who."""

    ground: Ground
    number: str
    id: int

    def reveal(self, person: Person) -> Voice:
        return reveal_reporter(self.ground.office, number=self.number, purpose=PURPOSE, by=person)

    def check(self, code: str, number: str = "") -> int:
        office, number = self.ground.office, number or self.number
        return check_code(office, district=DISTRICT, number=number, code=code).case_id


Report = Callable[[Contact], Known]


@pytest.fixture
def report(ground: Ground) -> Report:
    permit(ground, "leader", Action.REVEAL_REPORTER)

    def report(contact: Contact) -> Known:
        number = ground.report().number
        voice = Voice(contact=contact, name="王奶奶", phone="13900000001")
        with ground.office.store.write() as tx:
            id_ = tx.execute(select(Case.id).where(Case.number == number)).scalar_one()
            case = read_case(tx, id_)
            assert case
            keep_voice(tx, SEALS, case, voice, CODE)
        return Known(ground, number, id_)

    return report


def test_the_code_opens_its_own_case_and_no_other(report: Report) -> None:
    known, other = report(Contact.REACHABLE), report(Contact.REACHABLE)
    assert known.check("482 190 5571") == known.id
    assert other.check(CODE) == other.id
    with pytest.raises(CheckCodeWrong):
        known.check("0000000000")


def test_an_unknown_number_is_answered_like_a_wrong_code_and_rests_like_one(
    report: Report,
) -> None:
    known = report(Contact.REACHABLE)
    for number in (known.number, "SY-20261120-9999"):
        for _ in range(5):
            with pytest.raises(CheckCodeWrong):
                known.check("1", number)
        with pytest.raises(CheckCodeLocked):
            known.check(CODE, number)
    known.ground.later(minutes=16)
    assert known.check(CODE) == known.id


def test_the_right_code_in_between_ends_the_counting(report: Report) -> None:
    known = report(Contact.REACHABLE)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(CheckCodeWrong):
                known.check("1")
        known.check(CODE)


@pytest.mark.parametrize(
    ("contact", "username", "learns"),
    [
        (Contact.REACHABLE, "wang", True),
        (Contact.REACHABLE, "zhou", False),
        (Contact.REACHABLE, "sun", True),
        (Contact.RELAY, "wang", False),
        (Contact.RELAY, "sun", True),
        (Contact.SECRET, "wang", False),
        (Contact.SECRET, "sun", True),
        (Contact.NONE, "sun", False),
    ],
)
def test_the_choice_of_the_reporter_decides_who_learns_of_them(
    report: Report, contact: Contact, username: str, *, learns: bool
) -> None:
    known = report(contact)
    person = known.ground.person(username)
    with known.ground.office.store.read() as tx:
        case = read_case(tx, known.id)
        assert case
        card = reporter_card(tx, person, case)
    assert card
    assert (card.contact, card.revealable) == (contact, learns)
    if learns:
        assert known.reveal(person).name == "王奶奶"
        return
    with pytest.raises(RevealRefused):
        known.reveal(person)


def test_a_confidential_reporter_is_unknown_to_whoever_worked_on_the_case(
    report: Report,
) -> None:
    known = report(Contact.SECRET)
    with known.ground.office.store.write() as tx:
        tx.execute(update(tables.WorkItem).values(role="leader", path="/2/17/", state="done"))
    with pytest.raises(RevealRefused):
        known.reveal(known.ground.person("sun"))


def test_a_case_that_is_not_seen_is_not_there(report: Report) -> None:
    known = report(Contact.REACHABLE)
    permit(known.ground, "handler", Action.REVEAL_REPORTER)
    with pytest.raises(CaseNotFound):
        known.reveal(known.ground.person("qian"))


def test_where_nobody_left_a_name_there_is_nobody_to_learn_of(ground: Ground) -> None:
    number = ground.report().number
    with pytest.raises(ReporterUnknown):
        reveal_reporter(ground.office, number=number, purpose=PURPOSE, by=ground.person("wang"))


def test_every_reveal_stands_in_the_journal_and_among_the_viewings(report: Report) -> None:
    known = report(Contact.RELAY)
    known.reveal(known.ground.person("sun"))
    entries = known.ground.rows(tables.Entry, "verb", "actor", "body")
    assert entries[-1][:2] == ("reveal_reporter", 104)
    assert PURPOSE not in str(entries)
    assert known.ground.rows(tables.Viewing, "case_id", "person_id", "what") == [
        (known.id, 104, "reporter")
    ]
    assert (PURPOSE,) in known.ground.rows(tables.Words, "body")


def test_a_refused_reveal_leaves_nothing(report: Report) -> None:
    known = report(Contact.SECRET)
    before = known.ground.rows(tables.Entry, "seq")
    with pytest.raises(RevealRefused):
        known.reveal(known.ground.person("wang"))
    assert known.ground.rows(tables.Entry, "seq") == before
    assert known.ground.rows(tables.Viewing, "id") == []


def test_earlier_reports_are_found_by_number_among_what_one_may_see(report: Report) -> None:
    known = report(Contact.SECRET)
    with known.ground.office.store.read() as tx:
        found = {
            (username, phone): [
                case.number
                for case in reported_from(tx, known.ground.person(username), SEALS, phone)
            ]
            for username in ("sun", "qian")
            for phone in ("139 0000 0001", "13900000002")
        }
    assert found.pop(("sun", "139 0000 0001")) == [known.number]
    assert set(map(tuple, found.values())) == {()}


def test_erased_is_who_reported_and_every_word_and_the_chain_stays_whole(report: Report) -> None:
    known = report(Contact.REACHABLE)
    erase_reporter(known.ground.office, number=known.number, by=known.ground.person("sun"))
    assert known.ground.rows(tables.Reporter, "nth") == []
    assert known.ground.rows(tables.Words, "body", "key") == [(None, None)]
    assert known.ground.rows(tables.Entry, "verb")[-1] == ("erase",)
    with pytest.raises(CheckCodeWrong):
        known.check(CODE)
