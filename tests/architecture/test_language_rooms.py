"""The rooms of the language of policy: no text of an author reaches Python, the clock or a file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.texts import catalogue

ROOT = Path(__file__).parents[2]
ROOMS = ("engine/feel", "engine/dmn")
# The reference page is written by a command of its own, which reads its argument.
COMMANDS = {ROOT / "engine/feel/reference.py"}
FILES = sorted({path for room in ROOMS for path in (ROOT / room).rglob("*.py")} - COMMANDS)
FORBIDDEN_CALLS = frozenset(
    {
        *("eval", "exec", "compile", "__import__", "open", "input", "breakpoint"),
        *("globals", "locals", "setattr", "delattr", "hasattr"),
    }
)
FORBIDDEN_MODULES = frozenset(
    {
        *("os", "sys", "subprocess", "socket", "importlib", "ctypes", "pickle", "marshal"),
        *("time", "random", "uuid", "secrets", "threading", "asyncio", "logging"),
    }
)
CLOCKS = frozenset({"now", "today", "utcnow"})


def nodes_of(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def calls_of(path: Path) -> Iterator[ast.Call]:
    return (node for node in nodes_of(path) if isinstance(node, ast.Call))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_is_run_or_looked_up_by_a_name_from_a_text(path: Path) -> None:
    for call in calls_of(path):
        if isinstance(call.func, ast.Name):
            assert call.func.id not in FORBIDDEN_CALLS
            if call.func.id == "getattr":
                # The fields of our own dataclasses, or a name that stands in the code.
                assert ast.unparse(call.args[1]) == "field.name" or isinstance(
                    call.args[1], ast.Constant
                )


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_module_is_within_reach_that_reads_the_clock_or_the_machine(path: Path) -> None:
    for node in nodes_of(path):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        assert not set(modules) & FORBIDDEN_MODULES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_clock_is_read(path: Path) -> None:
    for call in calls_of(path):
        if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS:
            assert ast.unparse(call.func.value) not in {"datetime", "date"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_only_patterns_of_our_own_are_given_to_the_pattern_engine_that_may_hang(path: Path) -> None:
    for call in calls_of(path):
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re":
            pattern = call.args[0]
            parts = pattern.values if isinstance(pattern, ast.JoinedStr) else [pattern]
            for part in parts:
                assert isinstance(part, ast.Constant) or ast.unparse(part).strip("{}'f").isupper()


def words_in(folder: str) -> str:
    files = (ROOT / folder).rglob("*.py")
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path != Path(__file__))


def sentences(room: str) -> list[str]:
    codes = [key.partition(".")[2] for key in catalogue("zh") if key.startswith(f"{room}.")]
    return [code for code in codes if not code.startswith("kind ")]


@pytest.mark.parametrize("room", ["feel", "dmn"])
def test_every_sentence_of_these_rooms_is_said_by_the_code(room: str) -> None:
    code = words_in("engine")
    codes = [each.removesuffix("_near") for each in sentences(room)]
    assert [each for each in codes if not is_written(room, each, code)] == []


@pytest.mark.parametrize("room", ["feel", "dmn"])
def test_every_sentence_of_these_rooms_has_an_example_in_the_tests(room: str) -> None:
    tests = words_in("tests")
    assert [code for code in sentences(room) if not is_written(room, code, tests)] == []


def is_written(room: str, code: str, where: str) -> bool:
    return f'"{code}"' in where or f'"{room}.{code}"' in where
