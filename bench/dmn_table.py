"""Deciding by a table of 200 rows and 4 inputs, warm, against a bare loop over the same rows."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from bench.harness import Promise
from engine.dmn import Model, load

Row = tuple[str, tuple[int, int], str, int, str]
ROWS: list[Row] = [
    (f"category {kind}", (band * 12, band * 12 + 12), level, 100 * kind, f"{kind}-{band}-{level}")
    for kind in range(10)
    for band in range(10)
    for level in ("high", "low")
]
CASE = {"category": "category 9", "hours": Decimal(115), "level": "low", "people": Decimal(2000)}
WANTED = "9-9-low"


def bench() -> list[Promise]:
    model, tests = table(), predicates()
    assert model.decide("unit", CASE).value == loop(tests, CASE) == WANTED
    return [
        Promise(
            sentence="a table of 200 rows and 4 inputs, against a bare Python loop over the rows",
            subject=lambda: model.decide("unit", CASE),
            baseline=lambda: loop(tests, CASE),
            at_most=4.0,
        )
    ]


def table() -> Model:
    """Give the table as a decision file says it."""
    inputs = {"category": "string", "hours": "number", "level": "string", "people": "number"}
    data = "".join(
        f'<inputData id="{name}" name="{name}">'
        f'<variable name="{name}" typeRef="{kind}"/></inputData>'
        for name, kind in inputs.items()
    )
    needs = "".join(
        f'<informationRequirement><requiredInput href="#{name}"/></informationRequirement>'
        for name in inputs
    )
    columns = "".join(
        f'<input><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression></input>'
        for name, kind in inputs.items()
    )
    return load(
        f'<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="b" namespace="b">'
        f'{data}<decision id="unit" name="unit"><variable name="unit"/>{needs}'
        f'<decisionTable hitPolicy="FIRST">{columns}<output name="unit"/>'
        f"{''.join(map(rule, ROWS))}</decisionTable></decision></definitions>".encode()
    )


def rule(row: Row) -> str:
    category, (low, high), level, people, unit = row
    tests = (f'"{category}"', f"[{low}..{high})", f'"{level}"', f">= {people}")
    cells = "".join(f"<inputEntry><text>{escape(test)}</text></inputEntry>" for test in tests)
    return f'<rule>{cells}<outputEntry><text>"{unit}"</text></outputEntry></rule>'


def predicates() -> list[tuple[Callable[[Mapping[str, object]], bool], str]]:
    """Give the same rows as Python functions."""

    def predicate(row: Row) -> Callable[[Mapping[str, object]], bool]:
        category, (low, high), level, people, _ = row
        return lambda case: (
            case["category"] == category
            and low <= case["hours"] < high
            and case["level"] == level
            and case["people"] >= people
        )

    return [(predicate(row), row[-1]) for row in ROWS]


def loop(
    tests: list[tuple[Callable[[Mapping[str, object]], bool], str]], case: Mapping[str, object]
) -> str | None:
    return next((unit for test, unit in tests if test(case)), None)
