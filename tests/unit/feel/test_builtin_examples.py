"""Every built-in does what its own example says."""

from datetime import UTC, datetime

import pytest

from engine import feel
from engine.feel.builtins import CATALOGUE, Builtin

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize("declared", CATALOGUE, ids=lambda one: one.signatures[0])
def test_a_builtin_gives_what_its_example_says(declared: Builtin) -> None:
    scope = feel.Scope(now=NOW)
    assert feel.compile(f"({declared.example}) = ({declared.gives})").run(scope) is True
    assert scope.warnings == []
