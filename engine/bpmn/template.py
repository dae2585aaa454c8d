"""A text with FEEL in braces, as a lane has it: `承办人@{level}`."""

import re
from dataclasses import dataclass

from engine.bpmn.formula import Formula
from engine.feel import Scope, text_of

IN_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text and the FEEL in its braces; `parts` are text and formula in turn."""

    text: str
    parts: tuple[str | Formula, ...]

    @classmethod
    def of(cls, text: str) -> "Template":
        """Compile a text.

        Raises:
            FeelSyntaxError: What stands in braces is not FEEL.
        """
        if text.startswith("="):
            return cls(text, (Formula.of(text),))
        pieces = IN_BRACES.split(text)
        parts = (Formula.of(f"={piece}") if at % 2 else piece for at, piece in enumerate(pieces))
        return cls(text, tuple(part for part in parts if part))

    @classmethod
    def of_optional(cls, text: str | None) -> "Template | None":
        """Compile a text that may be missing."""
        return None if text is None else cls.of(text)

    def value(self, scope: Scope) -> str | None:
        """Give the text with every formula evaluated; None if one of them is null."""
        values = [part if isinstance(part, str) else part.value(scope) for part in self.parts]
        if any(value is None for value in values):
            return None
        texts = (v if isinstance(v, str) else text_of(v, scope.budget) for v in values)
        return "".join(texts)
