"""`shaodao people`: an empty house gets its first administrator, and people their passwords."""

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from tests.servers import running_server

PASSWORD = "一把足够长的钥匙"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHAODAO_DATA", str(tmp_path))
    return tmp_path


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(shaodao, ["people", *arguments], input=typed)


def token_of(done: Result) -> str:
    assert done.exit_code == 0, done.output
    return done.output.splitlines()[-1]


def asked(address: str, method: str, path: str, body: object, token: str = "") -> tuple[int, Any]:
    wire = HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    wire.request(method, f"/api/v1{path}", json.dumps(body).encode(), headers)
    answer = wire.getresponse()
    said = answer.read()
    wire.close()
    return answer.status, json.loads(said) if said else None


def signed_in(address: str, username: str, password: str = PASSWORD) -> int:
    return asked(address, "POST", "/session", {"username": username, "password": password})[0]


def test_an_empty_house_is_settled_with_a_token_that_serves_once(data: Path) -> None:
    token = token_of(run("first", "D1", "示范区"))
    assert run("first", "D2", "示范区").exit_code == 1
    with running_server(data) as (_, address):
        chosen = {"password": PASSWORD}
        assert asked(address, "PUT", "/me/password", chosen, token)[0] == 204
        assert asked(address, "PUT", "/me/password", chosen, token)[0] == 401
        assert signed_in(address, "admin") == 200
        session = {"username": "admin", "password": PASSWORD}
        _, started = asked(address, "POST", "/session", session)
        _, me = asked(address, "GET", "/me", None, started["token"])
        assert (me["district"]["code"], "manage_people" in me["actions"]) == ("D1", True)


def test_a_password_is_asked_for_twice_and_reset(data: Path) -> None:
    token_of(run("first", "D1", "示范区"))
    twice = f"{PASSWORD}\n{PASSWORD}\n"
    added = run("add", "li", "李主任", "--post", "leader@D1", "--password", typed=twice)
    token_of(added)
    assert PASSWORD not in added.output
    with running_server(data) as (_, address):
        assert signed_in(address, "li") == 200
        token = token_of(run("reset", "li"))
        assert signed_in(address, "li") == 401
        assert asked(address, "PUT", "/me/password", {"password": PASSWORD}, token)[0] == 204
    assert run("reset", "nobody").exit_code == 1
