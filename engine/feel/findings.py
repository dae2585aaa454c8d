"""What FEEL says when something is wrong: findings for people, errors for callers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.texts import catalogue, say

# Facts that may name a kind of value.
KINDS = frozenset({"kind", "left", "right", "found", "wanted", "low", "high", "type"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an author should know about a text: what, where (offset), and its facts."""

    code: str
    position: int
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        """Give the sentence: what is wrong and what to do."""
        return sentence(f"feel.{self.code}", self.facts, language)


def sentence(key: str, facts: Mapping[str, object], language: str) -> str:
    """Say a sentence whose facts may be kinds of values."""
    said = {name: in_words(name, fact, language) for name, fact in facts.items()}
    return say(key, said, language)


def in_words(name: str, fact: object, language: str) -> object:
    """Give a fact as people say it: kinds of values have names of their own."""
    return catalogue(language).get(f"feel.kind {fact}", fact) if name in KINDS else fact


class FeelError(Exception):
    """Whatever FEEL raises; everything else that goes wrong is null and a warning."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.say("en"))
        self.finding = finding

    @property
    def code(self) -> str:
        """Give the key of the sentence."""
        return self.finding.code

    @property
    def facts(self) -> Mapping[str, object]:
        """Give the facts of the sentence."""
        return self.finding.facts

    @property
    def position(self) -> int:
        """Give the offset in the text."""
        return self.finding.position

    @property
    def message(self) -> str:
        """Give the sentence in Chinese."""
        return self.finding.say()


class FeelSyntaxError(FeelError):
    """The text is no FEEL."""

    def __init__(self, code: str, position: int, **facts: object) -> None:
        super().__init__(Finding(code, position, facts))


class BudgetExceeded(FeelError):
    """The evaluation asks for more work than it may."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(Finding(code, 0, facts))


class NoValue(Exception):
    """An operation has no result: becomes null and a warning where it was asked for."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
