"""What the lint says of a small diagram."""

from collections.abc import Mapping
from typing import Any

from engine.bpmn import lint
from engine.domain.findings import Finding
from tests.unit.bpmn.drawing import files


def codes(*parts: str, bare: bool = True, **more: Any) -> list[str]:
    """The rules that found something."""
    return [found.rule.removeprefix("bpmn.") for found in findings(*parts, bare=bare, **more)]


def findings(
    *parts: str, bare: bool = True, forms: Mapping[str, Any] | None = None
) -> list[Finding]:
    """What was found; every finding can be said in both languages."""
    found = lint(files(*parts), bare=bare, forms=forms)
    for finding in found:
        assert finding.sentence("zh")
        assert finding.sentence("en")
    return found
