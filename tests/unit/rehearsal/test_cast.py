"""The cast is a file: places, roles and people, refused with the line where it is wrong."""

from pathlib import Path

import pytest
from sqlalchemy import select

from engine.commands.office import Office
from engine.domain.calendar import national_calendar
from engine.domain.refusals import NameTaken, PlaceNotFound, ScenarioInvalid
from engine.domain.words import Action
from engine.queries.people import person_by_username
from engine.rehearsal.cast import DISTRICT, read_cast, settle
from engine.store import tables
from engine.store.seals import Seals
from engine.store.store import Store
from tests.unit.rehearsal.stages import CAST

SHIPPED = Path(__file__).parents[3] / "workflows" / "cast.yaml"


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store, national_calendar(), Seals.fresh())


def test_a_cast_settles_with_its_places_roles_and_posts(office: Office) -> None:
    settle(office, read_cast(CAST, "cast.yaml"))
    with office.store.read() as tx:
        duan = person_by_username(tx, DISTRICT, "段青")
        roles = tx.execute(select(tables.Role.key, tables.Role.name).order_by(tables.Role.key))
        assert [tuple(role) for role in roles] == [("handler", "承办人"), ("leader", "承办负责人")]
    assert duan
    assert [post.role for post in duan.posts] == ["leader", "handler"]
    assert len({post.path for post in duan.posts}) == 1
    assert duan.may(Action.DEPLOY_POLICY)


def test_the_shipped_cast_settles_and_gives_every_role_a_name(office: Office) -> None:
    cast = read_cast(SHIPPED.read_text(encoding="utf-8"), "cast.yaml")
    settle(office, cast)
    held = {post.partition("@")[0] for posts in cast.people.values() for post in posts}
    assert held <= set(cast.roles)


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("roles:", "rolls:", "unknown_key", 8),
        ("level: street, under", "level: street, below", "unknown_key", 4),
        ("name: 青禾街道, ", "", "key_missing", 4),
        ("  何敏: [handler@QH-01]", "  何敏: handler@QH-01", "not_texts", 13),
        ("handler: {name: 承办人}", "handler: 承办人", "not_table", 9),
        ("[deploy_policy]", "[deploy_everything]", "unknown_action", 10),
    ],
)
def test_a_cast_that_is_wrong_says_where(old: str, new: str, rule: str, line: int) -> None:
    assert old in CAST
    with pytest.raises(ScenarioInvalid) as refused:
        read_cast(CAST.replace(old, new), "cast.yaml")
    first = refused.value.findings[0]
    assert (first.rule, first.line) == (f"rehearsal.{rule}", line)
    assert first.sentence()


def test_a_post_at_a_place_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(PlaceNotFound):
        settle(office, read_cast(CAST.replace("[leader@YC]", "[leader@XX]"), "cast.yaml"))


def test_two_people_of_one_name_are_refused(office: Office) -> None:
    cast = read_cast(CAST, "cast.yaml")
    settle(office, cast)
    with pytest.raises(NameTaken):
        settle(office, cast)
