"""What the author of a table should know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.dmn.run import Where
from engine.feel import Budget, Value, text_of
from engine.feel.findings import sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend or to know: where, what, and a question that shows it."""

    code: str
    where: Where
    facts: Mapping[str, object] = field(default_factory=dict)
    # Inputs by the text of their column, for which the table does what is found.
    example: Mapping[str, Value] = field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        """Say what is found, where, and what to do."""
        example = ", ".join(f"{name} = {written(value)}" for name, value in self.example.items())
        facts = {**self.facts, "example": example}
        return self.where.say(sentence(f"dmn.{self.code}", facts, language), language)


def written(value: Value) -> str:
    """Write a value as FEEL shows it, texts in quotes."""
    return f'"{value}"' if isinstance(value, str) else text_of(value, Budget())


def numbers_of(rows: Iterable[int]) -> str:
    """Write rows as people count them."""
    return ", ".join(str(row + 1) for row in rows)
