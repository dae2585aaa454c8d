"""The manifest names the policy; what is wrong in it is said line by line."""

import pytest

from engine.policy.manifest import read_manifest
from engine.policy.pack import Pack


def rules(text: str) -> list[str]:
    return [found.rule for found in read_manifest(Pack("a", {"pack.toml": text.encode()}))[1]]


def test_a_manifest_names_the_policy_its_process_and_its_stages() -> None:
    text = 'key = "case_main"\nname = "事件办理"\nuses = ["redo"]\n[stages]\nintake = "采集上报"\n'
    manifest, findings = read_manifest(Pack("a", {"pack.toml": text.encode()}))
    assert findings == []
    assert manifest
    assert (manifest.key, manifest.name) == ("case_main", "事件办理")
    assert manifest.uses == ("redo",)
    assert manifest.stages == {"intake": "采集上报"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("key = ", "policy.manifest_unreadable"),
        ('name = "甲"', "policy.manifest_missing"),
        ('key = "a"', "policy.manifest_missing"),
        ('key = "大写"\nname = "甲"', "policy.manifest_key"),
        ('key = "a"\nname = "甲"\nuses = ["B"]', "policy.manifest_key"),
        ('key = "a"\nname = "甲"\nstages = {A = "b"}', "policy.manifest_key"),
        ('key = "a"\nname = "甲"\nuses = 1', "policy.manifest_kind"),
        ('key = "a"\nname = 1', "policy.manifest_kind"),
        ('key = "a"\nname = "甲"\nlists = {b = "c"}', "policy.manifest_kind"),
        ('key = "a"\nname = "甲"\nlists = {b = {decision = "c"}}', "policy.manifest_kind"),
        (
            'key = "a"\nname = "甲"\nlists = {b = {decision = 1, register = "d"}}',
            "policy.manifest_kind",
        ),
    ],
)
def test_what_is_wrong_in_a_manifest_is_said(text: str, rule: str) -> None:
    assert rule in rules(text)


def test_a_word_nobody_reads_is_a_warning() -> None:
    manifest, findings = read_manifest(
        Pack("a", {"pack.toml": 'key = "a"\nname = "甲"\nstage = 1'.encode()})
    )
    assert manifest
    assert [found.rule for found in findings if not found.is_error] == ["policy.manifest_unknown"]


@pytest.mark.parametrize(("name", "key"), [("bench-esc4", "bench_esc4"), ("升级", "bare")])
def test_a_bare_diagram_is_named_after_its_file(name: str, key: str) -> None:
    manifest, findings = read_manifest(Pack(name, {f"{name}.bpmn": b""}, bare=True))
    assert manifest
    assert manifest.key == key
    assert findings == []
