"""A sentence before anybody has read it: its key in the catalogue and its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.texts import say


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be said; a fact may be a sentence itself."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """Give the sentence in a language."""
        return say(self.key, self.facts, language)


@dataclass(frozen=True, slots=True)
class Several:
    """Names one after the other; each may be a sentence itself."""

    parts: tuple[str | Sentence, ...]

    def say(self, language: str) -> str:
        """Give the names in a language."""
        said = (part if isinstance(part, str) else part.say(language) for part in self.parts)
        return "、".join(said)
