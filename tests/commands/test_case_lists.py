"""A person finds the cases they may see: by filters, by number, by words they may read."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from engine.domain.people import Person
from engine.domain.words import Action
from engine.queries.cases import CaseBox, CaseFilter, read_cases
from engine.queries.page import FIRST, Page
from engine.store import tables
from engine.store.columns import EPOCH
from tests.commands.ground import DISTRICT, Ground, permitted


def found(ground: Ground, person: Person | str, **narrowed: object) -> list[str]:
    """Give the numbers of the cases somebody finds."""
    asking = ground.person(person) if isinstance(person, str) else person
    with ground.office.store.read() as tx:
        page: Page = read_cases(tx, asking, CaseFilter(**narrowed), size=50)
    return [card.number for card in page.cards]


def mark(ground: Ground, number: str, **values: object) -> None:
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Case).where(tables.Case.number == number).values(**values))


def allowed(ground: Ground, *actions: Action) -> Person:
    return permitted(ground.person("zhou"), *actions)


def test_everybody_finds_what_they_may_see_and_nothing_else(ground: Ground) -> None:
    first, second = ground.report().number, ground.report(place="G4").number
    assert found(ground, "sun") == [second, first]
    assert found(ground, "wang") == [first]
    assert found(ground, "qian") == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", "closed"), ("stage", "feedback"), ("kind", "whistle"), ("channel", "hotline")],
)
def test_a_list_is_narrowed_by_what_a_case_is(ground: Ground, column: str, value: str) -> None:
    one, _ = ground.report().number, ground.report().number
    mark(ground, one, **{column: value})
    assert found(ground, "sun", **{column: value}) == [one]


def test_a_category_is_found_by_how_it_begins(ground: Ground) -> None:
    one, other = ground.report().number, ground.report().number
    mark(ground, one, category="噪音/邻里")
    mark(ground, other, category="油烟")
    assert found(ground, "sun", category="噪音") == [one]


def test_a_list_is_narrowed_to_a_place_and_all_below_it(ground: Ground) -> None:
    one, other = ground.report().number, ground.report(place="G4").number
    assert found(ground, "sun", place="/2/17/5/") == [other, one]
    assert found(ground, "sun", place="/2/17/5/4/") == [other]


def test_a_list_is_narrowed_to_the_unit_in_charge(ground: Ground) -> None:
    one, _ = ground.report().number, ground.report().number
    mark(ground, one, handler="/2/17/5/")
    assert found(ground, "sun", unit="/2/17/5/") == [one]


def test_only_cases_with_a_task_past_its_limit_are_overdue(ground: Ground) -> None:
    late = ground.report().number
    assert found(ground, "sun", overdue=True) == []
    ground.later(hours=3)
    ground.report()
    assert found(ground, "sun", overdue=True) == [late]


def test_a_period_takes_its_first_instant_and_leaves_out_its_last(ground: Ground) -> None:
    early = ground.report().number
    ground.later(days=2)
    late = ground.report().number
    with ground.office.store.read() as tx:
        between = tx.now - timedelta(days=1)
    assert found(ground, "sun", until=between) == [early]
    assert found(ground, "sun", since=between) == [late]


def test_ones_own_box_holds_cases_with_a_task_of_ones_own(ground: Ground) -> None:
    one = ground.report()
    ground.complete(one.opened[0]["id"], "wang", next="report_up")
    other = ground.report().number
    assert found(ground, "wang", box=CaseBox.MINE) == [other]
    assert found(ground, "zhou", box=CaseBox.MINE) == [one.number]


def test_who_sent_a_case_up_finds_it_among_what_the_unit_watches(ground: Ground) -> None:
    one, _ = ground.report().number, ground.report().number
    case_id = ground.rows(tables.Case, "id", "number")[0][0]
    with ground.office.store.write() as tx:
        watcher = {"district": DISTRICT, "case_id": case_id, "path": "/2/17/5/3/", "since": EPOCH}
        tx.execute(insert(tables.Watcher), watcher)
    assert found(ground, "wang", box=CaseBox.WATCHING) == [one]


@pytest.mark.parametrize("asked", ["whole", "beginning"])
def test_a_case_is_found_by_its_number(ground: Ground, asked: str) -> None:
    one, _ = ground.report().number, ground.report().number
    assert one in found(ground, "sun", words=one if asked == "whole" else one[:11])


def test_a_case_is_found_by_the_number_another_system_gave_it(ground: Ground) -> None:
    one, _ = ground.report().number, ground.report().number
    mark(ground, one, upstream="12345-9")
    assert found(ground, "sun", words="12345-9") == [one]


def test_the_reporters_words_are_searched_only_for_who_may_read_them(ground: Ground) -> None:
    number = ground.report(words="楼上空调滴水").number
    reader, clerk = allowed(ground, Action.READ_WORDS), allowed(ground)
    assert found(ground, reader, words="空调滴水") == [number]
    assert found(ground, reader, words="空调噪音") == []
    assert found(ground, clerk, words="空调滴水") == []


def test_an_answer_is_searched_only_for_its_readers(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    number = ground.complete(task, "wang", next="report_up", note="物业不配合").case
    reader = allowed(ground, Action.READ_WORDS)
    assert found(ground, reader, words="物业不配合") == [number]
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Words).values(readers=" mediator "))
    assert found(ground, reader, words="物业不配合") == []


def test_a_list_is_turned_page_by_page(ground: Ground) -> None:
    numbers = [ground.report().number for _ in range(5)]
    sun, seen, after = ground.person("sun"), [], FIRST
    with ground.office.store.read() as tx:
        for _ in range(3):
            page = read_cases(tx, sun, CaseFilter(), after=after, size=2)
            seen += [card.number for card in page.cards]
            after = page.next or FIRST
    assert (seen, page.next, page.count) == (numbers[::-1], None, 5)
