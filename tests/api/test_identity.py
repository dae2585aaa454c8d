"""Nothing under /api is open to nobody, whatever door is added."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.identity import KEPT_SECONDS, OPEN, Identity
from engine.commands.sign_in import sign_in
from engine.domain.refusals import NotSignedIn
from engine.wiring import Engine
from tests.commands.ground import Ground

PUBLIC = {"health", "api-docs", "pages", "rendered"}


def rooms(app: Flask) -> dict[str, set[str]]:
    """Give the addresses under /api and outside it, by the resource they belong to."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.endpoint.split(".")[0], set()).add(rule.rule)
    return found


def test_every_door_under_api_is_closed_to_nobody(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and rule.endpoint.split(".")[0] not in OPEN:
            path = rule.rule.replace("<", "").replace(">", "")
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                assert client.open(path, method=method).status_code == 401, rule


def test_every_other_door_is_known_to_be_public(app: Flask) -> None:
    outside = {
        room
        for room, paths in rooms(app).items()
        if any(not path.startswith("/api/") for path in paths)
    }
    assert outside == PUBLIC


def test_only_resources_that_read_nothing_are_open(app: Flask) -> None:
    opened = {path for room in OPEN for path in rooms(app)[room]}
    assert opened == {"/api/v1/try/feel", "/api/v1/try/dmn", "/api/v1/problem-types"}


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
        Identity(engine).person(token)


def test_a_person_is_known_for_some_seconds_and_then_looked_up_again(
    ground: Ground, engine: Engine
) -> None:
    seconds = [0.0]
    identity = Identity(Engine(engine.office, seconds=lambda: seconds[0]))
    token = sign_in(ground.office, person=ground.person("wang"), lasting=timedelta(hours=1))
    first = identity.person(token)
    assert identity.person(token) is first
    seconds[0] = KEPT_SECONDS
    assert identity.person(token) == first
    assert identity.person(token) is not first
