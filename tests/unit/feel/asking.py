"""Asks FEEL the way the tests of this folder do."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engine import feel

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def ask(text: str, context: Mapping[str, Any] | None = None) -> Any:
    """Give the value of an expression."""
    return feel.evaluate(text, context, now=NOW)


def holds(text: str, context: Mapping[str, Any] | None = None) -> bool:
    """Tell whether an expression is true, and not just null."""
    return ask(text, context) is True


def warned(text: str, context: Mapping[str, Any] | None = None) -> list[str]:
    """Give the codes of what an evaluation warns of; its value must be null or false."""
    scope = feel.Scope(context)
    feel.compile(text, context or ()).run(scope)
    for warning in scope.warnings:
        assert warning.say("zh")
        assert warning.say("en")
    return [warning.code for warning in scope.warnings]
