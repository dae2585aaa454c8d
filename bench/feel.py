"""An expression, text in and result out, against Python's own `eval` of the same text."""

import sys
from collections.abc import Iterator

from bench.__main__ import main
from bench.harness import Promise
from engine import feel

GATEWAY = 'severity = "high" and overdue_hours > 4'
GATEWAY_IN_PYTHON = 'severity == "high" and overdue_hours > 4'
CASE = {"severity": "high", "overdue_hours": 5, "departments": [{"name": "城管", "late": 2}] * 3}


def bench() -> Iterator[Promise]:
    names = dict(CASE)
    assert feel.evaluate(GATEWAY, CASE) is True
    assert eval(GATEWAY_IN_PYTHON, {}, names) is True  # noqa: S307  the yardstick, on our own text
    yield Promise(
        sentence="a gateway's condition, at least 2.5 times as fast as eval()",
        subject=lambda: feel.evaluate(GATEWAY, CASE),
        baseline=lambda: eval(GATEWAY_IN_PYTHON, {}, names),  # noqa: S307  as above
        at_most=1 / 2.5,
    )
    compiled, scope = feel.compile(GATEWAY), feel.Scope(CASE)
    yield Promise(
        sentence="the same, compiled once, against text in and result out",
        subject=lambda: compiled.run(scope),
        baseline=lambda: feel.evaluate(GATEWAY, CASE),
        at_most=0.5,
    )
    some = "some d in departments satisfies d.late > 1"
    yield Promise(
        sentence="a loop over departments, against eval() of any(...)",
        subject=lambda: feel.evaluate(some, CASE),
        baseline=lambda: eval("any(d['late'] > 1 for d in departments)", {}, names),  # noqa: S307
        at_most=1,
    )
    short, wide = (
        feel.Scope({"rows": [1] * size}, budget=feel.Budget(steps=10**15)) for size in (10, 10**5)
    )
    first = feel.compile("rows[1]")
    yield Promise(
        sentence="reading one element of 100,000, against one of ten",
        subject=lambda: first.run(wide),
        baseline=lambda: first.run(short),
        at_most=1.5,
    )


if __name__ == "__main__":
    sys.exit(main(["feel"]))
