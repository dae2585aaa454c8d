"""The house stays small in its parts: files, functions, imports (architecture.md §8)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "forms", "api")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return [path for path in found if "versions" not in path.parts]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    assert [path for path, count in lines.items() if count > 400] == []
    assert median(lines.values()) <= 100


def test_functions_are_short() -> None:
    lengths = [length(node) for path in sources() for node in functions(path)]
    assert quantiles(lengths, n=10)[-1] <= 25
    assert max(lengths) <= 50


def test_no_function_imports() -> None:
    inside = [
        f"{path}:{node.lineno}"
        for path in sources()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []
