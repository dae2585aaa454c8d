"""A finding: one thing wrong in one place of a policy, a form or a set of answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.texts import say


class Severity(StrEnum):
    """Whether a finding keeps a policy from being deployed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong (`rule`, a catalogue key `room.code` with its facts) and where.

    `file` is a path inside the pack, `element` the id of a drawn element, `line` counts from 1,
    `pointer` is a JSON pointer into a body (RFC 6901); whatever does not apply is left out.
    """

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    element: str = ""
    line: int = 0
    pointer: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Tell whether this finding keeps a policy from being deployed."""
        return self.severity is Severity.ERROR

    def sentence(self, language: str = "zh") -> str:
        """Say the finding to a person."""
        return say(self.rule, self.facts, language)
