"""What came of a spreadsheet: how many cases, and every row that was refused, by its line."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.texts import say


class Came(StrEnum):
    """What came of a row."""

    OPENED = "opened"
    KNOWN = "known"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of one row: the case it opened, or the sentence that says why none."""

    line: int
    number: str
    came: Came
    case: str = ""
    why: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """Give it as other tools read it."""
        facts = {"line": self.line, "number": self.number, "came": str(self.came)}
        return facts | {
            name: text for name, text in (("case", self.case), ("why", self.why)) if text
        }


@dataclass(slots=True)
class Tally:
    """The fates of all rows."""

    fates: list[Fate] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Count the rows by what came of them."""
        counted = Counter(str(fate.came) for fate in self.fates)
        return {str(came): counted[came] for came in Came} | {"rows": len(self.fates)}

    def as_json(self) -> str:
        """Write all of it for other tools."""
        report = self.counts | {"fates": [fate.row for fate in self.fates]}
        return json.dumps(report, ensure_ascii=False, indent=2)

    def as_text(self, language: str) -> str:
        """Write it for a person: every row that opened nothing, then the figures."""
        return "\n".join([*self._lines(language), say("importing.figures", self.counts, language)])

    def _lines(self, language: str) -> Iterator[str]:
        for fate in self.fates:
            if fate.came in {Came.SKIPPED, Came.REFUSED}:
                yield say(f"importing.line_{fate.came}", fate.row, language)
