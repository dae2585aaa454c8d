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
    steps = set(re.findall(r'\bstep\(\s*"(\w+)"', SOURCE))
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
