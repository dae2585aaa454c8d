"""Every refusal is met in a test, by its name or by the type of the problem people read."""

from pathlib import Path

import pytest

from engine.domain.refusals import Refusal
from tests.unit.domain.test_refusals import leaves

TESTS = Path(__file__).parents[1]
# These two only go through the list of refusals; that is no meeting.
LISTS = {"test_refusals.py", "test_problem_types.py"}


@pytest.fixture(scope="module")
def written() -> str:
    paths = (path for path in TESTS.rglob("*.py") if path.name not in LISTS)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("refusal", sorted(leaves(Refusal), key=lambda each: each.code))
def test_every_refusal_is_met_in_a_test(refusal: type[Refusal], written: str) -> None:
    if refusal.__module__.startswith("engine."):
        names = (refusal.__name__, refusal.code, refusal.code.replace("_", "-"))
        assert any(name in written for name in names), refusal.code
