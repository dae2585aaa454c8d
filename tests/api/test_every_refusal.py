"""Refusals as people meet them at the doors: a status, a type, a sentence in Chinese."""

from dataclasses import dataclass
from typing import Any

import pytest

from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.drawn import ASKING, PLAIN, commanded, pack
from tests.commands.ground import Ground, permit

V1 = "/api/v1"
REPORT = {"kind": "ladder", "words": "路灯不亮", "place": "G3"}
BACKWARDS = {"since": "2026-12-02T00:00:00+08:00", "until": "2026-12-01T00:00:00+08:00"}
FIRST = {"code": "YL", "place": "云麓区", "level": "district", "role": "administrator"}
FIRST |= {"username": "first", "name": "首位管理员"}
SHARED = {"name": "超时", "query": {"overdue": "true"}}


@dataclass(frozen=True)
class Met:
    """A request and the refusal it meets."""

    refusal: str
    status: int
    method: str
    path: str
    body: Any = None


MET = (
    Met("case_not_found", 404, "GET", "/cases/SY-20260101-0001"),
    Met("task_not_found", 404, "GET", "/tasks/1"),
    Met("incident_not_found", 404, "POST", "/incidents/1/retry"),
    Met("attachment_not_found", 404, "GET", "/attachments/1"),
    Met("notice_not_found", 404, "POST", "/notices/1/read"),
    Met("year_not_found", 404, "GET", "/calendars/1999"),
    Met("policy_not_found", 404, "GET", "/policies/nothing"),
    Met("policy_not_found", 404, "POST", "/cases", REPORT | {"kind": "nothing"}),
    Met("list_not_found", 404, "GET", "/duty-list"),
    Met("version_not_found", 404, "GET", "/policies/ladder/versions/99"),
    Met("version_not_found", 404, "POST", "/policies/ladder/versions/99/activate", {}),
    Met("nothing_before", 409, "POST", "/policies/ladder/rollback"),
    Met("place_not_found", 422, "POST", "/cases", REPORT | {"place": "nowhere"}),
    Met("place_not_found", 422, "GET", "/cases?unit=nowhere"),
    Met("notice_unreadable", 400, "POST", "/calendars", {"notice": "放假"}),
    Met("not_open_to_public", 409, "GET", "/public/v1/places"),
    Met("entry_not_found", 404, "DELETE", "/posts/1"),
    Met("span_invalid", 422, "POST", "/absences", BACKWARDS),
    Met("house_settled", 409, "POST", "/people/first", FIRST),
    Met("unit_not_yours", 403, "POST", "/filters", SHARED | {"shared_with": "police"}),
)


@pytest.fixture(autouse=True)
def keeper(ground: Ground) -> None:
    permit(ground, "leader", *Action)


@pytest.mark.parametrize("met", MET, ids=lambda met: f"{met.refusal} {met.path}")
def test_a_refusal_is_met_at_its_door_with_a_sentence(ask: Ask, met: Met) -> None:
    path = met.path if met.path.startswith("/public") else f"{V1}{met.path}"
    answer = ask("sun", met.method, path, json=met.body)
    assert (answer.status_code, answer.json["type"]) == (
        met.status,
        f"/problems/{met.refusal.replace('_', '-')}",
    )
    assert answer.json["detail"].endswith(("。", "”"))


def test_a_key_stands_for_one_request_only(ask: Ask) -> None:
    more = {"headers": {"Idempotency-Key": "k"}}
    ask("wang", "POST", f"{V1}/cases", json=REPORT, **more)
    other = ask("wang", "POST", f"{V1}/cases", json=REPORT | {"words": "井盖丢了"}, **more)
    assert (other.status_code, other.json["type"]) == (422, "/problems/key-reused")


def test_a_policy_that_is_active_nowhere_opens_nothing(ask: Ask, ground: Ground) -> None:
    ground.deploy_only("resting")
    refused = ask("wang", "POST", f"{V1}/cases", json=REPORT | {"kind": "resting"})
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/policy-not-active")


def complete(ask: Ask, who: str, task: str, **answers: Any) -> Any:
    return ask(who, "POST", f"{V1}/tasks/{task}/complete", json={"answers": answers})


def test_a_task_of_another_post_is_not_yours(ask: Ask, ground: Ground) -> None:
    refused = complete(ask, "sun", ground.report().opened[0]["id"], next="solved")
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/not-yours")


def test_who_is_second_is_told_who_was_first(ask: Ask, ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    complete(ask, "wang", task, next="solved")
    refused = complete(ask, "li", task, next="solved")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/task-already-done")


def test_four_eyes_are_kept_at_the_door(ask: Ask, ground: Ground) -> None:
    drawn = commanded("handler@grid", props={"shaodao:apart-from": "work"})
    opened = ground.report(ground.use_pack(pack("asking", drawn, ASKING, PLAIN)))
    complete(ask, "wang", opened.opened[0]["id"])
    (action,) = ask("wang", "GET", f"{V1}/cases/{opened.number}/actions").json["actions"]
    path = f"{V1}/cases/{opened.number}/actions/{action['id']}"
    refused = ask("wang", "POST", path, json={"answers": {"days": 3}})
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/same-person")


def test_what_somebody_changed_meanwhile_is_not_overwritten(ask: Ask) -> None:
    saved = ask("sun", "POST", f"{V1}/filters", json=SHARED).json
    path, old = f"{V1}/filters/{saved['id']}", {"If-Match": '"9"'}
    refused = ask("sun", "PUT", path, json=SHARED, headers=old)
    assert (refused.status_code, refused.json["type"]) == (412, "/problems/stale-version")
