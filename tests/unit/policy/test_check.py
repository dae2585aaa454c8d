"""A pack is checked as a whole: drawings, forms and verbs have to fit each other."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.domain.refusals import PolicyInvalid, PolicyIsLibrary
from engine.policy.cache import PolicyCache
from engine.policy.check import build, check
from engine.policy.forms import names_written, read_forms
from engine.policy.pack import Pack
from engine.policy.read import read_file, read_pack
from engine.policy.uses import joined
from engine.policy.write import packed
from tests.commands.ground import LADDER

PACK = read_pack(LADDER)
TABLES = Path(__file__).parents[1] / "dmn" / "drawn_in_the_editor.dmn"
BARE = read_pack(LADDER.parent / "closing.bpmn", allow_bare=True)


def edited(**files: bytes | None) -> Pack:
    changed = {path: data for path, data in {**PACK.files, **files}.items() if data is not None}
    return replace(PACK, files=changed)


def rules(pack: Pack) -> set[str]:
    return {found.rule for found in check(pack)}


def test_a_sound_pack_is_clean_and_ready_to_run() -> None:
    assert check(PACK) == []
    policy = build(PACK)
    assert policy.manifest.key == "ladder"
    assert policy.forms["grid"].id == "grid"
    assert policy.program.tasks["grid"].milestone == "onsite"


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"forms/grid.form": None}, "policy.form_absent"),
        ({"forms/grid.form": b"{"}, "forms.unreadable"),
        ({"forms/grid.form": b"[]"}, "forms.unreadable"),
        ({"forms/again.form": PACK.files["forms/grid.form"]}, "policy.form_twice"),
        ({"notes.docx": b"x"}, "policy.stray_file"),
        ({"ladder.bpmn": None}, "policy.no_diagram"),
        ({"pack.toml": b"key = "}, "policy.manifest_unreadable"),
        (
            {"ladder.bpmn": PACK.files["ladder.bpmn"].replace(b'"notify"', b'"shout"')},
            "policy.verb_unknown",
        ),
    ],
)
def test_what_does_not_fit_is_found(files: dict[str, bytes | None], rule: str) -> None:
    assert rule in rules(edited(**files))


def test_errors_come_before_warnings() -> None:
    severities = [found.is_error for found in check(edited(**{"a.docx": b"", "pack.toml": b""}))]
    assert severities == sorted(severities, reverse=True)


def test_a_pack_with_errors_cannot_be_built() -> None:
    for files in ({"pack.toml": b""}, {"ladder.bpmn": b"<no/>"}):
        with pytest.raises(PolicyInvalid):
            build(edited(**files))


def drawn(id_: str, *components: dict[str, object]) -> bytes:
    """Draw a form; a component's id is its key."""
    named = [{"id": str(each.get("key", each["type"])), **each} for each in components]
    return json.dumps({"id": id_, "type": "default", "components": named}).encode()


NEXT: dict[str, object] = {
    "type": "radio",
    "key": "next",
    "label": "下一步",
    "values": [{"label": "已解决", "value": "solved"}],
}


def test_a_form_that_is_wrong_is_said_with_its_file_and_the_place_in_it() -> None:
    unlabelled = NEXT | {"values": []}
    (found,) = check(edited(**{"forms/grid.form": drawn("grid", unlabelled)}))
    assert (found.file, found.pointer) == ("forms/grid.form", "/components/0")


def test_a_form_takes_the_parts_of_another_that_stands_behind_it_in_the_pack() -> None:
    group: dict[str, object] = {"type": "group", "properties": {"shaodaoForm": "shared"}}
    files = {"forms/grid.form": drawn("grid", group), "forms/x.form": drawn("shared", NEXT)}
    pack = edited(**files)
    assert check(pack) == []
    assert build(pack).forms["grid"].keys == {"next"}


def test_forms_that_share_parts_in_a_circle_are_refused() -> None:
    group: dict[str, object] = {"type": "group", "properties": {"shaodaoForm": "grid"}}
    assert "policy.forms_in_circle" in rules(edited(**{"forms/grid.form": drawn("grid", group)}))


def test_a_drawing_reads_a_group_by_the_name_of_the_group() -> None:
    group: dict[str, object] = {
        "type": "group",
        "path": "place",
        "components": [NEXT | {"id": "n"}],
    }
    forms, found = read_forms(Pack("one", {"one.form": drawn("one", group)}))
    assert (found, names_written(forms)) == ([], {"one": {"place"}})


def test_a_form_that_reads_what_its_step_does_not_hand_to_it_is_refused() -> None:
    hidden = NEXT | {"conditional": {"hide": "=kind = 1"}}
    (found,) = check(edited(**{"forms/grid.form": drawn("grid", hidden)}))
    assert found.rule == "policy.form_input_absent"
    assert found.facts == {"element": "网格核实", "form": "grid", "name": "kind"}
    assert "请在步骤的输入里加上“kind”" in found.sentence()


def test_a_gateway_that_reads_what_people_write_freely_is_refused() -> None:
    text: dict[str, object] = {"type": "textfield", "key": "next", "label": "下一步"}
    found = check(edited(**{"forms/grid.form": drawn("grid", text)}))
    assert {(each.rule, each.element) for each in found if each.is_error} == {
        ("bpmn.free_text_read", "solved_there"),
        ("bpmn.free_text_read", "solved_nearby"),
    }


def test_a_pack_is_joined_with_what_it_calls_and_what_that_calls() -> None:
    manifest = b'uses = ["other"]\n' + PACK.files["pack.toml"]
    other = Pack("other", {"o.bpmn": b"o", "uses/third/t.bpmn": b"t"})
    pack, absent = joined(edited(**{"pack.toml": manifest}), {"other": other}.get)
    assert absent == []
    assert pack.files["uses/other/o.bpmn"] == b"o"
    assert pack.files["uses/third/t.bpmn"] == b"t"


def used(key: str, *uses: str, **files: bytes) -> Pack:
    """Give a pack as it stands in a folder beside others."""
    manifest = f'key = "{key}"\nname = "{key}"\nuses = {json.dumps(uses)}\n'.encode()
    return Pack(key, {"pack.toml": manifest, **files})


def test_a_pack_brings_what_its_packs_use_each_once_and_as_it_is_found_now() -> None:
    shelf = {
        "first": used("first", "shared"),
        "second": used("second", "shared", **{"uses/shared/gone.dmn": b"older"}),
        "shared": used("shared", **{"here.dmn": b"newer"}),
    }
    pack, absent = joined(used("caller", "shared", "second", "first"), shelf.get)
    assert absent == []
    assert {path for path in pack.files if path.startswith("uses/shared/")} == {
        "uses/shared/here.dmn",
        "uses/shared/pack.toml",
    }


def test_packs_that_use_each_other_do_not_go_round_for_ever() -> None:
    shelf = {"first": used("first", "second"), "second": used("second", "first")}
    pack, absent = joined(shelf["first"], shelf.get)
    assert absent == []
    assert set(pack.files) == {"pack.toml", "uses/first/pack.toml", "uses/second/pack.toml"}


def test_a_pack_of_decisions_alone_is_sound_and_runs_no_case() -> None:
    library = used("tables", **{"tables.dmn": TABLES.read_bytes()})
    assert check(library) == []
    with pytest.raises(PolicyIsLibrary):
        build(library)


def test_a_decision_of_a_library_that_cannot_be_read_is_found() -> None:
    assert "dmn.not_xml" in rules(used("tables", **{"tables.dmn": b"no"}))


@pytest.mark.parametrize(
    ("decision", "found"), [("Decision_level", set()), ("nowhere", {"policy.list_absent"})]
)
def test_a_list_is_a_decision_table_of_the_pack(decision: str, found: set[str]) -> None:
    library = used("tables", **{"tables.dmn": TABLES.read_bytes()})
    source = f'[lists]\nmenu = {{decision = "{decision}", register = "changes"}}\n'
    manifest = library.files["pack.toml"] + source.encode()
    assert rules(replace(library, files={**library.files, "pack.toml": manifest})) == found


def test_a_pack_that_is_not_there_is_said() -> None:
    manifest = b'uses = ["other"]\n' + PACK.files["pack.toml"]
    _, absent = joined(edited(**{"pack.toml": manifest}), lambda _: None)
    assert [found.rule for found in absent] == ["policy.use_absent"]


@pytest.mark.parametrize("pack", [PACK, BARE], ids=["folder", "bare"])
def test_a_pack_travels_in_one_file_and_stays_itself(pack: Pack) -> None:
    arrived = read_file(*packed(pack), allow_bare=True)
    assert arrived.content_hash == pack.content_hash
    assert packed(arrived) == packed(pack)


def test_a_version_is_built_once_and_the_least_used_one_is_forgotten() -> None:
    built: list[int] = []

    def read(version: int) -> Pack:
        built.append(version)
        return BARE

    cache = PolicyCache(capacity=2)
    for version in (1, 2, 1, 3, 1, 2):
        cache.get(version, read)
    assert built == [1, 2, 3, 2]
