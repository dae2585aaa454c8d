"""The case as expressions see it under the name `case`: as the step has left it so far."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from typing_extensions import override

from engine.domain.places import Place
from engine.store.deeds import Registered, Struck
from engine.verbs.keep_facts import facts_of
from engine.verbs.port import Reader


class CaseView(Mapping[str, Any]):
    """A context whose entries are worked out when an expression reads them."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @override
    def __getitem__(self, name: str) -> Any:
        return ENTRIES[name](self.reader)

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(ENTRIES)

    @override
    def __len__(self) -> int:
        return len(ENTRIES)


def upstream_of(reader: Reader) -> Mapping[str, Any]:
    """Give the number another system gave the case, and until when it wants an answer."""
    row, zone = reader.row, reader.calendar.zone
    due = row.upstream_due
    return {"number": row.upstream, "due": due.astimezone(zone) if due else None}


def place_of(reader: Reader) -> str | None:
    """Give the code of the case's place."""
    place = reader.places.by_path.get(reader.row.path)
    return place.code if place else None


def unit_of(reader: Reader) -> Place | None:
    """Give the unit that handles the case."""
    return reader.places.by_path.get(reader.row.handler or "")


def open_rows_of(reader: Reader) -> Mapping[str, int]:
    """Count the open rows of the case in each register, with what this step wrote and struck."""
    count = Counter(reader.record.open_rows())
    for deed in reader.deeds:
        if isinstance(deed, Registered | Struck):
            count[deed.register] += 1 if isinstance(deed, Registered) else -1
    return {register: max(0, rows) for register, rows in count.items()}


ENTRIES: Mapping[str, Callable[[Reader], Any]] = {
    "number": lambda reader: reader.row.number,
    "kind": lambda reader: reader.row.kind,
    "state": lambda reader: str(reader.row.state),
    "stage": lambda reader: reader.row.stage,
    "category": lambda reader: reader.row.category,
    "channel": lambda reader: reader.row.channel,
    "contact": lambda reader: reader.record.contact(),
    "voices": lambda reader: reader.record.voices(),
    "place": place_of,
    "unit": lambda reader: found.code if (found := unit_of(reader)) else None,
    "level": lambda reader: found.level if (found := unit_of(reader)) else None,
    "opened_at": lambda reader: reader.row.opened_at.astimezone(reader.calendar.zone),
    "upstream": upstream_of,
    "outcome": lambda reader: reader.row.outcome,
    "origin": lambda reader: reader.row.origin,
    "facts": lambda reader: facts_of(reader.row.facts),
    "open_rows": open_rows_of,
    "joined": lambda reader: list(reader.record.joined()),
    "summoned": lambda reader: [unit for unit, _ in reader.summoned],
}
