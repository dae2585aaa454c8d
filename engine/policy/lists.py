"""Lists people look up: a decision table as it is written, and the register beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.dmn.boxed import Table
from engine.dmn.model import Decision
from engine.dmn.read import read
from engine.domain.findings import Finding
from engine.policy.manifest import Manifest
from engine.policy.pack import MANIFEST, Pack


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column: what it tests or gives, and what people call it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row: its cells in the order of the columns, and where it comes from."""

    cells: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A list as a policy writes it; `names` is what the policy calls its codes."""

    policy: str
    name: str
    names: Mapping[str, str]
    columns: tuple[WrittenColumn, ...]
    rows: tuple[WrittenRow, ...]
    register: str


def written(pack: Pack, manifest: Manifest, name: str) -> WrittenList:
    """Give a list of a sound pack, word for word."""
    source = manifest.lists[name]
    decision, table = _tables(pack)[source.decision]
    tested = [(each.expression.text, each.label) for each in table.inputs]
    given = [(each.name, each.label) for each in table.outputs]
    return WrittenList(
        policy=manifest.key,
        name=decision.name,
        names=manifest.names,
        columns=tuple(WrittenColumn(key, label or key) for key, label in tested + given),
        rows=tuple(
            WrittenRow(tuple(_plain(cell.text) for cell in rule.tests + rule.results), rule.notes)
            for rule in table.rules
        ),
        register=source.register,
    )


def absent_lists(pack: Pack, manifest: Manifest) -> Iterator[Finding]:
    """Find the lists whose decision the pack has not, or has not as a table."""
    known = _tables(pack) if manifest.lists else {}
    for name, source in manifest.lists.items():
        if source.decision not in known:
            facts = {"name": name, "decision": source.decision}
            yield Finding("policy.list_absent", facts, MANIFEST)


def _tables(pack: Pack) -> Mapping[str, tuple[Decision, Table]]:
    return {
        each.id: (each, each.logic)
        for _, data in pack.of_kind(".dmn")
        for each in read(data).decisions
        if isinstance(each.logic, Table)
    }


def _plain(text: str) -> str:
    """Give a text without its quotes; anything else as it is written."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, str) else text
