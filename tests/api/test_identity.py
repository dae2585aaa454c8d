"""Nothing under /api is open to nobody, whatever door is added."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.identity import KEPT_SECONDS, OPEN, Identity
from engine.commands.sign_in import sign_in
from engine.domain.refusals import NotSignedIn
from engine.wiring import Engine
from tests.commands.ground import Ground

# Whatever is added is closed until it is named here too: pages, what describes the house and says
# how it is, what reads nothing of it, and the door itself.
PAGES = {"pages", "rendered"}
PUBLIC = {
    # /metrics looks for itself: this machine, or who may supervise.
    *("/livez", "/readyz", "/openapi.json", "/metrics"),
    *("/api/v1/try/feel", "/api/v1/try/dmn", "/api/v1/problem-types"),
}
# Residents have no name here: a check code in a header opens one report.
RESIDENTS = "/public/v1/"
ENTRANCE = ("/api/v1/session", "POST")


def doors(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Give every door of the application: its rule, an address it takes, and a method."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:>]*:)?([^>]*)>", r"\1", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.rule, path, method


def is_public(app: Flask, rule: str, method: str) -> bool:
    rooms = {r.endpoint.split(".")[0] for r in app.url_map.iter_rules() if r.rule == rule}
    if rule.startswith(RESIDENTS):
        return True
    return rule in PUBLIC or bool(rooms & PAGES) or (rule, method) == ENTRANCE


def test_every_door_is_closed_to_nobody_unless_it_is_named(app: Flask) -> None:
    client = app.test_client()
    closed = [door for door in doors(app) if not is_public(app, door[0], door[2])]
    assert len(closed) > 10
    for rule, path, method in closed:
        assert client.open(path, method=method).status_code == 401, (method, rule)


def test_every_room_that_is_open_is_named(app: Flask) -> None:
    opened = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in OPEN - PAGES and not rule.rule.startswith(RESIDENTS)
    }
    assert opened == PUBLIC | {ENTRANCE[0]}


def test_a_door_that_was_added_is_closed(app: Flask) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "all secrets")
    assert app.test_client().get("/forgotten").status_code == 401


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/api/v1/nowhere", 401)])
def test_what_is_not_there_is_missing_and_below_api_not_told(
    client: FlaskClient, path: str, status: int
) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic d2FuZzp4"])
def test_a_wrong_token_is_nobody(client: FlaskClient, header: str) -> None:
    answer = client.get("/api/v1/tasks", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json
    assert answer.json["type"] == "/problems/not-signed-in"


def test_a_token_ends(ground: Ground, engine: Engine) -> None:
    token = sign_in(ground.office, person=ground.person("wang"), lasting=timedelta(hours=1))
    ground.later(hours=2)
    with pytest.raises(NotSignedIn):
        Identity(engine).session(token)


def test_a_person_is_known_for_some_seconds_and_then_looked_up_again(
    ground: Ground, engine: Engine
) -> None:
    seconds = [0.0]
    identity = Identity(Engine(engine.office, seconds=lambda: seconds[0]))
    token = sign_in(ground.office, person=ground.person("wang"), lasting=timedelta(hours=1))
    first = identity.session(token)
    assert identity.session(token) is first
    seconds[0] = KEPT_SECONDS
    assert identity.session(token) == first
    assert identity.session(token) is not first
