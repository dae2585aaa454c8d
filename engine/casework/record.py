"""What the journal keeps of a step: ids, codes, numbers, dates and reasons; never free text."""

from typing import Any

from engine.bpmn import Entry, Outcome
from engine.casework.reader import CaseReader
from engine.feel.plain import plain as plain
from engine.store.rows import LockedCase

# Of a case's own row, what a reader of its file is told to have changed; all of them codes.
TOLD = ("state", "outcome", "stage", "category")


def record_of(outcome: Outcome, *, policy: int, clocks: list[list[Any]]) -> dict[str, Any]:
    """Write down a step: the version that decided, what opened and went, and every reason."""
    parts = {
        "opened": [task.element for task in outcome.tasks.opened],
        "withdrawn": list(outcome.tasks.withdrawn),
        "clocks": clocks,
        "asked": [effect.verb for effect in outcome.effects],
        "sent": [message.name for message in outcome.messages],
        "passed": list(outcome.passed),
        "trail": [_line_of(entry) for entry in outcome.trail],
    }
    return {"policy": policy} | {name: part for name, part in parts.items() if part}


def _line_of(entry: Entry) -> list[Any]:
    return [entry.kind, entry.element, entry.code, plain(entry.facts)]


def told_of(reader: CaseReader, after: LockedCase) -> dict[str, Any]:
    """Say what changed of the case itself, from what to what, and what its verbs tell of it."""
    before = reader.before
    values: dict[str, Any] = {name: (getattr(before, name), getattr(after, name)) for name in TOLD}
    if before.path != after.path:
        places = (reader.places.by_path.get(path) for path in (before.path, after.path))
        values["place"] = tuple(place.code if place else None for place in places)
    parts = {
        "case": {name: list(pair) for name, pair in values.items() if pair[0] != pair[1]},
        "told": [plain(done.told) for done in reader.done if done.told],
    }
    return {name: part for name, part in parts.items() if part}
