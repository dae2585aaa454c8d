"""A scenario as it is written: who does what when, and what must hold then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.findings import Finding
from engine.domain.refusals import ScenarioInvalid
from engine.rehearsal.shapes import (
    Shape,
    clocks,
    counts,
    date_and_time,
    expectations,
    finding,
    gaps,
    label,
    length,
    maybe_text,
    misfits,
    moment,
    names,
    order,
    point,
    reached,
    registers,
    table,
    tables,
    text,
    texts,
    voice,
)
from engine.rehearsal.tree import Table, read_tree

EXPECT: Mapping[str, Shape] = {
    "case": text,
    "state": text,
    "outcome": maybe_text,
    "stage": maybe_text,
    "category": maybe_text,
    "level": maybe_text,
    "unit": maybe_text,
    "tasks": texts,
    "has_tasks": texts,
    "no_tasks": texts,
    "clocks": clocks,
    "milestones": reached,
    "no_milestones": texts,
    "notices": texts,
    "no_notices": texts,
    "no_words": texts,
    "registers": registers,
    "links": texts,
    "facts": table,
    "passed": texts,
    "not_passed": texts,
    "path": texts,
    "waits": texts,
    "no_waits": texts,
    "seen_by": texts,
    "hidden_from": texts,
    "count": counts,
    "incidents": texts,
}
ACTIONS: Mapping[str, Mapping[str, Shape]] = {
    "report": {
        "as": names,
        "by": text,
        "place": text,
        "words": text,
        "channel": text,
        "reporter": voice,
        "upstream": order,
        "location": point,
    },
    "do": {"by": text, "answers": table, "unit": text},
    "act": {"by": text, "answers": table, "unit": text},
    "find": {"as": text},
}
NEEDED = {"report": ("as", "by"), "do": ("by",), "act": ("by",), "find": ("as",)}
STEP: Mapping[str, Shape] = {
    "at": moment,
    "after": length,
    "case": names,
    "refused": text,
    "expect": expectations,
}
FILE: Mapping[str, Shape] = {
    "name": text,
    "proves": label,
    "elements": texts,
    "also": texts,
    "begin": text,
    "start": date_and_time,
    "steps": tables,
    "expect": expectations,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done, or only waited for; `action` is "" then."""

    number: int
    file: str
    line: int
    action: str
    given: Mapping[str, Any]

    @property
    def expected(self) -> list[Table]:
        """Give what must hold after the step."""
        return as_list(self.given.get("expect"))

    @property
    def cases(self) -> list[str]:
        """Give the names of the cases it is about, where it says so."""
        return as_list(self.given.get("case"))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A sentence that is proven: `begin` names the scenario whose steps come first."""

    file: str
    name: str
    proves: str
    steps: tuple[Step, ...]
    start: str | None = None
    begin: str | None = None
    elements: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def read_scenario(source: str, file: str) -> Scenario:
    """Read a scenario.

    Raises:
        ScenarioInvalid: It cannot be read; each finding says where and what to do.
    """
    tree = read_tree(source, file)
    errors = [*_errors_in(tree, file)]
    if errors:
        raise ScenarioInvalid(file=file, errors=tuple(errors))
    steps = [_step(row, n, file) for n, row in enumerate(tree["steps"], 1)]
    if "expect" in tree:
        last = {"expect": tree["expect"]}
        steps.append(Step(len(steps) + 1, file, tree.lines["expect"], "", last))
    return Scenario(
        file=file,
        name=tree["name"],
        proves=str(tree["proves"]),
        steps=tuple(steps),
        start=tree.get("start"),
        begin=tree.get("begin"),
        elements=tuple(tree.get("elements", ())),
        also=tuple(tree.get("also", ())),
    )


def as_list(value: Any) -> list[Any]:
    """Give one value, or several, or none, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _step(row: Table, number: int, file: str) -> Step:
    action = next((name for name in ACTIONS if name in row), "")
    return Step(number, file, row.line, action, row)


def _errors_in(tree: Table, file: str) -> Iterator[Finding]:
    yield from misfits(tree, FILE, file)
    needed = ("name", "proves", "steps", *(() if "begin" in tree else ("start",)))
    yield from gaps(tree, needed, file)
    if "begin" in tree and "start" in tree:
        yield finding("start_twice", file, tree.lines["start"])
    for each in as_list(tree.get("expect")):
        yield from _expect_errors(each, file)
    for row in tree["steps"] if tables(tree.get("steps")) else ():
        yield from _step_errors(row, file)


def _step_errors(row: Table, file: str) -> Iterator[Finding]:
    found = [name for name in ACTIONS if name in row]
    if len(found) > 1:
        yield finding("two_actions", file, row.line, actions="、".join(found))
        return
    own = {name: shape for action in found for name, shape in ACTIONS[action].items()}
    yield from misfits(row, {**STEP, **own, **dict.fromkeys(found, text)}, file)
    yield from gaps(row, [need for action in found for need in NEEDED[action]], file)
    if "at" in row and "after" in row:
        yield finding("two_times", file, row.line)
    if "refused" in row and not found:
        yield finding("nothing_to_refuse", file, row.line)
    for each in as_list(row.get("expect")):
        yield from _expect_errors(each, file)


def _expect_errors(row: object, file: str) -> Iterator[Finding]:
    if isinstance(row, Table):
        yield from misfits(row, EXPECT, file)
