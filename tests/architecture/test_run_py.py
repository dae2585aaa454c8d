"""`run.py` works with Python alone, and says so where even that is missing."""

import ast
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_imports_the_standard_library_only() -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == set()


def test_a_python_that_is_too_old_can_still_read_it() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))


def test_a_python_that_is_too_old_is_told_what_is_needed(run: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"3\.9\.2.*3\.11"):
        run.require_python((3, 9, 2))


def test_a_failed_step_says_what_failed_and_what_to_do(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(run.StepFailed) as failed:
        run.step("pages", [sys.executable, "-c", "print('no such host'); raise SystemExit(3)"])
    assert run.tell(failed.value) == 1
    said = capsys.readouterr().err
    assert "no such host" in said
    assert "页面没有构建成功" in said


def test_a_program_that_is_not_there_is_a_failed_step(run: ModuleType) -> None:
    with pytest.raises(run.StepFailed):
        run.step("pages", ["/no/such/program"])


@pytest.mark.parametrize(("broker", "wanted"), [("amqp://here", "scaled"), ("", "base")])
def test_a_house_with_a_broker_gets_the_libraries_that_speak_to_it(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, broker: str, wanted: str
) -> None:
    monkeypatch.setenv("SHAODAO_BROKER", broker)
    assert run.libraries() == wanted
    assert (ROOT / "requirements" / f"{wanted}.txt").exists()


def test_the_libraries_of_a_broker_come_on_top_of_all_others() -> None:
    base, scaled = (
        set(
            re.findall(
                r"^[\w.-]+==\S+", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
            )
        )
        for name in ("base", "scaled")
    )
    assert base < scaled


def test_every_sentence_it_says_is_in_the_catalogue(run: ModuleType) -> None:
    said = set(re.findall(r'\b(?:say|both)\(\s*"(\w+)"', SOURCE))
    steps = set(re.findall(r'\b(?:step|command_line)\(\s*"(\w+)"', SOURCE))
    wanted = said | steps | {f"{code}_failed" for code in steps}
    text = (ROOT / "engine/texts/zh/run.json").read_text(encoding="utf-8")
    assert wanted == set(json.loads(text))


def test_a_stamp_holds_only_for_what_the_thing_was_made_from(
    run: ModuleType, tmp_path: Path
) -> None:
    stamp = run.Stamp(tmp_path / "stamp", "one")
    assert not stamp.holds()
    stamp.set()
    assert stamp.holds()
    assert not run.Stamp(tmp_path / "stamp", "two").holds()


def test_the_pages_are_rebuilt_when_a_sentence_they_show_changes(run: ModuleType) -> None:
    sources = run.page_sources()
    assert ROOT / "engine/texts/zh/pages.json" in sources
    assert ROOT / "web/package-lock.json" in sources
    assert not any("node_modules" in path.parts for path in sources)


@pytest.fixture
def calls(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Give the commands run.py asks for; the demonstration leaves a file, as it really does."""
    asked: list[tuple[str, ...]] = []

    def command_line(_: str, *arguments: str, **environment: str) -> None:
        asked.append(arguments)
        if folder := environment.get("SHAODAO_DATA"):
            (Path(folder) / "shaodao.db").touch()

    for name in ("SHAODAO_DATABASE", "SHAODAO_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "command_line", command_line)
    return asked


def test_a_first_start_lays_out_the_demonstration_and_later_ones_only_tell_of_it(
    run: ModuleType,
    calls: list[tuple[str, ...]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(2):
        run.settle(tmp_path, empty=False)
        said = capsys.readouterr().out
        assert run.DEMO_PASSWORD in said
        assert "林晓" in said
    assert calls == [("demo", "--password", run.DEMO_PASSWORD)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo", "shaodao.db"]


def test_an_empty_house_gets_its_first_administrator_and_no_demonstration(
    run: ModuleType,
    calls: list[tuple[str, ...]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run.settle(tmp_path, empty=True)
    assert [arguments[:2] for arguments in calls] == [("people", "first")]
    assert run.DEMO_PASSWORD not in capsys.readouterr().out


def test_a_demonstration_that_was_not_finished_is_begun_anew(
    run: ModuleType, calls: list[tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "demo.new").mkdir()
    (tmp_path / "demo.new" / "half").touch()
    run.settle(tmp_path, empty=False)
    assert len(calls) == 1
    assert not (tmp_path / "half").exists()


@pytest.mark.parametrize("name", ["SHAODAO_DATABASE", "SHAODAO_CONFIG"])
def test_a_database_of_ones_own_is_left_to_its_operator(
    run: ModuleType,
    calls: list[tuple[str, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv(name, "elsewhere")
    run.settle(tmp_path, empty=False)
    assert calls == []
