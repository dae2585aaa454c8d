"""A policy is deployed as a version that never changes, and active from an instant on."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import Deployed, deploy_policy
from engine.domain.refusals import PolicyInvalid, PolicyIsLibrary, VersionNotFound
from engine.policy.pack import Pack
from engine.policy.read import read_pack
from engine.queries.policies import active_version, read_policy, read_version
from engine.store import tables
from tests.commands.ground import DISTRICT, LADDER, Ground

PACK = read_pack(LADDER)
TABLES = Path(__file__).parents[1] / "unit" / "dmn" / "drawn_in_the_editor.dmn"
EDITED = replace(PACK, files=PACK.files | {"README.md": "改过".encode()})


def deploy(ground: Ground, pack: Pack) -> Deployed:
    return deploy_policy(ground.office, pack=pack, approved_by=ground.person("sun"))


def test_the_same_content_is_the_same_version(ground: Ground) -> None:
    assert deploy(ground, PACK).number == 1
    assert len(ground.rows(tables.PolicyVersion, "id")) == 1


def test_another_content_is_the_next_version(ground: Ground) -> None:
    assert [deploy(ground, pack).number for pack in (EDITED, PACK)] == [2, 1]


def test_a_version_is_kept_with_its_files_and_its_signature(ground: Ground) -> None:
    deployed = deploy(ground, EDITED)
    with ground.office.store.read() as tx:
        assert read_version(tx, deployed.id).files == EDITED.files
    assert (deployed.id, 104) in ground.rows(tables.Approval, "version_id", "by")


def test_new_cases_take_a_version_once_it_is_active(ground: Ground) -> None:
    first = ground.report()
    deployed = deploy(ground, EDITED)
    ground.report()
    activate_policy(ground.office, key="ladder", number=2, by=ground.person("sun"))
    ground.report()
    versions = [version for (version,) in ground.rows(tables.Case, "policy_id")]
    assert [version == deployed.id for version in versions] == [False, False, True]
    assert ground.complete(first.opened[0]["id"], "wang", next="solved").opened


def test_a_pilot_in_one_street_leaves_the_others_alone(ground: Ground) -> None:
    deployed = deploy(ground, EDITED)
    activate_policy(ground.office, key="ladder", number=2, by=ground.person("sun"), scope="/2/17/")
    with ground.office.store.read() as tx:
        assert active_version(tx, DISTRICT, "ladder", "/2/17/5/3/") == deployed.id
        assert active_version(tx, DISTRICT, "ladder", "/2/9/") != deployed.id


def test_a_version_that_is_not_there_cannot_be_activated(ground: Ground) -> None:
    with pytest.raises(VersionNotFound):
        activate_policy(ground.office, key="ladder", number=7, by=ground.person("sun"))


def test_a_policy_with_an_error_stays_out_and_says_why(ground: Ground) -> None:
    broken = replace(PACK, files=PACK.files | {"ladder.bpmn": b"<not-bpmn/>"})
    with pytest.raises(PolicyInvalid) as caught:
        deploy(ground, broken)
    assert caught.value.findings
    assert len(ground.rows(tables.PolicyVersion, "id")) == 1


def test_a_policy_that_calls_one_that_is_not_active_stays_out(ground: Ground) -> None:
    manifest = PACK.files["pack.toml"].replace(b"\n[", b'\nuses = ["nowhere"]\n[', 1)
    with pytest.raises(PolicyInvalid) as caught:
        deploy(ground, replace(PACK, files=PACK.files | {"pack.toml": manifest}))
    assert [found.rule for found in caught.value.findings] == ["policy.use_absent"]


def test_a_policy_shows_its_versions_and_which_is_active(ground: Ground) -> None:
    deploy(ground, EDITED)
    with ground.office.store.read() as tx:
        shown = read_policy(tx, DISTRICT, "ladder")
        assert read_policy(tx, DISTRICT, "nowhere") is None
    assert shown
    assert (shown.name, [version.number for version in shown.versions]) == ("逐级处置", [1, 2])
    assert shown.active == shown.versions[0].id


def test_a_library_is_deployed_and_used_but_opens_no_case(ground: Ground) -> None:
    files = {
        "pack.toml": 'key = "tables"\nname = "共用的表"\n'.encode(),
        "tables.dmn": TABLES.read_bytes(),
    }
    deploy(ground, Pack("tables", files))
    activate_policy(ground.office, key="tables", number=1, by=ground.person("sun"))
    caller = replace(
        PACK, files={**PACK.files, "pack.toml": b'uses = ["tables"]\n' + PACK.files["pack.toml"]}
    )
    deployed = deploy(ground, caller)
    with ground.office.store.read() as tx:
        assert "uses/tables/tables.dmn" in read_version(tx, deployed.id).files
    with pytest.raises(PolicyIsLibrary):
        ground.report(kind="tables")
