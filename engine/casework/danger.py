"""Does what somebody says tell of danger: asked before anything is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.policy.check import Policy

SCAN, DECISION = "scan_words", "decision"


@dataclass(frozen=True, slots=True)
class Danger:
    """Whether there is danger, and whom to call."""

    hit: bool = False
    call: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a decision may call; it reads nothing of the house."""

    now: datetime
    functions: Mapping[str, Any]


def scan(policy: Policy, words: str, look: Lookup) -> Danger:
    """Let the decision look that the drawing itself begins with; none drawn sees no danger."""
    decision = decision_in(policy)
    if decision is None or decision not in policy.program.decides:
        return Danger()
    said = {"text": words, "hour": look.now.hour}
    found = policy.program.decide(decision, said, now=look.now, reader=look).value
    if not isinstance(found, Mapping):
        return Danger()
    call = found.get("call")
    return Danger(found.get("hit") is True, tuple(map(str, call if isinstance(call, list) else ())))


def decision_in(policy: Policy) -> str | None:
    """Name the decision of the first element drawn to look at the words."""
    for process in policy.program.drawing.processes.values():
        for element in process.elements.values():
            if element.dialect.verb == SCAN:
                given = (line for line in element.dialect.inputs if line.target == DECISION)
                return next((line.source.removeprefix("=").strip('"') for line in given), None)
    return None
