"""Roles get their names, and people take further posts, for good or for a shift."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine.commands.add_post import add_post
from engine.commands.name_role import name_role
from engine.domain.lanes import Lane
from engine.domain.refusals import PersonNotFound, PlaceNotFound
from engine.domain.words import Action
from engine.store import tables
from tests.commands.ground import DISTRICT, Ground


def roles_of(ground: Ground, username: str) -> list[str]:
    return [post.role for post in ground.person(username).posts]


def test_a_person_holds_several_posts_at_once(ground: Ground) -> None:
    add_post(ground.office, district=DISTRICT, username="sun", post=Lane("handler", "XH"))
    assert roles_of(ground, "sun") == ["leader", "handler"]
    task = ground.report().opened[0]["id"]
    up = ground.complete(task, "wang", next="report_up").opened[0]["id"]
    assert ground.complete(up, "sun", next="solved").state == "open"


def test_a_shift_begins_and_ends(ground: Ground) -> None:
    with ground.office.store.read() as tx:
        now = tx.now
    since, until = now + timedelta(hours=1), now + timedelta(hours=3)
    duty = Lane("leader", "SH")
    add_post(ground.office, district=DISTRICT, username="li", post=duty, since=since, until=until)
    assert roles_of(ground, "li") == ["handler"]
    ground.later(hours=2)
    assert roles_of(ground, "li") == ["handler", "leader"]
    ground.later(hours=3)
    assert roles_of(ground, "li") == ["handler"]


def test_a_post_of_nobody_or_at_no_unit_is_refused(ground: Ground) -> None:
    with pytest.raises(PersonNotFound):
        add_post(ground.office, district=DISTRICT, username="nobody", post=Lane("leader", "SH"))
    with pytest.raises(PlaceNotFound):
        add_post(ground.office, district=DISTRICT, username="li", post=Lane("leader", "XX"))


def test_a_role_is_named_and_permitted_anew(ground: Ground) -> None:
    def named(name: str, *actions: Action) -> None:
        name_role(ground.office, district=DISTRICT, key="leader", name=name, actions=actions)

    named("主任", Action.DEPLOY_POLICY, Action.MANAGE_PEOPLE)
    assert ground.person("sun").actions == {Action.DEPLOY_POLICY, Action.MANAGE_PEOPLE}
    named("负责人", Action.MANAGE_PEOPLE)
    assert ground.person("sun").actions == {Action.MANAGE_PEOPLE}
    with ground.office.store.read() as tx:
        wanted = select(tables.Role.name).where(tables.Role.key == "leader")
        assert tx.execute(wanted).scalar_one() == "负责人"
