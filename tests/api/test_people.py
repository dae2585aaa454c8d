"""The first people and places of a house, until they have pages of their own."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from engine.wiring import Engine

PEOPLE, PLACES = "/api/v1/people", "/api/v1/places"
OPERATOR = {"Authorization": "Bearer operator"}


@pytest.fixture
def client(engine: Engine, tmp_path: Path) -> FlaskClient:
    client = create_app(engine, tmp_path, operator="operator").test_client()
    district = {"code": "SY", "name": "双阳区", "level": "district"}
    street = {"code": "SH", "name": "山河街道", "level": "street", "under": "SY"}
    for place in (district, street):
        assert client.post(PLACES, json=place, headers=OPERATOR).status_code == 201
    return client


def person(**more: object) -> dict[str, object]:
    return {"username": "sun", "name": "孙主任", "post": "leader@SH", **more}


def test_a_person_works_with_the_token_they_were_given(client: FlaskClient) -> None:
    added = client.post(PEOPLE, json=person(), headers=OPERATOR).json
    assert added
    token = {"Authorization": f"Bearer {added['token']}"}
    assert client.get("/api/v1/tasks", headers=token).status_code == 200
    assert client.post(PEOPLE, json=person(), headers=token).status_code == 403


def test_an_action_goes_to_the_role(client: FlaskClient) -> None:
    body = person(actions=["manage_people"])
    added = client.post(PEOPLE, json=body, headers=OPERATOR).json
    assert added
    token = {"Authorization": f"Bearer {added['token']}"}
    colleague = person(username="zhou")
    assert client.post(PEOPLE, json=colleague, headers=token).status_code == 201


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        (PEOPLE, person(post="leader@nowhere"), 422),
        (PEOPLE, person(post="leader"), 422),
        (PLACES, {"code": "A", "name": "甲", "level": "grid", "under": "nowhere"}, 422),
        (PLACES, {"code": "SH", "name": "甲", "level": "grid", "under": "SY"}, 409),
    ],
)
def test_what_cannot_be_added_is_refused(
    client: FlaskClient, address: str, body: dict[str, object], status: int
) -> None:
    assert client.post(address, json=body, headers=OPERATOR).status_code == status


def test_a_username_is_taken_once(client: FlaskClient) -> None:
    answers = [client.post(PEOPLE, json=person(), headers=OPERATOR) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
