"""Policies over HTTP: deployed by who may, refused with every finding, shown with versions."""

import io
from typing import Any

import pytest
from werkzeug.test import TestResponse

from engine.domain.words import Action
from engine.policy.read import read_pack
from engine.policy.write import packed
from engine.store import tables
from tests.api.conftest import Ask
from tests.commands.ground import LADDER, Ground

PACK = read_pack(LADDER)
ADDRESS = "/api/v1/policies/ladder/versions"


@pytest.fixture
def keeper(ground: Ground) -> str:
    """Give somebody who may deploy policies."""
    with ground.office.store.write() as tx:
        role = tables.Role.__table__
        granted = f'["{Action.DEPLOY_POLICY}"]'
        tx.execute(role.update().where(role.c.key == "leader").values(actions=granted))
    return "sun"


def upload(ask: Ask, who: str, data: bytes, **fields: str) -> TestResponse:
    body: dict[str, Any] = {"file": (io.BytesIO(data), "ladder.zip"), "approved_by": "sun"}
    return ask(who, "POST", ADDRESS, data=body | fields)


def edited(**files: bytes) -> bytes:
    pack = read_pack(LADDER)
    return packed(type(pack)(pack.name, {**pack.files, **files}))[1]


def test_a_version_is_deployed_and_activated(ask: Ask, keeper: str) -> None:
    made = upload(ask, keeper, edited(**{"README.md": b"second"}), note="试行")
    assert made.status_code == 201
    assert made.json
    assert (made.json["key"], made.json["number"]) == ("ladder", 2)
    assert ask(keeper, "POST", f"{ADDRESS}/2/activate", json={}).status_code == 204
    shown = ask(keeper, "GET", "/api/v1/policies/ladder").json
    assert shown
    assert [version["note"] for version in shown["versions"]] == ["", "试行"]
    assert shown["active"] == made.json["id"]


def test_every_error_of_a_pack_is_told_with_its_place(ask: Ask, keeper: str) -> None:
    broken = PACK.files["ladder.bpmn"].replace(b'type="notify"', b'type="shout"')
    refused = upload(ask, keeper, edited(**{"ladder.bpmn": broken}))
    assert refused.status_code == 422
    assert refused.json
    assert [error["code"] for error in refused.json["errors"]] == ["policy.verb_unknown"]


def test_a_pack_of_another_policy_is_refused(ask: Ask, keeper: str) -> None:
    manifest = PACK.files["pack.toml"].replace(b'"ladder"', b'"other"') + b"\n"
    process = b'process = "ladder"\n' + manifest
    refused = upload(ask, keeper, edited(**{"pack.toml": process}))
    assert refused.json
    assert [error["code"] for error in refused.json["errors"]] == ["policy.other_key"]


def test_what_is_no_pack_is_refused(ask: Ask, keeper: str) -> None:
    assert upload(ask, keeper, b"no zip").status_code == 400


def test_only_who_may_deploy_does_and_only_a_known_person_signs(ask: Ask, keeper: str) -> None:
    data = packed(PACK)[1]
    assert upload(ask, "wang", data).status_code == 403
    assert upload(ask, keeper, data, approved_by="nobody").status_code == 422
    assert ask("wang", "POST", f"{ADDRESS}/1/activate", json={}).status_code == 403


def test_what_is_not_there_is_not_there(ask: Ask, keeper: str) -> None:
    answers = [
        ask(keeper, "GET", "/api/v1/policies/nowhere"),
        ask(keeper, "POST", f"{ADDRESS}/7/activate", json={}),
        ask(keeper, "POST", f"{ADDRESS}/seven/activate", json={}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
