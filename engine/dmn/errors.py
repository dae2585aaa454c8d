"""What is wrong with a decision file, by fact, for the sentence a person reads."""

from collections.abc import Mapping

from engine.feel.findings import sentence as in_words
from engine.texts import say


class DmnError(Exception):
    """A decision file cannot be read, or was asked for something it does not have."""

    def __init__(
        self,
        code: str,
        facts: Mapping[str, object] | None = None,
        *,
        element: str = "",
        line: int | None = None,
    ) -> None:
        self.code = code
        self.facts = dict(facts or {})
        self.element = element
        self.line = line
        super().__init__(self.sentence("en"))

    def sentence(self, language: str = "zh") -> str:
        """Say what is wrong, where, and what to do."""
        sentence = in_words(f"dmn.{self.code}", self.facts, language)
        if self.line is None:
            return sentence
        place = {"element": self.element, "line": self.line, "sentence": sentence}
        return say("dmn.at" if self.element else "dmn.at_line", place, language)
