"""Renews what the pages of the dialect take from the code: rules, incidents, limits.

Run `python -m tools.dialect_reference docs/reference`. Which code is an error, a warning or an
incident is read where it is raised.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from engine import bpmn
from engine.bpmn.calls import DEEPEST as CALLS
from engine.bpmn.codec import DEEPEST as NESTING
from engine.bpmn.limits import LIMITS
from engine.bpmn.lint.shape import MOST_ELEMENTS
from engine.texts import catalogue, say
from engine.texts.pages import Pages, table

WARNED = re.compile(r'\bwarning\([\w., ]*"(\w+)"')
STUCK = re.compile(r'\b(?:Stuck|Incident|stuck_on_failure)\("(\w+)"')
MOVING = "move_"
FACT = re.compile(r"[“\"]?\{\w+\}[”\"]?")
NUMBERS: Final = {**asdict(LIMITS), "elements": MOST_ELEMENTS, "calls": CALLS, "nesting": NESTING}


def raised(pattern: re.Pattern[str]) -> frozenset[str]:
    """Give the codes the room raises in the way of a pattern."""
    sources = Path(str(bpmn.__file__)).parent.rglob("*.py")
    return frozenset(code for path in sources for code in pattern.findall(path.read_text("utf-8")))


def codes() -> Iterator[str]:
    """Give every code of the room, in the order of the catalogue."""
    return (key.partition(".")[2] for key in catalogue("zh") if key.startswith("bpmn."))


def rules(language: str) -> str:
    """Write the rules of the lint."""
    warned, stuck = raised(WARNED), raised(STUCK)
    found = [code for code in codes() if code not in stuck and not code.startswith(MOVING)]
    kinds = {code: "warning" if code in warned else "error" for code in found}
    rows = (
        f"`{code}` | {named(kind, language)} | {said(code, language)}"
        for code, kind in kinds.items()
    )
    return table(named("rule_heads", language), rows)


def incidents(language: str) -> str:
    """Write what stops a step while a case runs."""
    stuck = raised(STUCK)
    return sentences((code for code in codes() if code in stuck), language)


def moves(language: str) -> str:
    """Write what keeps a case from moving to another version."""
    return sentences((code for code in codes() if code.startswith(MOVING)), language)


def limits(language: str) -> str:
    """Write the limits of a step and of a drawing."""
    rows = (f"{named(f'limit_{name}', language)} | {number}" for name, number in NUMBERS.items())
    return table(named("limit_heads", language), rows)


def sentences(wanted: Iterable[str], language: str) -> str:
    """Write codes with their sentences."""
    rows = (f"`{code}` | {said(code, language)}" for code in wanted)
    return table(named("code_heads", language), rows)


def said(code: str, language: str) -> str:
    """Give a sentence as it reads before its facts are known."""
    sentence = FACT.sub("…", catalogue(language)[f"bpmn.{code}"])
    return sentence.replace("{{", "{").replace("}}", "}")


def named(key: str, language: str) -> str:
    """Give a word of these pages."""
    return say(f"dialect_reference.{key}", {}, language)


PAGES: Final = Pages(
    {"zh": "dialect.zh.md", "en": "dialect.md"},
    {"rules": rules, "incidents": incidents, "moves": moves, "limits": limits},
)

if __name__ == "__main__":
    PAGES.renew(Path(sys.argv[1]))
