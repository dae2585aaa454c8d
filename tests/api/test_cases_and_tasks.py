"""Reporting, seeing one's list and completing a task, as a program does it over HTTP."""

from typing import Any

from tests.api.conftest import Ask
from tests.commands.ground import Ground

REPORT = {"kind": "ladder", "words": "路灯不亮", "place": "G3"}


def report(ask: Ask, **more: Any) -> Any:
    answer = ask("wang", "POST", "/api/v1/cases", json=REPORT | more)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_a_case_is_opened_and_its_task_stands_on_the_list(ask: Ask) -> None:
    opened = report(ask)
    listed = ask("wang", "GET", "/api/v1/tasks").json
    assert listed
    assert [task["case"] for task in listed["tasks"]] == [opened["number"]]
    assert (listed["count"], listed["next"]) == ("1", None)
    assert listed["tasks"][0]["due"].endswith("+00:00")


def test_a_task_comes_with_its_form(ask: Ask) -> None:
    task = report(ask)["opened"][0]["id"]
    shown = ask("wang", "GET", f"/api/v1/tasks/{task}").json
    assert shown
    assert (shown["state"], shown["form"]["id"], shown["answers"]) == ("open", "grid", None)


def test_a_completed_task_shows_its_answers_without_free_text(ask: Ask) -> None:
    task = report(ask)["opened"][0]["id"]
    body = {"answers": {"next": "report_up", "note": "我家楼下"}}
    done = ask("wang", "POST", f"/api/v1/tasks/{task}/complete", json=body)
    assert done.status_code == 200
    assert done.json
    assert [opened["element"] for opened in done.json["opened"]] == ["community"]
    shown = ask("wang", "GET", f"/api/v1/tasks/{task}").json
    assert shown
    assert (shown["state"], shown["answers"]) == ("done", {"next": "report_up"})


def test_answers_that_do_not_fit_are_422_with_a_pointer_to_each_field(ask: Ask) -> None:
    task = report(ask)["opened"][0]["id"]
    body = {"answers": {"next": "tomorrow", "notes": "我家楼下"}}
    refused = ask("wang", "POST", f"/api/v1/tasks/{task}/complete", json=body)
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/answers-invalid")
    assert {error["pointer"] for error in refused.json["errors"]} == {"/answers/notes"}
    body = {"answers": {"next": "tomorrow"}}
    refused = ask("wang", "POST", f"/api/v1/tasks/{task}/complete", json=body)
    (error,) = refused.json["errors"]
    assert (error["pointer"], "下一步" in error["detail"]) == ("/answers/next", True)
    assert ask("wang", "GET", f"/api/v1/tasks/{task}").json["state"] == "open"


def test_a_lost_race_is_409_with_who_and_when(ask: Ask) -> None:
    task = report(ask)["opened"][0]["id"]
    body = {"answers": {"next": "solved"}}
    ask("wang", "POST", f"/api/v1/tasks/{task}/complete", json=body)
    lost = ask("li", "POST", f"/api/v1/tasks/{task}/complete", json=body)
    assert lost.status_code == 409
    assert lost.json
    assert "王网格" in lost.json["detail"]


def test_a_request_repeated_under_its_key_is_answered_alike(ask: Ask) -> None:
    headers = {"Idempotency-Key": "k"}
    first = ask("wang", "POST", "/api/v1/cases", json=REPORT, headers=headers)
    assert ask("wang", "POST", "/api/v1/cases", json=REPORT, headers=headers).json == first.json


def test_a_foreign_task_is_404_as_one_that_never_was(ask: Ask) -> None:
    task = report(ask)["opened"][0]["id"]
    answers = [
        ask("zhao", "GET", f"/api/v1/tasks/{task}"),
        ask("zhao", "POST", f"/api/v1/tasks/{task}/complete", json={"answers": {}}),
        ask("wang", "GET", "/api/v1/tasks/17"),
        ask("wang", "GET", "/api/v1/tasks/seventeen"),
        ask("wang", "GET", f"/api/v1/tasks/{'9' * 40}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_list_is_read_page_by_page_and_counts_stop_at_the_cap(ask: Ask) -> None:
    numbers = [report(ask)["number"] for _ in range(5)]
    first = ask("wang", "GET", "/api/v1/tasks?size=3").json
    assert first
    second = ask("wang", "GET", f"/api/v1/tasks?size=3&after={first['next']}").json
    assert second
    assert [task["case"] for task in first["tasks"] + second["tasks"]] == numbers
    assert second["next"] is None


def test_what_colleagues_have_to_do_stands_in_the_units_box(ask: Ask, ground: Ground) -> None:
    task = report(ask)["opened"][0]["id"]
    ground.complete(task, "wang", next="report_up")
    assert ask("zhou", "GET", "/api/v1/tasks?box=unit").json["count"] == "1"
    assert ask("wang", "GET", "/api/v1/tasks?box=unit").json["count"] == "0"


def test_wrong_bodies_and_filters_are_said_field_by_field(ask: Ask) -> None:
    answers = [
        ask("wang", "POST", "/api/v1/cases", json={"words": ""}),
        ask("wang", "POST", "/api/v1/cases", json=REPORT | {"state": "closed"}),
        ask("wang", "GET", "/api/v1/tasks?box=everything"),
        ask("wang", "GET", "/api/v1/tasks?after=nowhere"),
        ask("wang", "GET", "/api/v1/tasks?size=1000"),
    ]
    assert [answer.status_code for answer in answers] == [422] * 5
    assert answers[0].json
    assert {error["pointer"] for error in answers[0].json["errors"]} == {"/kind", "/words"}
