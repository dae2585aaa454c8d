"""The thousandth pass costs what the first one cost: alone, in a branch, in a unit, in a call."""

from collections.abc import Callable, Iterator
from typing import Any

from bench.diagrams import Case
from bench.harness import Promise
from engine.bpmn import Stimulus

AT_MOST = 1.25

# What makes one more pass of each diagram, and what has to be known at its start.
LOOPS: dict[str, tuple[int, str, dict[str, Any]]] = {
    "rework": (10_000, "", {}),
    "loop_beside": (1_000, "", {}),
    "loop_in_unit": (1_000, "甲", {"units": ["甲", "乙", "丙"]}),
    "loop_called": (1_000, "", {}),
}


def bench() -> Iterator[Promise]:
    for name, (passes, unit, values) in LOOPS.items():
        yield flat(
            name, passes, lambda case, unit=unit: case.done("handle", unit, again=True), values
        )
    yield flat("reminder", 1_000, lambda case: case.rung("remind"), {})


def flat(
    name: str, passes: int, again: Callable[[Case], Stimulus], values: dict[str, Any]
) -> Promise:
    """Promise that the last of many passes costs what the first one does, and keeps no more."""
    first, last = Case(name, **values), Case(name, **values)
    for case, count in ((first, 5), (last, passes)):
        for _ in range(count):
            case.take(again(case))
    grown = len(last.snapshot) - len(first.snapshot)
    assert grown <= len(last.snapshot) // 10, f"{name}: {grown} bytes more"  # longer numbers only
    one, other = again(last), again(first)
    return Promise(
        sentence=f"{name}: pass {passes:,}, against pass 6 ({len(last.snapshot)} bytes kept)",
        subject=lambda: last.try_out(one),
        baseline=lambda: first.try_out(other),
        at_most=AT_MOST,
    )
