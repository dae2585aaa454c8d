"""Answers apart: what decides stays as codes, what a person wrote freely goes where it can go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from engine.casework.record import plain
from engine.store.journal import Sealed, seal

Texts = dict[str, tuple[str, Sealed]]


@dataclass(frozen=True, slots=True)
class Split:
    """Answers in two parts: `coded` for the drawing, `texts` by their places among the answers.

    `record` is what is coded, as JSON holds it. A place is the key, or the way to it through groups
    and rows: `units/0/note`.
    """

    coded: Mapping[str, Any]
    record: Mapping[str, Any]
    texts: Texts

    @property
    def for_journal(self) -> dict[str, Any]:
        """Give the answers as the journal keeps them: free text by its digest only."""
        digests = {place: {"digest": sealed.digest} for place, (_, sealed) in self.texts.items()}
        return {**self.record, **digests}


def split(answers: Mapping[str, Any], free_text: Collection[str]) -> Split:
    """Part answers by the dotted names under which a form takes free text."""
    texts: Texts = {}
    coded = _coded(answers, free_text, "", "", texts)
    return Split(coded, plain(coded), texts)


def unread(answers: Mapping[str, Any], read: Collection[str]) -> frozenset[str]:
    """Name what counts as free text where no form says it: what no expression reads.

    Numbers, dates and yes or no are harmless anywhere.
    """
    return frozenset(
        key
        for key, value in answers.items()
        if key not in read and not isinstance(value, bool | int | float | Decimal | None)
    )


def _coded(
    values: Mapping[str, Any], free_text: Collection[str], name: str, place: str, texts: Texts
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in values.items():
        inner, at = f"{name}{key}", f"{place}{key}"
        if inner in free_text:
            _take(value, at, texts)
        elif isinstance(value, Mapping):
            kept[key] = _coded(value, free_text, f"{inner}.", f"{at}/", texts)
        elif isinstance(value, list):
            kept[key] = [
                _coded(row, free_text, f"{inner}.", f"{at}/{index}/", texts)
                if isinstance(row, Mapping)
                else row
                for index, row in enumerate(value)
            ]
        else:
            kept[key] = value
    return kept


def _take(value: object, place: str, texts: Texts) -> None:
    if value in (None, "", [], {}):  # nothing was written
        return
    text = value if isinstance(value, str) else orjson.dumps(plain(value)).decode()
    texts[place] = (text, seal(text))
