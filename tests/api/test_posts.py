"""Colleagues, posts, shifts, roles and absences over HTTP: who may settle whom, and where."""

from typing import Any

import pytest

from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.ground import Ground, permit

SHIFT = {
    "person": "qian",
    "post": "duty@SH",
    "since": "2026-11-20T18:00:00+08:00",
    "until": "2126-11-21T06:00:00+08:00",
}


@pytest.fixture
def keepers(ground: Ground) -> Ground:
    """Let the leader of the street manage its people."""
    permit(ground, "leader", Action.MANAGE_PEOPLE)
    return ground


def names(ask: Ask, query: str = "") -> list[str]:
    listed: Any = ask("wang", "GET", f"/api/v1/people{query}").json
    return [person["name"] for person in listed["people"]]


def test_colleagues_are_found_by_name_and_unit_with_their_posts(ground: Ground, ask: Ask) -> None:
    assert len(names(ask)) == 6
    assert names(ask, "?q=网格") == ["王网格", "李网格"]
    assert names(ask, "?q=qian") == ["钱警官"]
    assert names(ask, "?unit=XH") == ["王网格", "李网格", "赵四格", "周书记"]
    listed: Any = ask("wang", "GET", "/api/v1/people?q=wang").json
    (post,) = listed["people"][0]["posts"]
    assert (post["role"], post["unit"], post["until"]) == ("handler", "G3", None)
    assert "phone" not in listed["people"][0]


def test_people_are_read_page_by_page(ground: Ground, ask: Ask) -> None:
    first: Any = ask("wang", "GET", "/api/v1/people?size=4").json
    assert (len(first["people"]), first["count"]) == (4, "6")
    second = names(ask, f"?size=4&after={first['next']}")
    assert second == ["钱警官", "周书记"]


def test_a_post_is_given_and_ended_below_ones_own_unit_only(keepers: Ground, ask: Ask) -> None:
    body = {"person": "qian", "post": "handler@G4"}
    assert ask("wang", "POST", "/api/v1/posts", json=body).status_code == 403
    outside = {"person": "wang", "post": "handler@police"}
    assert ask("sun", "POST", "/api/v1/posts", json=outside).status_code == 403
    given: Any = ask("sun", "POST", "/api/v1/posts", json=body)
    assert given.status_code == 201
    assert keepers.person("qian").holds("handler", "/2/17/5/4/")
    address = f"/api/v1/posts/{given.json['id']}"
    assert ask("wang", "DELETE", address).status_code == 403
    assert ask("sun", "DELETE", address).status_code == 204
    keepers.later(seconds=1)
    assert not keepers.person("qian").holds("handler", "/2/17/5/4/")
    assert ask("sun", "DELETE", "/api/v1/posts/105").status_code == 403
    assert ask("sun", "DELETE", "/api/v1/posts/17").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"person": "nobody", "post": "handler@G4"}, 422),
        ({"person": "qian", "post": "handler@nowhere"}, 422),
        ({"person": "qian", "post": "handler"}, 422),
        (SHIFT | {"until": "2026-11-20T17:00:00+08:00"}, 422),
        (SHIFT | {"until": "tomorrow"}, 422),
    ],
)
def test_a_post_that_cannot_be_is_refused(
    keepers: Ground, ask: Ask, body: dict[str, str], status: int
) -> None:
    assert ask("sun", "POST", "/api/v1/posts", json=body).status_code == status


def test_nobody_gives_away_what_they_may_not_do_themselves(keepers: Ground, ask: Ask) -> None:
    root = {"name": "管理员", "actions": ["deploy_policy"]}
    assert ask("sun", "PUT", "/api/v1/roles/leader", json=root).status_code == 403
    strong = {"username": "x", "name": "某人", "post": "any@G4", "actions": ["supervise"]}
    assert ask("sun", "POST", "/api/v1/people", json=strong).status_code == 403
    permit(keepers, "handler", Action.DEPLOY_POLICY)
    given = ask("sun", "POST", "/api/v1/posts", json={"person": "qian", "post": "handler@G4"})
    assert given.status_code == 403


def test_roles_are_named_by_who_manages_the_district(ground: Ground, ask: Ask) -> None:
    assert {role["key"] for role in roles(ask)} == {"handler", "leader"}
    permit(ground, "leader", Action.MANAGE_PEOPLE)
    named = {"name": "街道主任", "actions": ["manage_people"]}
    assert ask("sun", "PUT", "/api/v1/roles/leader", json=named).status_code == 403


def roles(ask: Ask) -> list[Any]:
    found: Any = ask("wang", "GET", "/api/v1/roles").json
    return list(found)


def test_a_shift_stands_on_the_roster_and_gives_the_post_meanwhile(
    keepers: Ground, ask: Ask
) -> None:
    now = {**SHIFT, "since": "2020-01-01T00:00:00+08:00"}
    assert ask("sun", "POST", "/api/v1/roster", json=now).status_code == 201
    listed: Any = ask("wang", "GET", "/api/v1/roster?unit=SH").json
    (shift,) = listed["posts"]
    assert (shift["person"], shift["role"]) == ("钱警官", "duty")
    assert keepers.person("qian").holds("duty", "/2/17/")
    before: Any = ask(
        "wang", "GET", "/api/v1/roster?from=2010-01-01T00:00:00Z&to=2011-01-01T00:00:00Z"
    ).json
    assert before["posts"] == []
    posts: Any = ask("wang", "GET", "/api/v1/posts?person=qian&role=handler").json
    assert [post["unit"] for post in posts["posts"]] == ["police"]
    assert ask("sun", "POST", "/api/v1/roster", json={"person": "qian"}).status_code == 422


def absence(**more: str) -> dict[str, str]:
    span = {"since": "2020-01-01T00:00:00Z", "until": "2126-01-01T00:00:00Z"}
    return {"substitute": "li", **span, **more}


def test_one_declares_ones_own_absence_and_is_back(ground: Ground, ask: Ask) -> None:
    declared: Any = ask("wang", "POST", "/api/v1/absences", json=absence())
    assert declared.status_code == 201
    listed: Any = ask("zhou", "GET", "/api/v1/absences").json
    assert [(each["person"], each["substitute"]) for each in listed["absences"]] == [
        ("王网格", "李网格")
    ]
    me: Any = ask("li", "GET", "/api/v1/me").json
    assert [post["for"] for post in me["posts"]] == [{"id": "101", "name": "王网格"}, None]
    address = f"/api/v1/absences/{declared.json['id']}"
    assert ask("zhou", "DELETE", address).status_code == 403
    assert ask("wang", "DELETE", address).status_code == 204
    assert ask("wang", "DELETE", "/api/v1/absences/17").status_code == 404


def test_another_persons_absence_is_declared_by_who_manages_them(keepers: Ground, ask: Ask) -> None:
    of_wang = absence(person="wang")
    assert ask("zhou", "POST", "/api/v1/absences", json=of_wang).status_code == 403
    assert ask("sun", "POST", "/api/v1/absences", json=of_wang).status_code == 201
    assert ask("sun", "POST", "/api/v1/absences", json=absence(person="qian")).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        absence(substitute="nobody"),
        absence(until="2019-01-01T00:00:00Z"),
        absence(substitute="wang"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    ground: Ground, ask: Ask, body: dict[str, str]
) -> None:
    assert ask("wang", "POST", "/api/v1/absences", json=body).status_code == 422
