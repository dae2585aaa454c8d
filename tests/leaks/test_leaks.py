"""Nobody learns who reported, nor reads their words, where they must not.

They may be here and nowhere else: the words, before whoever may read them (a permission at or
above the place, or in the unit that handles the case, never one that was only summoned); name and
telephone number, in the answer to a reveal that the reporter's own choice allows.
"""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import LargeBinary, Text, delete, select
from sqlalchemy.types import String

from engine.store.tables import Attempt, Base
from tests.leaks.doors import OF_CASE, OF_HOUSE, doors, ids_of, listed, pages, text_of
from tests.leaks.town import MARKS, PHONE, Planted, Town

ASKED = 8  # cases of which everybody asks who reported them
# Free text and sealed identities stand in columns of their own; of the first, an index.
APART = {("words", "body"), ("words_search", "grams")}


def told(text: str, *kinds: str) -> set[tuple[str, int]]:
    """Give the marks a text bears: of which kind, of which report."""
    return {(kind, int(nth)) for kind in kinds for nth in MARKS[kind].findall(text)}


def looked_at(town: Town, name: str) -> Iterator[tuple[str, str]]:
    """Look at everything a person can ask for; give each address with what it says."""
    for address in listed(town.app):
        for page in pages(town, name, address):
            yield address, page
    for door in doors(town.app):
        part = door.part_of_case
        if door.method != "GET" or part is None:
            continue
        for case in town.opened_by(name):
            for id_ in ids_of(town, part, case):
                address = door.filled(**{part: id_})
                yield address, text_of(town.client(name).get(address))


def test_no_view_of_anybody_tells_who_reported_nor_words_that_are_not_for_them(
    town: Town,
) -> None:
    reports = {case.nth: case for case in town.planted}
    asked_for = told(" ".join(listed(town.app)), *MARKS)
    read: Counter[str] = Counter()
    leaks = []
    for name, person in town.people.items():
        for address, text in looked_at(town, name):
            echoed = asked_for if "q=" in address else set()
            for kind, nth in told(text, *MARKS) - echoed:
                if kind == "words" and reports[nth].speaks_to(person):
                    read[name] += 1
                else:
                    leaks.append((name, address, kind, nth))
    assert leaks == []
    assert len(read) >= 5  # those who may do read them


def test_who_may_not_see_a_case_is_not_told_that_it_is_there(town: Town) -> None:
    leaks = []
    for name, person in town.people.items():
        foreign = [case.number for case in town.planted if not case.opens_for(person)]
        for address in listed(town.app):
            text = "".join(pages(town, name, address))
            leaks += [(name, address, number) for number in foreign if number in text]
    assert leaks == []


def test_a_search_for_words_finds_cases_for_who_may_read_them_only(town: Town) -> None:
    found: Counter[bool] = Counter()
    for name, person in town.people.items():
        for case in town.planted[:ASKED]:
            text = "".join(pages(town, name, f"/api/v1/cases?q=原话{case.nth:04d}号"))
            assert (case.number in text) == case.speaks_to(person), (name, case)
            found[case.number in text] += 1
    assert min(found.values()) > ASKED


def test_what_may_be_seen_is_seen(town: Town) -> None:
    for name, person in town.people.items():
        text = "".join(pages(town, name, "/api/v1/cases?size=100"))
        unseen = [c.number for c in town.planted if c.opens_for(person) and c.number not in text]
        assert unseen == [], name


def test_name_and_number_are_told_by_a_reveal_that_is_allowed_and_by_no_other(town: Town) -> None:
    outcomes: Counter[int] = Counter()
    for name, person in town.people.items():
        for case in town.planted[:ASKED]:
            address = f"/api/v1/cases/{case.number}/reveal"
            answer = town.client(name).post(address, json={"purpose": "核对情况"})
            marks = told(text_of(answer), "name", "phone")
            allowed = answer.status_code == 200
            assert marks == ({("name", case.nth), ("phone", case.nth)} if allowed else set())
            assert not allowed or case.opens_for(person)
            outcomes[answer.status_code] += 1
    assert set(outcomes) == {200, 403, 404}


def test_not_even_their_own_page_repeats_name_and_number(town: Town) -> None:
    client = town.app.test_client()
    with town.house.office.store.write() as tx:
        tx.execute(delete(Attempt))  # others have tried these numbers without a code
    for case in town.planted[:ASKED]:
        code = town.house.office.seals.check_code(case.number)
        address = f"/public/v1/reports/{case.number}"
        answer = client.get(address, headers={"X-Check-Code": code})
        assert told(text_of(answer), "name", "phone") == set()
        assert answer.status_code in {200, 429}, answer.text  # or asked for too often by others


def test_a_search_by_number_finds_only_what_one_may_see(town: Town) -> None:
    for name, person in town.people.items():
        for case in town.planted[:ASKED]:
            body = {"phone": PHONE.format(case.nth)}
            answer = town.client(name).post("/api/v1/cases/of-phone", json=body)
            assert case.opens_for(person) or case.number not in answer.text


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_at_rest_they_stand_in_the_words_alone(town: Town, table: Base) -> None:
    columns = [
        column
        for column in table.columns
        if isinstance(column.type, String | Text | LargeBinary)
        and (table.name, column.name) not in APART
    ]
    if not columns:
        return
    with town.house.office.store.read() as tx:
        rows = tx.execute(select(*columns)).all()
    text = "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in row
    )
    assert told(text, *MARKS) == set()


def test_nothing_is_logged_of_them(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in list(town.people)[:6]:
            for _ in looked_at(town, name):
                pass
    assert told(caplog.text, *MARKS) == set()


def test_every_part_of_an_address_is_known_to_belong_to_a_case_or_to_the_house(
    town: Town,
) -> None:
    parts = {part for door in doors(town.app) for part in door.parts}
    assert parts <= {*OF_CASE, *OF_HOUSE}


def test_the_oracle_tells_people_apart(town: Town) -> None:
    seen = Counter(
        sum(case.opens_for(person) for case in town.planted) for person in town.people.values()
    )
    assert len(seen) > 5
    assert any(seen_by_nobody(case, town) for case in town.planted) is False


def seen_by_nobody(case: Planted, town: Town) -> bool:
    return not any(case.opens_for(person) for person in town.people.values())
