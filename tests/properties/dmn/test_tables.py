"""What must hold for any table: the quick way decides as the plain way, findings are true."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn import Model, load
from engine.dmn.analysis import analyse
from engine.feel import Scope, compile_unary
from tests.unit.dmn.drawing import decision, definitions, input_data, table

NUMBERS = st.integers(-3, 6)
TEXTS = st.sampled_from(["甲", "乙", "丙", "…"])
Rules = list[tuple[str, str, str]]


@st.composite
def number_tests(draw: st.DrawFn) -> str:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    opening, closing = draw(st.sampled_from("[(")), draw(st.sampled_from("])"))
    shapes = [
        "-",
        f"{low}",
        f"< {low}",
        f">= {high}",
        f"{opening}{low}..{high}{closing}",
        f"{low}, > {high}",
        f"not({low})",
        f"not(< {low}, [{high}..{high + 1}])",
        "null",
        f"{low} + 1",
    ]
    return draw(st.sampled_from(shapes))


@st.composite
def text_tests(draw: st.DrawFn) -> str:
    one, other = draw(TEXTS), draw(TEXTS)
    return draw(st.sampled_from(["-", f'"{one}"', f'"{one}", "{other}"', f'not("{one}")']))


RULES = st.lists(
    st.tuples(number_tests(), text_tests(), st.sampled_from(["true", "false", "-"])),
    min_size=1,
    max_size=6,
)
CASES = st.fixed_dictionaries(
    {
        "n": st.decimals(-5, 8, places=1) | st.none(),
        "t": TEXTS | st.sampled_from(["", "丁"]) | st.none(),
        "b": st.booleans() | st.none(),
    }
)
KINDS = {"n": "number", "t": "string", "b": "boolean"}


def model_of(rules: Rules, *, hit: str) -> Model:
    columns = [f"{name} : {kind}" for name, kind in KINDS.items()]
    drawn = table(columns, ["row"], [[*rule, f"{row}"] for row, rule in enumerate(rules)], hit=hit)
    inputs = [input_data(name, kind) for name, kind in KINDS.items()]
    return load(definitions(*inputs, decision("d", drawn, needs=list(KINDS))))


def rows_for(rules: Rules, case: Mapping[str, object]) -> list[Decimal]:
    """Test every cell of every row whose input is given by itself, the plain way."""
    return [
        Decimal(row)
        for row, tests in enumerate(rules)
        if all(
            compile_unary(test).run(Scope({}), case[name]) is True
            for test, name in zip(tests, KINDS, strict=True)
            if name in case
        )
    ]


@settings(max_examples=150, deadline=None)
@given(RULES, st.lists(CASES, min_size=1, max_size=5))
def test_judging_columns_beforehand_changes_no_decision(
    rules: Rules, cases: list[dict[str, object]]
) -> None:
    model = model_of(rules, hit="RULE ORDER")
    for case in cases:
        assert model.decide("d", case).value == rows_for(rules, case)


@settings(max_examples=100, deadline=None)
@given(RULES)
def test_every_example_shows_what_its_finding_says(rules: Rules) -> None:
    for finding in analyse(model_of(rules, hit="UNIQUE")):
        if finding.code not in {"gap", "overlap"}:
            continue
        rows = {number + 1 for number in map(int, rows_for(rules, finding.example))}
        if finding.code == "gap":
            readable = {row for row, rule in enumerate(rules, start=1) if "+" not in rule[0]}
            assert rows & readable == set()
        if finding.code == "overlap":
            assert rows >= {int(row) for row in str(finding.facts["rows"]).split(", ")}


@settings(max_examples=150, deadline=None)
@given(RULES, CASES)
def test_no_gap_and_no_overlap_goes_unsaid(rules: Rules, case: dict[str, object]) -> None:
    if None in case.values() or any("+" in test for test, _, _ in rules):
        return
    codes = {finding.code for finding in analyse(model_of(rules, hit="UNIQUE"))}
    rows = rows_for(rules, case)
    assert rows or "gap" in codes
    assert len(rows) < 2 or "overlap" in codes


@settings(max_examples=100, deadline=None)
@given(RULES, st.lists(CASES, min_size=5, max_size=20))
def test_a_row_said_to_be_hidden_never_speaks(rules: Rules, cases: list[dict[str, object]]) -> None:
    model = model_of(rules, hit="FIRST")
    never = {
        Decimal(finding.where.row - 1)
        for finding in analyse(model)
        if finding.code in {"rule_hidden", "rule_never_matches"}
    }
    for case in cases:
        if None not in case.values():
            assert model.decide("d", case).value not in never
