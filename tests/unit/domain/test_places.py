"""A lane names a role at a level; the place of the case says which unit that is."""

import pytest

from engine.domain.lanes import Lane, read_lane
from engine.domain.people import Person, Post
from engine.domain.places import Place, Places
from engine.domain.words import Action

DISTRICT = Place(2, "district", "D", "双阳区", "/2/")
STREET = Place(17, "subdistrict", "S", "山河街道", "/2/17/")
GRID = Place(3, "grid", "G", "第三网格", "/2/17/3/")
POLICE = Place(9, "department", "police", "公安分局", "/2/9/")
PLACES = Places([DISTRICT, STREET, GRID, POLICE])


@pytest.mark.parametrize(
    ("text", "lane"),
    [
        ("handler@grid", Lane("handler", "grid")),
        (" handler @ grid ", Lane("handler", "grid")),
        ("承办人 handler@grid", Lane("handler", "grid")),
        ("当事 居民 reporter", Lane("reporter")),
        ("reporter", Lane("reporter")),
        (None, Lane("")),
    ],
)
def test_a_lane_is_a_role_and_where_it_is_held(text: str | None, lane: Lane) -> None:
    assert read_lane(text) == lane


def test_a_level_is_looked_for_upwards_from_the_place_of_the_case() -> None:
    assert PLACES.unit("subdistrict", GRID.path) == STREET
    assert PLACES.unit("grid", GRID.path) == GRID
    assert PLACES.unit("district", GRID.path) == DISTRICT


def test_a_department_is_named_by_its_code_or_its_id() -> None:
    assert PLACES.unit("police", GRID.path) == POLICE
    assert PLACES.unit("9", GRID.path) == POLICE


def test_a_level_that_is_not_above_the_case_is_no_unit() -> None:
    assert PLACES.unit("grid", STREET.path) is None
    assert PLACES.unit("nowhere", "/2/404/") is None


def test_a_person_holds_the_tasks_of_a_post_and_those_for_everybody_at_its_unit() -> None:
    person = Person(1, 1, "李敏", (Post("handler", GRID.path),))
    assert person.holds("handler", GRID.path)
    assert person.holds("", GRID.path)
    assert not person.holds("leader", GRID.path)
    assert not person.holds("handler", STREET.path)


def test_a_person_sees_what_lies_below_their_unit_and_nothing_beside_it() -> None:
    person = Person(1, 1, "李敏", (Post("leader", STREET.path),))
    assert person.sees(GRID.path)
    assert not person.sees(POLICE.path)
    assert not person.sees(DISTRICT.path)


def test_only_a_permitted_person_may_act() -> None:
    keeper = Person(
        1, 1, "李敏", (Post("leader", "/2/", actions=frozenset({Action.DEPLOY_POLICY})),)
    )
    assert keeper.may(Action.DEPLOY_POLICY)
    assert not keeper.may(Action.MANAGE_PEOPLE)


def test_a_place_knows_what_it_lies_in() -> None:
    assert [GRID.above(level) for level in (1, 2, 3, 4)] == [2, 17, 3, 0]
