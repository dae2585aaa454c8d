"""What a drawing waits for is offered with its form and given; all else is refused in words."""

from typing import Any

import pytest

from api.case_file.actions import FIXED
from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.drawn import ASKING, PLAIN, commanded, pack
from tests.commands.ground import Ground, permit


def opened(ground: Ground, lane: str = "leader@street", message: str = "case.asked") -> str:
    """Open a case that waits for one command; give its number."""
    drawn = commanded(lane).replace(b"case.asked", message.encode())
    return ground.report(ground.use_pack(pack("asking", drawn, ASKING, PLAIN))).number


def offered(ask: Ask, who: str, number: str) -> list[Any]:
    answer = ask(who, "GET", f"/api/v1/cases/{number}/actions")
    assert answer.status_code == 200, answer.json
    return list(answer.json["actions"])


def test_a_command_is_offered_with_its_form_to_whom_it_is_for(ask: Ask, ground: Ground) -> None:
    number = opened(ground)
    (action,) = offered(ask, "sun", number)
    assert (action["name"], action["message"], action["element"]) == ("ask", "case.asked", "ask")
    assert action["form"]["components"]
    assert offered(ask, "wang", number) == []
    assert ask("sun", "GET", f"/api/v1/cases/{number}").json["actions"] == [action]


def test_a_command_that_is_offered_is_given(ask: Ask, ground: Ground) -> None:
    number = opened(ground)
    (action,) = offered(ask, "sun", number)
    path = f"/api/v1/cases/{number}/actions/{action['id']}"
    given = ask("sun", "POST", path, json={"answers": {"days": 3, "why": "等材料"}})
    assert given.status_code == 200
    assert given.json["case"] == number
    assert [task["element"] for task in given.json["opened"]] == ["then"]


def test_wrong_answers_are_pointed_at_and_the_case_waits_on(ask: Ask, ground: Ground) -> None:
    number = opened(ground)
    (action,) = offered(ask, "sun", number)
    path = f"/api/v1/cases/{number}/actions/{action['id']}"
    refused = ask("sun", "POST", path, json={"answers": {"days": "many"}})
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/answers/days"
    assert offered(ask, "sun", number) == [action]


def test_a_command_of_another_post_is_refused(ask: Ask, ground: Ground) -> None:
    number = opened(ground)
    (action,) = offered(ask, "sun", number)
    path = f"/api/v1/cases/{number}/actions/{action['id']}"
    refused = ask("wang", "POST", path, json={"answers": {"days": 3}})
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/not-your-action")


@pytest.mark.parametrize("name", FIXED)
def test_a_name_of_the_interface_gives_what_the_drawing_waits_for(
    ask: Ask, ground: Ground, name: str
) -> None:
    number = opened(ground, message=FIXED[name])
    given = ask("sun", "POST", f"/api/v1/cases/{number}/{name}", json={"answers": {"days": 3}})
    assert given.status_code == 200, given.json


@pytest.mark.parametrize("name", [*FIXED, "rating"])
def test_what_is_not_drawn_is_refused_with_what_can_be_done(
    ask: Ask, ground: Ground, name: str
) -> None:
    number = opened(ground)
    refused = ask("sun", "POST", f"/api/v1/cases/{number}/{name}", json={})
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/not-drawn")
    assert "ask" in refused.json["detail"]


@pytest.mark.parametrize("name", [*FIXED, "rating", "actions/t5"])
def test_a_foreign_case_is_404_for_every_command(ask: Ask, ground: Ground, name: str) -> None:
    refused = ask("qian", "POST", f"/api/v1/cases/{opened(ground)}/{name}", json={})
    assert refused.status_code == 404


def test_staff_write_down_a_rating_only_where_they_may_act_for_who_reported(
    ask: Ask, ground: Ground
) -> None:
    number = opened(ground, "reporter", "case.rated")
    path, body = f"/api/v1/cases/{number}/rating", {"answers": {"days": 3}}
    assert ask("zhou", "POST", path, json=body).status_code == 403
    permit(ground, "leader", Action.ACT_FOR_REPORTER)
    assert ask("sun", "POST", path, json=body).status_code == 200


def test_a_command_repeated_under_its_key_is_given_once(ask: Ask, ground: Ground) -> None:
    number = opened(ground)
    path = f"/api/v1/cases/{number}/actions/{offered(ask, 'sun', number)[0]['id']}"
    more = {"json": {"answers": {"days": 3}}, "headers": {"Idempotency-Key": "k"}}
    first = ask("sun", "POST", path, **more)
    assert ask("sun", "POST", path, **more).json == first.json
