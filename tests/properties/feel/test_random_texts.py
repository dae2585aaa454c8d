"""Whatever is written, FEEL answers: a value, or a finding that says where and why."""

from hypothesis import given
from hypothesis import strategies as st

from engine.feel import Budget, FeelError, compile_unary, evaluate, text_of
from engine.feel.builtins import CATALOGUE
from tests.properties.feel.bombs import BOMBS
from tests.properties.feel.test_bombs import CALLS, counted_calls

STEPS = 2_000
CONTEXT = {"级别": "街道", "逾期 小时": 3, "部门": [{"名": "城管", "到": True}], "n": 2, "s": "a"}

leaves = st.sampled_from(
    [
        *(
            "null",
            "true",
            "0",
            "1",
            "-2.5",
            "1E30",
            '"a"',
            '"中文"',
            "n",
            "s",
            "级别",
            "逾期 小时",
            "部门",
        ),
        *(
            '@"2026-11-20"',
            '@"08:30:00Z"',
            '@"2026-11-20T08:30:00@Asia/Shanghai"',
            '@"P1D"',
            '@"P1Y"',
        ),
        *("[]", "[1, 2, 3]", "{a: 1}", "[1..5]", "(> 3)", "item", "partial", "function(x) x"),
    ]
)
names = st.sampled_from(sorted({one.name for one in CATALOGUE}))
members = st.sampled_from(["a", "year", "days", "名", "start", "__class__", "time offset"])
operators = st.sampled_from(
    [*("+", "-", "*", "/", "**"), *("=", "!=", "<", "<=", ">", ">="), "and", "or", "in"]
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Make expressions of smaller ones, every construct of the language among them."""
    return st.one_of(
        st.builds("({} {} {})".format, inner, operators, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}.{}".format, inner, members),
        st.builds("if {} then {} else {}".format, inner, inner, inner),
        st.builds("for x in {} return {}".format, inner, inner),
        st.builds("for x in 1..{} return {}".format, inner, inner),
        st.builds("(some x in {} satisfies {})".format, inner, inner),
        st.builds("(every x in {} satisfies {})".format, inner, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{{a: {}, b: {}}}".format, inner, inner),
        st.builds("({} between {} and {})".format, inner, inner, inner),
        st.builds("({} in ({}, < {}))".format, inner, inner, inner),
        st.builds("{}({})".format, names, inner),
        st.builds("{}({}, {})".format, names, inner, inner),
        st.builds("{}({}, {}, {})".format, names, inner, inner, inner),
        st.builds("(function(x, item) {})({}, {})".format, inner, inner, inner),
        st.builds("{} instance of {}".format, inner, st.sampled_from(["number", "list<Any>"])),
        st.builds("-{}".format, inner),
    )


expressions = st.recursive(leaves, larger, max_leaves=12)
texts = sorted(
    {one.example for one in CATALOGUE} | {text for text in BOMBS.values() if len(text) < 200}
)


def outcome(text: str) -> str:
    """Give the value as text, or the code of the refusal."""
    budget = Budget(steps=STEPS)
    try:
        return text_of([evaluate(text, CONTEXT, budget=budget)], budget)
    except FeelError as refused:
        return said(refused, text)


def said(refused: FeelError, text: str) -> str:
    """Give the code of a refusal, which points into the text and has words."""
    assert 0 <= refused.position <= len(text)
    assert refused.message
    return refused.code


@given(expressions)
def test_an_expression_gives_the_same_every_time_within_its_budget(text: str) -> None:
    with counted_calls() as calls:
        first = outcome(text)
    assert outcome(text) == first
    assert calls[0] <= CALLS * (STEPS + len(text) + 100)


@given(st.sampled_from(texts), st.integers(0, 200), st.integers(0, 200), st.sampled_from(texts))
def test_texts_cut_and_put_together_are_answered(
    head: str, until: int, start: int, tail: str
) -> None:
    assert outcome(head[:until] + tail[start:]) is not None


@given(
    st.text(max_size=60) | st.text("0123456789.\"'@()[]{}<>=!+-*/,:?\\ abnifortu\n", max_size=60)
)
def test_any_text_is_answered(text: str) -> None:
    assert outcome(text) is not None


@given(st.text(max_size=40) | expressions)
def test_any_text_is_answered_as_unary_tests(text: str) -> None:
    try:
        compile_unary(text)
    except FeelError as refused:
        said(refused, text)
