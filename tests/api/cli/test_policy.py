"""`shaodao policy`, `people` and `places`, as an operator types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from api.owner import NAME, Owner, announced, find_owner
from tests.commands.ground import LADDER
from tests.servers import running_server

CLOSING = LADDER.parent / "closing.bpmn"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHAODAO_DATA", str(tmp_path))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(shaodao, [str(argument) for argument in arguments])


def settle() -> None:
    assert run("places", "add", "SY", "双阳区", "--level", "district").exit_code == 0
    added = run("people", "add", "sun", "孙主任", "--post", "leader@SY")
    assert added.exit_code == 0, added.output


def test_a_clean_policy_is_clean() -> None:
    checked = run("policy", "lint", LADDER)
    assert (checked.exit_code, checked.output) == (0, "没有发现问题。\n")


def test_findings_are_a_line_each_or_json(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('key = "a"\nname = "甲"\nstage = 1\n')
    said = run("policy", "lint", tmp_path)
    rows = json.loads(run("policy", "lint", tmp_path, "--json").output)
    assert said.exit_code == 1
    assert "pack.toml：提醒：" in said.output
    assert [row["rule"] for row in rows if row["severity"] == "warning"] == [
        "policy.manifest_unknown"
    ]
    assert set(rows[0]) == {"file", "element", "line", "rule", "severity", "message"}


@pytest.mark.parametrize("command", [("policy", "lint"), ("policy", "deploy")])
def test_what_cannot_be_read_ends_with_two(data: Path, command: tuple[str, str]) -> None:
    more = ["--approved-by", "sun"] if command[1] == "deploy" else []
    assert run(*command, data / "nowhere", *more).exit_code == 2
    assert run(*command, CLOSING, *more).exit_code == 2


def test_a_pack_is_checked_with_the_packs_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ladder").symlink_to(LADDER)
    caller = tmp_path / "caller"
    caller.mkdir()
    (caller / "pack.toml").write_text('key = "caller"\nname = "甲"\nuses = ["ladder", "gone"]\n')
    rows = json.loads(run("policy", "lint", caller, "--json").output)
    assert [row["message"] for row in rows if row["rule"] == "policy.use_absent"] != []
    assert not any("“ladder”" in row["message"] for row in rows)


def test_the_packs_beside_a_pack_bring_those_they_use(tmp_path: Path) -> None:
    (tmp_path / "ladder").symlink_to(LADDER)
    for key, uses in (("middle", "ladder"), ("caller", "middle")):
        (tmp_path / key).mkdir()
        manifest = f'key = "{key}"\nname = "甲"\nprocess = "ladder"\nuses = ["{uses}"]\n'
        (tmp_path / key / "pack.toml").write_text(manifest)
    assert run("policy", "lint", tmp_path / "caller").exit_code == 0


def test_an_action_is_named_as_the_interface_names_it(data: Path) -> None:
    settle()
    post = ("--post", "leader@SY", "--action")
    assert run("people", "add", "li", "李主任", *post, "deploy_policy").exit_code == 0
    assert "deploy_policy" in run("people", "add", "wu", "吴主任", *post, "DEPLOY").output


def test_a_policy_is_deployed_activated_and_shown(data: Path) -> None:
    settle()
    made = run("policy", "deploy", LADDER, "--activate", "--approved-by", "sun")
    assert (made.exit_code, made.output.count("第 1 版")) == (0, 2)
    shown = run("policy", "show", "ladder")
    assert shown.output.startswith("ladder 逐级处置\n")
    assert "启用中" in shown.output


def test_a_bare_diagram_is_deployed_where_that_is_meant(data: Path) -> None:
    settle()
    made = run("policy", "deploy", CLOSING, "--allow-bare", "--approved-by", "sun")
    assert made.exit_code == 0, made.output


def test_what_the_house_refuses_is_said_and_ends_with_one(data: Path) -> None:
    settle()
    refused = run("policy", "deploy", LADDER, "--approved-by", "nobody")
    assert refused.exit_code == 1
    assert "nobody" in refused.output
    assert run("policy", "show", "nowhere").exit_code == 1


def test_errors_in_a_pack_keep_it_out_with_their_places(data: Path, tmp_path: Path) -> None:
    settle()
    pack = tmp_path / "pack"
    pack.mkdir()
    for path in LADDER.rglob("*.*"):
        (pack / path.relative_to(LADDER)).parent.mkdir(exist_ok=True)
        (pack / path.relative_to(LADDER)).write_bytes(path.read_bytes())
    (pack / "forms" / "grid.form").unlink()
    refused = run("policy", "deploy", pack, "--approved-by", "sun")
    assert refused.exit_code == 1
    assert "grid：错误：" in refused.output
    (pack / "pack.toml").write_text("key = ")
    assert run("policy", "deploy", pack, "--approved-by", "sun").exit_code == 1


def test_while_a_server_owns_the_house_commands_go_through_it(data: Path) -> None:
    settle()
    with running_server(data):
        assert oct((data / NAME).stat().st_mode)[-3:] == "600"
        made = run("policy", "deploy", LADDER, "--activate", "--approved-by", "sun")
        assert made.exit_code == 0, made.output
        assert run("policy", "show", "ladder").exit_code == 0
        assert run("policy", "show", "nowhere").exit_code == 1


def test_a_server_that_was_killed_is_not_waited_for(data: Path) -> None:
    with announced(data, Owner("http://127.0.0.1:9", "token")):
        assert find_owner(data) is None
    (data / NAME).write_text("half a fi")
    assert find_owner(data) is None
