"""A task from hand to hand over HTTP, its draft, and what its holder asks of the case."""

from typing import Any

import pytest

from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.drawn import ASKING, PLAIN, commanded, pack
from tests.commands.ground import Ground, permit

TASKS = "/api/v1/tasks"
HANDS = ("claim", "release", "transfer", "delegate", "draft", "extension", "send-back", "withdraw")


def body_of(name: str) -> Any:
    bodies = {"transfer": {"to": 102}, "delegate": {"to": 102}, "draft": {"answers": {}}}
    return bodies.get(name, {})


def do(ask: Ask, who: str, task: str, name: str, **body: Any) -> Any:
    return ask(who, "POST", f"{TASKS}/{task}/{name}", json=body or body_of(name))


def opened(ground: Ground) -> str:
    return ground.report().opened[0]["id"]


def test_a_claimed_task_shows_whose_it_is_and_the_colleague_is_told(
    ask: Ask, ground: Ground
) -> None:
    task = opened(ground)
    assert do(ask, "wang", task, "claim").status_code == 204
    assert ask("li", "GET", f"{TASKS}/{task}").json["claimed_by"]["name"] == "王网格"
    late = do(ask, "li", task, "claim")
    assert (late.status_code, late.json["type"]) == (409, "/problems/task-claimed")
    assert "王网格" in late.json["detail"]
    assert do(ask, "wang", task, "release").status_code == 204
    assert do(ask, "li", task, "claim").status_code == 204


def test_a_task_given_to_a_colleague_is_on_their_list_alone(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    assert do(ask, "wang", task, "transfer", to=102).status_code == 204
    assert ask("wang", "GET", TASKS).json["count"] == "0"
    assert ask("li", "GET", TASKS).json["tasks"][0]["assigned_to"]["name"] == "李网格"


def test_a_task_is_given_only_to_who_may_do_it(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    refused = do(ask, "wang", task, "transfer", to=105)
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/cannot-take")
    assert do(ask, "wang", task, "transfer", to=999).json["type"] == "/problems/person-not-found"


def test_a_colleague_does_a_task_for_its_holder(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    assert do(ask, "wang", task, "delegate", to=102).status_code == 204
    assert ask("li", "GET", f"{TASKS}/{task}").json["claimed_by"]["id"] == "102"


def test_a_draft_is_the_writers_own_and_the_latest_counts(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    do(ask, "wang", task, "draft", answers={"next": "solved"})
    kept = do(ask, "wang", task, "draft", answers={"next": "report_up", "note": "等"})
    shown = ask("wang", "GET", f"{TASKS}/{task}").json["draft"]
    assert shown == {"answers": {"next": "report_up", "note": "等"}, "at": kept.json["at"]}
    assert ask("li", "GET", f"{TASKS}/{task}").json["draft"] is None


def test_a_draft_larger_than_answers_may_be_is_refused(ask: Ask, ground: Ground) -> None:
    refused = do(ask, "wang", opened(ground), "draft", answers={"note": "长" * 100_000})
    assert (refused.status_code, refused.json["type"]) == (413, "/problems/draft-too-large")


@pytest.mark.parametrize(
    ("name", "message"),
    [("extension", "case.extension_asked"), ("send-back", "case.send_back_asked")],
)
def test_a_holder_asks_what_the_drawing_waits_for(
    ask: Ask, ground: Ground, name: str, message: str
) -> None:
    drawn = commanded("handler@grid").replace(b"case.asked", message.encode())
    task = ground.report(ground.use_pack(pack("asking", drawn, ASKING, PLAIN))).opened[0]["id"]
    given = do(ask, "wang", task, name, answers={"days": 3})
    assert given.status_code == 200, given.json
    assert [each["element"] for each in given.json["opened"]] == ["then"]


@pytest.mark.parametrize("name", ["extension", "send-back"])
def test_what_is_not_drawn_is_refused(ask: Ask, ground: Ground, name: str) -> None:
    refused = do(ask, "wang", opened(ground), name)
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/not-drawn")


@pytest.mark.parametrize("name", HANDS)
def test_a_foreign_task_is_404_whatever_is_asked_of_it(ask: Ask, ground: Ground, name: str) -> None:
    for who, task in (("qian", opened(ground)), ("wang", "17"), ("wang", "x")):
        refused = do(ask, who, task, name)
        assert (refused.status_code, refused.json["type"]) == (404, "/problems/task-not-found")


def test_who_may_transfer_takes_a_task_out_of_a_colleagues_hands(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    do(ask, "wang", task, "claim")
    permit(ground, "leader", Action.TRANSFER_TASKS)
    assert do(ask, "sun", task, "release").status_code == 204
    assert ask("li", "GET", f"{TASKS}/{task}").json["claimed_by"] is None


def test_who_may_not_transfer_leaves_it_there(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    do(ask, "wang", task, "claim")
    assert do(ask, "sun", task, "release").status_code == 403


def test_what_one_did_last_is_taken_back_and_the_task_is_open_again(
    ask: Ask, ground: Ground
) -> None:
    task = opened(ground)
    ground.complete(task, "wang", next="report_up")
    assert do(ask, "wang", task, "withdraw").status_code == 204
    assert ask("wang", "GET", f"{TASKS}/{task}").json["state"] == "open"


def test_what_somebody_else_did_is_not_taken_back(ask: Ask, ground: Ground) -> None:
    task = opened(ground)
    ground.complete(task, "wang", next="report_up")
    refused = do(ask, "li", task, "withdraw")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/cannot-take-back")
