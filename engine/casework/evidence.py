"""The files an answer names: sent before by whoever answers, and no case's yet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.store.deeds import Attached
from forms import Form, Reference

ANY = "file"  # a field for files takes photos and recordings too
FILES = frozenset({"photo", "voice", ANY})


def is_sent(reference: Reference, kind_of: Callable[[str], str | None]) -> bool:
    """Tell whether a file an answer names is there, of the kind its field asks for."""
    kind = kind_of(reference.id)
    return kind is not None and reference.kind in {kind, ANY}


def attached(form: Form | None, answers: Mapping[str, Any], item: int | None) -> list[Attached]:
    """Let the files of clean answers belong to the case, each read by the readers of its field."""
    return [
        Attached(ids, item, form.readers_of(name))
        for name in sorted(form.evidence if form else ())
        if form and (ids := tuple(int(id_) for id_ in _named(answers, name.split("."))))
    ]


def _named(value: Any, way: Sequence[str]) -> Iterator[str]:
    """Walk to the ids of one field, through groups and rows."""
    if isinstance(value, list) and way:
        for row in value:
            yield from _named(row, way)
    elif isinstance(value, Mapping) and way:
        yield from _named(value.get(way[0]), way[1:])
    elif isinstance(value, list):
        yield from value
