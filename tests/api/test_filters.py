"""Saved filters: one's own or shared with one's unit, and never overwritten unseen."""

from typing import Any

from tests.api.conftest import Ask
from tests.commands.ground import Ground

FILTERS = "/api/v1/filters"
BODY = {"name": "快到期的", "query": {"overdue": "true", "stage": "handle"}}


def saved(ask: Ask, username: str = "wang", **more: str) -> str:
    answer: Any = ask(username, "POST", FILTERS, json=BODY | more)
    assert answer.status_code == 201, answer.json
    return f"{FILTERS}/{answer.json['id']}"


def listed(ask: Ask, username: str) -> list[Any]:
    found: Any = ask(username, "GET", FILTERS).json
    return list(found)


def test_a_filter_is_ones_own(ground: Ground, ask: Ask) -> None:
    saved(ask)
    (card,) = listed(ask, "wang")
    assert (card["name"], card["query"], card["mine"]) == (BODY["name"], BODY["query"], True)
    assert listed(ask, "li") == []


def test_a_filter_is_shared_with_ones_unit(ground: Ground, ask: Ask) -> None:
    saved(ask, shared_with="G3")
    (card,) = listed(ask, "li")
    assert (card["shared_with"], card["mine"]) == ("G3", False)
    assert listed(ask, "zhao") == []
    assert ask("wang", "POST", FILTERS, json=BODY | {"shared_with": "XH"}).status_code == 403


def test_a_filter_changed_meanwhile_is_not_overwritten(ground: Ground, ask: Ask) -> None:
    address = saved(ask)
    first = ask("wang", "PUT", address, json=BODY, headers={"If-Match": '"1"'})
    assert (first.status_code, first.json["version"]) == (200, 2)
    for stale in ({"If-Match": '"1"'}, {}):
        assert ask("wang", "PUT", address, json=BODY, headers=stale).status_code == 412
        assert ask("wang", "DELETE", address, headers=stale).status_code == 412
    assert ask("wang", "DELETE", address, headers={"If-Match": '"2"'}).status_code == 204
    assert listed(ask, "wang") == []


def test_anothers_filter_is_not_there_to_be_changed(ground: Ground, ask: Ask) -> None:
    address = saved(ask, shared_with="G3")
    headers = {"If-Match": '"1"'}
    assert ask("li", "PUT", address, json=BODY, headers=headers).status_code == 404
    assert ask("li", "DELETE", address, headers=headers).status_code == 404
    assert ask("li", "DELETE", f"{FILTERS}/x", headers=headers).status_code == 404


def test_a_filter_without_measure_is_refused(ground: Ground, ask: Ask) -> None:
    long = {"name": "x", "query": {"q": "长" * 201}}
    many = {"name": "x", "query": {str(n): "1" for n in range(31)}}
    for body in (long, many, {"name": "", "query": {}}):
        assert ask("wang", "POST", FILTERS, json=body).status_code == 422
