"""Why a task is on somebody's desk: what led to it in the step that opened it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, select

from engine.domain.sentences import Sentence
from engine.queries.case_file.file import File
from engine.queries.case_file.parts import tasks_of
from engine.queries.case_file.telling import BETWEEN, facts_of
from engine.queries.case_file.timeline import Who, who_said
from engine.store.tables import Entry, Person

NEWEST_FIRST = (
    select(Entry.verb, Entry.element, Entry.body, Person.name)
    .outerjoin(Person, and_(Person.district == Entry.district, Person.id == Entry.actor))
    .where(Entry.district == bindparam("of_district"), Entry.case_id == bindparam("of_case"))
    .order_by(Entry.seq.desc())
)


@dataclass(frozen=True, slots=True)
class Explained:
    """An open task and the sentences that say why it is there."""

    id: int
    name: str
    why: tuple[Sentence, ...]


def read_reasons(file: File) -> list[Explained]:
    """Say of every open task why it is there."""
    tasks = tasks_of(file)
    wanted = {task.element for task in tasks}
    reasons: dict[str, tuple[Sentence, ...]] = {}
    for row in file.tx.execute(NEWEST_FIRST, file.key):
        body = orjson.loads(row.body)
        for element in wanted.intersection(body.get("opened", ())) - reasons.keys():
            reasons[element] = tuple(_why(file, row, body))
        if wanted <= reasons.keys():
            break
    return [Explained(task.id, task.name, reasons.get(task.element, ())) for task in tasks]


def _why(file: File, row: Any, body: Mapping[str, Any]) -> Iterator[Sentence]:
    who = who_said(Who(row.name, None) if row.name else None, row.verb)
    facts = {"who": who, "name": file.label(row.element), **facts_of(file, body)}
    yield Sentence(f"timeline.{'after' if row.element else 'after_start'}", facts)
    for kind, element, code, known in body.get("trail", ()):
        if kind == "flow":
            yield _chosen(file, element, code, known)
        elif kind == "decision":
            yield from _decided(file, element, known)


def _chosen(file: File, element: str, code: str, known: Mapping[str, Any]) -> Sentence:
    """Say which way a gateway went, by which condition and values."""
    facts = {
        "gateway": file.label(element),
        "to": file.label(known["to"]),
        "condition": str(known["condition"]).removeprefix("="),
        "known": listed(known["known"]),
    }
    return Sentence(f"timeline.{code}", facts)


def _decided(file: File, element: str, known: Mapping[str, Any]) -> Iterator[Sentence]:
    """Say which rules of a table spoke."""
    for rule in known["rules"]:
        facts = {
            "element": file.label(element),
            "table": rule["table"],
            "rule": rule["rule"],
            "inputs": listed(rule["inputs"]),
            "outputs": listed(rule["outputs"]),
        }
        yield Sentence("timeline.rule_spoke", facts)


def listed(values: Mapping[str, Any]) -> str:
    """Give names and values in a row."""
    return BETWEEN.join(f"{name} = {_written(value)}" for name, value in values.items()) or "–"


def _written(value: object) -> str:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else str(value)
