"""Signing in and out over HTTP: by cookie as a browser does it, by bearer as a program does."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.commands.set_password import invite, set_password
from engine.domain.words import Action
from engine.store.store import Store
from engine.wiring import Engine
from tests.api.conftest import Ask
from tests.commands.ground import Ground, permit

SESSION, ME = "/api/v1/session", "/api/v1/me"
PASSWORD = "一把足够长的钥匙"
OTHER = "another long one"


@pytest.fixture
def wang(ground: Ground) -> Ground:
    """Give the district in which 王网格 has a password."""
    set_password(ground.office, person=ground.person("wang"), password=PASSWORD)
    return ground


def sign_in(client: FlaskClient, username: str = "wang", password: str = PASSWORD) -> TestResponse:
    return client.post(SESSION, json={"username": username, "password": password})


def csrf(client: FlaskClient) -> dict[str, str]:
    shown: Any = client.get(ME).json
    return {"X-CSRF-Token": shown["csrf"]}


def test_a_name_and_its_password_begin_a_session(wang: Ground, client: FlaskClient) -> None:
    started = sign_in(client)
    assert started.status_code == 200
    assert started.json
    assert started.json["person"] == {"id": "101", "name": "王网格"}
    cookie = started.headers["Set-Cookie"]
    assert cookie.startswith("shaodao_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert client.get("/api/v1/tasks").status_code == 200


def test_the_cookie_travels_only_encrypted_where_the_house_is_reached_so(
    wang: Ground, client: FlaskClient
) -> None:
    body = {"username": "wang", "password": PASSWORD}
    started = client.post(SESSION, json=body, base_url="https://house.example")
    assert "Secure" in started.headers["Set-Cookie"]


def test_the_token_serves_a_program_too(wang: Ground, client: FlaskClient) -> None:
    started: Any = sign_in(client).json
    client.delete_cookie("shaodao_session")
    bearer = {"Authorization": f"Bearer {started['token']}"}
    assert client.get("/api/v1/tasks", headers=bearer).status_code == 200
    assert client.delete(SESSION, headers=bearer).status_code == 204
    assert client.get("/api/v1/tasks", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("username", "password"),
    [("wang", "wrong password"), ("nobody", PASSWORD), ("li", PASSWORD), ("li", "")],
)
def test_a_wrong_password_an_unknown_name_and_one_without_are_answered_alike(
    wang: Ground, client: FlaskClient, username: str, password: str
) -> None:
    refused = sign_in(client, username, password or "x")
    assert (refused.status_code, "Set-Cookie" in refused.headers) == (401, False)
    assert refused.json
    assert refused.json["type"] == "/problems/sign-in-refused"


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_a_name_tried_in_vain_too_often_rests_whether_anybody_has_it_or_not(
    wang: Ground, client: FlaskClient, username: str
) -> None:
    tries = [sign_in(client, username, "wrong").status_code for _ in range(6)]
    assert tries == [401] * 5 + [429]
    locked = sign_in(client, username)
    assert locked.status_code == 429
    assert locked.json
    assert locked.json["type"] == "/problems/sign-in-locked"


def test_after_the_rest_the_right_password_is_taken_and_counting_begins_anew(
    wang: Ground, client: FlaskClient
) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    wang.later(minutes=16)
    assert sign_in(client, password="wrong").status_code == 401
    assert sign_in(client).status_code == 200
    assert [sign_in(client, password="wrong").status_code for _ in range(5)] == [401] * 5


def test_a_session_ends_by_itself(wang: Ground, client: FlaskClient) -> None:
    sign_in(client)
    wang.later(hours=13)
    assert client.get(ME).status_code == 401


def test_a_change_by_cookie_needs_the_check_value_of_the_page(
    wang: Ground, client: FlaskClient
) -> None:
    sign_in(client)
    report = {"kind": "ladder", "words": "路灯不亮"}
    refused = client.post("/api/v1/cases", json=report)
    assert refused.status_code == 403
    assert refused.json
    assert refused.json["type"] == "/problems/csrf-missing"
    wrong = {"X-CSRF-Token": "0" * 64}
    assert client.post("/api/v1/cases", json=report, headers=wrong).status_code == 403
    assert client.post("/api/v1/cases", json=report, headers=csrf(client)).status_code == 201


def test_signing_out_ends_the_session_at_once(wang: Ground, client: FlaskClient) -> None:
    sign_in(client)
    cookie = client.get_cookie("shaodao_session")
    assert cookie
    ended = client.delete(SESSION, headers=csrf(client))
    assert ended.status_code == 204
    client.set_cookie("shaodao_session", cookie.value)
    assert client.get(ME).status_code == 401


def test_i_am_told_who_i_am_what_i_hold_and_where(wang: Ground, client: FlaskClient) -> None:
    permit(wang, "handler", Action.READ_WORDS)
    sign_in(client)
    me: Any = client.get(ME).json
    assert me["person"] == {"id": "101", "name": "王网格", "username": "wang"}
    assert me["actions"] == ["read_words"]
    assert me["district"] == {"id": "2", "code": "SY", "name": "双阳区"}
    (post,) = me["posts"]
    assert (post["role"], post["unit"], post["unit_name"]) == ("handler", "G3", "第三网格")
    assert (post["until"], post["for"]) == (None, None)


def test_a_new_password_signs_out_everywhere(wang: Ground, client: FlaskClient) -> None:
    phone: Any = sign_in(client).json
    sign_in(client)
    body = {"old": PASSWORD, "password": OTHER}
    changed = client.put("/api/v1/me/password", json=body, headers=csrf(client))
    assert changed.status_code == 204
    assert client.get(ME).status_code == 401
    bearer = {"Authorization": f"Bearer {phone['token']}"}
    assert client.get(ME, headers=bearer).status_code == 401
    assert sign_in(client).status_code == 401
    assert sign_in(client, password=OTHER).status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("not mine", OTHER, "/problems/password-wrong"),
        ("", OTHER, "/problems/password-wrong"),
        (PASSWORD, "short", "/problems/password-too-short"),
    ],
)
def test_a_password_is_not_replaced_without_the_old_one_nor_by_a_short_one(
    wang: Ground, client: FlaskClient, old: str, new: str, problem: str
) -> None:
    sign_in(client)
    body = {"old": old, "password": new}
    refused = client.put("/api/v1/me/password", json=body, headers=csrf(client))
    assert refused.status_code == 422
    assert refused.json
    assert refused.json["type"] == problem
    assert sign_in(client).status_code == 200


def test_an_invitation_serves_until_a_password_is_chosen(wang: Ground, client: FlaskClient) -> None:
    sign_in(client)
    token = invite(wang.office, person=wang.person("wang"))
    wang.later(seconds=1)
    assert sign_in(client).status_code == 401
    bearer = {"Authorization": f"Bearer {token}"}
    body = {"password": OTHER}
    assert client.put("/api/v1/me/password", json=body, headers=bearer).status_code == 204
    assert client.put("/api/v1/me/password", json=body, headers=bearer).status_code == 401
    assert sign_in(client, password=OTHER).status_code == 200


def test_an_administrator_resets_a_password(wang: Ground, ask: Ask, client: FlaskClient) -> None:
    permit(wang, "leader", Action.MANAGE_PEOPLE)
    assert ask("li", "POST", "/api/v1/people/wang/reset").status_code == 403
    assert ask("sun", "POST", "/api/v1/people/nobody/reset").status_code == 422
    invited: Any = ask("sun", "POST", "/api/v1/people/wang/reset").json
    bearer = {"Authorization": f"Bearer {invited['token']}"}
    assert client.get(ME, headers=bearer).status_code == 200
    assert sign_in(client).status_code == 401


def test_a_password_given_with_a_new_person_opens_the_door(
    ground: Ground, ask: Ask, client: FlaskClient
) -> None:
    permit(ground, "leader", Action.MANAGE_PEOPLE)
    body = {"username": "new", "name": "新同事", "post": "handler@G3", "password": PASSWORD}
    assert ask("sun", "POST", "/api/v1/people", json=body).status_code == 201
    assert sign_in(client, "new").status_code == 200
    short = body | {"username": "other", "password": "short"}
    assert ask("sun", "POST", "/api/v1/people", json=short).status_code == 422


def test_a_lasting_session_is_as_long_as_the_settings_say(
    engine: Engine, wang: Ground, client: FlaskClient, sqlite_store: Store
) -> None:
    assert engine.office.admission.lasting == timedelta(hours=12)
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "Max-Age=43200" in cookie
