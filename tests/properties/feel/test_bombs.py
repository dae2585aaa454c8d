"""No text makes the engine do more than its budget: work and memory are counted, not time."""

import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from engine.feel import Budget, FeelError, evaluate
from tests.properties.feel.bombs import BOMBS

STEPS = 2_000
# One step, and one character read, is at most so many calls of Python; measured: up to 60.
CALLS = 100
MEMORY = 12 << 20
FULL_MEMORY = 50 << 20


@contextmanager
def counted_calls() -> Iterator[list[int]]:
    """Count every call, of Python and of C, while inside."""
    calls = [0]

    def count(*_event: object) -> None:
        calls[0] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def outcome(text: str, budget: Budget) -> str:
    """Evaluate to the end, whichever way it ends."""
    try:
        evaluate(text, {}, budget=budget)
    except FeelError as refused:
        return refused.code
    return "done"


def peak_memory(text: str, steps: int) -> int:
    tracemalloc.start()
    try:
        outcome(text, Budget(steps=steps))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", BOMBS)
def test_the_work_done_is_the_work_counted(name: str) -> None:
    text, budget = BOMBS[name], Budget(steps=STEPS)
    with counted_calls() as calls:
        outcome(text, budget)
    spent = STEPS - max(budget.steps, 0)
    assert calls[0] <= CALLS * (spent + len(text) + 100)


@pytest.mark.parametrize("name", BOMBS)
def test_the_memory_taken_is_small(name: str) -> None:
    # A blank makes it a text not read before, so that reading is measured too.
    assert peak_memory(f"{BOMBS[name]} ", STEPS) <= MEMORY


@pytest.mark.long
def test_the_memory_of_a_whole_budget_is_bounded() -> None:
    peaks = {name: peak_memory(f"{text}  ", Budget().steps) for name, text in BOMBS.items()}
    assert [name for name, peak in peaks.items() if peak > FULL_MEMORY] == []


@pytest.mark.parametrize("name", BOMBS)
def test_the_count_is_the_same_every_time(name: str) -> None:
    first, second = Budget(steps=STEPS), Budget(steps=STEPS)
    assert outcome(BOMBS[name], first) == outcome(BOMBS[name], second)
    assert first.steps == second.steps
    assert first.depth == second.depth


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("loops within loops", "too_much_work"),
        ("lists doubled", "too_much_work"),
        ("strings doubled", "too_much_work"),
        ("a function that calls itself", "too_deep"),
        ("brackets", "nested_too_deeply"),
        ("a text beyond the limit", "text_too_long"),
    ],
)
def test_a_bomb_is_refused_in_words(name: str, code: str) -> None:
    assert outcome(BOMBS[name], Budget()) == code
