"""Answers apart: what decides stays as codes, what a person wrote freely goes where it can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from engine.casework.record import plain
from engine.store.journal import Sealed, seal


@dataclass(frozen=True, slots=True)
class Split:
    """Answers in two parts: `codes` for the record, `texts` with what stands for them there."""

    codes: Mapping[str, Any]
    texts: Mapping[str, tuple[str, Sealed]]

    @property
    def for_journal(self) -> dict[str, Any]:
        """Give the answers as the journal keeps them: free text by its digest only."""
        digests = {key: {"digest": sealed.digest} for key, (_, sealed) in self.texts.items()}
        return {**self.codes, **digests}


def split(answers: Mapping[str, Any], read: frozenset[str]) -> Split:
    """Part answers by whether an expression of the policy reads them.

    What is read decides, so it is a code; free text never enters a decision. Numbers, dates and
    yes or no are harmless anywhere; any other value that nothing reads is kept apart.
    """
    codes, texts = {}, {}
    for key, value in answers.items():
        if key in read or value is None or isinstance(value, bool | int | float | Decimal):
            codes[key] = plain(value)
        else:
            text = value if isinstance(value, str) else orjson.dumps(plain(value)).decode()
            texts[key] = (text, seal(text))
    return Split(codes, texts)
