"""Versions of policies: listed, seen, signed, and gone back from."""

from dataclasses import replace
from typing import Any

import pytest

from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import deploy_policy
from engine.domain.words import Action
from engine.policy.read import read_pack
from tests.api.conftest import Ask
from tests.commands.ground import LADDER, Ground, permit

POLICIES = "/api/v1/policies"


@pytest.fixture(autouse=True)
def keepers(ground: Ground) -> None:
    permit(ground, "leader", Action.DEPLOY_POLICY)


def second_version(ground: Ground) -> None:
    pack, sun = read_pack(LADDER), ground.person("sun")
    more = {**pack.files, "README.md": b"second"}
    deploy_policy(ground.office, pack=replace(pack, files=more), approved_by=sun)
    activate_policy(ground.office, key="ladder", number=2, by=sun)


def active(ask: Ask) -> Any:
    return ask("sun", "GET", POLICIES).json["policies"]


def test_every_policy_is_listed_with_the_version_in_use(ask: Ask) -> None:
    assert active(ask) == [{"key": "ladder", "name": "逐级处置", "active": 1}]


def test_a_version_is_shown_with_its_files_and_signatures(ask: Ask) -> None:
    shown = ask("sun", "GET", f"{POLICIES}/ladder/versions/1").json
    assert "pack.toml" in {file["path"] for file in shown["files"]}
    assert [signature["name"] for signature in shown["signatures"]] == ["孙主任"]
    assert (shown["number"], shown["document"]) == (1, None)


@pytest.mark.parametrize("path", ["ladder/versions/9", "ladder/versions/x", "nothing/versions/1"])
def test_a_version_that_is_not_there_is_404(ask: Ask, path: str) -> None:
    assert ask("sun", "GET", f"{POLICIES}/{path}").status_code == 404
    assert ask("sun", "POST", f"{POLICIES}/{path}/approve").status_code == 404


def test_a_second_person_signs_a_version_once(ask: Ask, ground: Ground) -> None:
    permit(ground, "handler", Action.DEPLOY_POLICY)
    for _ in range(2):
        assert ask("zhou", "POST", f"{POLICIES}/ladder/versions/1/approve").status_code == 204
    shown = ask("sun", "GET", f"{POLICIES}/ladder/versions/1").json
    assert [signature["name"] for signature in shown["signatures"]] == ["孙主任", "周书记"]


def test_a_policy_goes_back_to_the_version_before(ask: Ask, ground: Ground) -> None:
    second_version(ground)
    assert [policy["active"] for policy in active(ask)] == [2]
    assert ask("sun", "POST", f"{POLICIES}/ladder/rollback").json == {"number": 1}
    assert [policy["active"] for policy in active(ask)] == [1]


def test_a_policy_with_nothing_before_says_so(ask: Ask) -> None:
    refused = ask("sun", "POST", f"{POLICIES}/ladder/rollback")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/nothing-before")


@pytest.mark.parametrize("path", ["versions/1/approve", "rollback"])
def test_only_who_may_deploy_changes_anything(ask: Ask, path: str) -> None:
    assert ask("wang", "POST", f"{POLICIES}/ladder/{path}").status_code == 403
