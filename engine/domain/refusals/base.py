"""Refusals: what was asked cannot be done, and nothing has changed.

A refusal is a fact, not a fault: its fields are its facts, its sentence stands in the catalogue
under `refusals.<code>`, and its kind tells every door how to answer.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from engine.domain.findings import Finding
from engine.domain.words import Word
from engine.texts import say


class Kind(StrEnum):
    """How a door answers a refusal; the doors map each kind to one status."""

    UNREADABLE = "unreadable"
    NOT_SIGNED_IN = "not_signed_in"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    STALE = "stale"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    TOO_MANY = "too_many"
    BUSY = "busy"


@dataclass(eq=False)
class Refusal(Exception):
    """The root of every refusal; each leaf has a `code` and a `kind`."""

    code: ClassVar[str]
    kind: ClassVar[Kind]

    def __post_init__(self) -> None:
        super().__init__(self.code, self.facts)

    @property
    def facts(self) -> dict[str, object]:
        """Give the facts by name, as the sentence and the API name them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give the single things wrong, where a refusal has any."""
        facts = self.facts.values()
        return next((fact for fact in facts if isinstance(fact, tuple)), ())

    def sentence(self, language: str = "zh") -> str:
        """Say the refusal to a person: what is wrong, where, and what to do."""
        facts = {name: in_words(fact, language) for name, fact in self.facts.items()}
        return say(f"refusals.{self.code}", facts, language)


@dataclass(eq=False)
class AskOtherwise(Refusal):
    """What somebody's answers ask for cannot be; answered otherwise, it may."""


def in_words(fact: object, language: str) -> object:
    """Give a fact as a sentence shows it: a word by its name, a finding said, a list counted."""
    if isinstance(fact, Word | Finding):
        return fact.sentence(language)
    return len(fact) if isinstance(fact, tuple) else fact
