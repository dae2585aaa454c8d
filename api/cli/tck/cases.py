"""The case files of the DMN TCK: what is handed in, what must come out (testCases.xsd)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engine.dmn.xml import Node, parse
from engine.feel import Value
from engine.feel.temporal import parse_date, parse_date_and_time, parse_duration, parse_time

INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Expected:
    """One result of a case: the name of the element asked, and the value it must give."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: a model, its inputs, and all that must come out for it to pass."""

    file: Path
    model: Path
    id: str
    service: str
    inputs: Mapping[str, Value]
    expected: tuple[Expected, ...]

    @property
    def level(self) -> str:
        """Give the compliance level the case counts for, from the folders above it."""
        marks = (part.rpartition("compliance-level-") for part in self.file.parts)
        return next((level for _, mark, level in marks if mark), "")


def cases_in(folder: Path) -> Iterator[Case]:
    """Read every case below a folder, in the order of the files.

    Raises:
        DmnError: A case file is no XML.
    """
    for file in sorted(folder.rglob("*-test-*.xml")):
        root = parse(file.read_bytes())
        model = file.parent / root.child_text("modelName")
        for case in root.all("testCase"):
            yield _case(case, file, model)


def _case(node: Node, file: Path, model: Path) -> Case:
    return Case(
        file=file,
        model=model,
        id=node.get("id"),
        service=node.get("invocableName") if node.get("type", "decision") != "decision" else "",
        inputs={_key(child): _value(child) for child in node.all("inputNode")},
        expected=tuple(_expected(child) for child in node.all("resultNode")),
    )


def _key(node: Node) -> str:
    """Name an input as `Model.decide` wants it: that of an imported file with its namespace."""
    namespace, name = node.get("namespace"), node.get("name")
    return f"{{{namespace}}}{name}" if namespace else name


def _expected(node: Node) -> Expected:
    expected = node.child("expected")
    return Expected(node.get("name"), _value(expected) if expected else None)


def _value(node: Node) -> Value:
    """Read a valueType: components, a list or one value; nothing at all is null."""
    if _is_nil(node):
        return None
    components = node.all("component")
    if components:
        return {child.get("name"): _value(child) for child in components}
    inside = node.child("list", "value")
    if inside is None or _is_nil(inside):
        return None
    if inside.name == "list":
        return [_value(item) for item in inside.all("item")]
    return _simple(inside)


def _is_nil(node: Node) -> bool:
    return node.get(f"{INSTANCE}nil") in {"true", "1"}


def _simple(node: Node) -> Value:
    kind = node.get(f"{INSTANCE}type").rpartition(":")[2]
    return READERS.get(kind, str)(node.text)


READERS: Mapping[str, Callable[[str], Value]] = {
    "boolean": lambda text: text.strip() in {"true", "1"},
    "decimal": lambda text: Decimal(text.strip()),
    "double": lambda text: Decimal(text.strip()),
    "integer": lambda text: Decimal(text.strip()),
    "date": lambda text: parse_date(text.strip()),
    "time": lambda text: parse_time(text.strip()),
    "dateTime": lambda text: parse_date_and_time(text.strip()),
    "duration": lambda text: parse_duration(text.strip()),
}
