"""`shaodao calendar`, as an operator types it, beside a running server and without one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from tests.commands.test_load_notice import NEXT, NOTICE
from tests.servers import running_server


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHAODAO_DATA", str(tmp_path))
    file = tmp_path / "notice.json"
    file.write_text(NOTICE, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(shaodao, ["calendar", *map(str, arguments)])


def test_a_notice_is_loaded_once_and_shown(file: Path) -> None:
    loaded, again = run("load", file), run("load", file)
    assert (loaded.exit_code, again.exit_code) == (0, 0)
    assert str(NEXT) in loaded.output
    assert str(NEXT) not in again.output
    shown = json.loads(run("show", str(NEXT)).output)
    assert len(shown[str(NEXT)]["off"]) == 17


def test_a_running_server_takes_a_notice_up_without_a_restart(file: Path) -> None:
    with running_server(file.parent):
        assert run("load", file).exit_code == 0
        assert run("show", str(NEXT)).exit_code == 0


def test_what_is_refused_says_why_and_what_to_do(file: Path) -> None:
    assert run("show", str(NEXT)).exit_code == 1
    file.write_text(NOTICE.replace("10-07", "09-30"), encoding="utf-8")
    refused = run("load", file)
    assert refused.exit_code == 1
    assert f"{NEXT}-10-01/{NEXT}-09-30" in refused.output
    file.write_bytes(b"\xff")
    assert run("load", file).exit_code == 2
