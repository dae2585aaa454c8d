"""A text of a diagram that may be FEEL: compiled once, evaluated in the scope of a token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.bpmn.model import Mapped
from engine.bpmn.values import Value
from engine.feel import Expression, Function, Scope, compile, settled  # noqa: A004 FEEL's own word for it


@dataclass(frozen=True, slots=True)
class Formula:
    """FEEL behind `=`, or else the text itself."""

    text: str
    expression: Expression | None

    @classmethod
    def of(cls, text: str) -> "Formula":
        """Compile a text.

        Raises:
            FeelSyntaxError: What stands behind `=` is not FEEL.
        """
        return cls(text, compile(text[1:]) if text.startswith("=") else None)

    @classmethod
    def of_optional(cls, text: str | None) -> "Formula | None":
        """Compile a text that may be missing."""
        return None if text is None else cls.of(text)

    @property
    def names(self) -> frozenset[str]:
        """The free names the text reads."""
        return frozenset() if self.expression is None else self.expression.names_used

    @property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """The free names the text reads, each with the entries it reads of it."""
        return frozenset() if self.expression is None else self.expression.paths_used

    def value(self, scope: Scope) -> Value:
        """Give the value in a scope; what cannot be evaluated is null, with a warning there."""
        if self.expression is None:
            return self.text
        value = settled(self.expression.run(scope), scope.budget)
        # A name nobody has written may be a built-in's (`number`): a case knows no functions.
        return None if isinstance(value, Function) else value


Lines = tuple[tuple[str, Formula], ...]


def compiled(mapping: Sequence[Mapped]) -> Lines:
    """Compile an input or output mapping."""
    return tuple((line.target, Formula.of(line.source)) for line in mapping)


def filled(lines: Lines, scope: Scope) -> Mapping[str, Value]:
    """Evaluate a mapping: each target by its name."""
    return {target: formula.value(scope) for target, formula in lines}
