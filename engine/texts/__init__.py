"""Every sentence the product says, by key and language: one catalogue for Python and the pages.

A key is `room.code`; its sentence lives in `<language>/<room>.json` under `code` and names its
facts in braces: `{name}`. A missing key is an error, never an empty sentence.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

LANGUAGES = ("zh", "en")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Give every sentence of one language by its key."""
    folder = Path(__file__).parent / language
    return {
        f"{path.stem}.{code}": sentence
        for path in sorted(folder.glob("*.json"))
        for code, sentence in json.loads(path.read_text(encoding="utf-8")).items()
    }


@runtime_checkable
class Sayable(Protocol):
    """A fact that is a sentence itself, said in the language of the one it stands in."""

    def say(self, language: str) -> str:
        """Give the sentence."""


def say(key: str, facts: Mapping[str, object] | None = None, language: str = "zh") -> str:
    """Give the sentence of a key with its facts filled in.

    Raises:
        KeyError: No such key, or the sentence names a fact that was not given.
    """
    said = {
        name: fact.say(language) if isinstance(fact, Sayable) else fact
        for name, fact in (facts or {}).items()
    }
    return catalogue(language)[key].format_map(said)
