"""What holds for all values: decimals are exact, logic is Kleene's, order is one."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine import feel

cents = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)
truths = st.sampled_from([True, False, None])
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), cents, st.text(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(cents, cents)
def test_sums_and_differences_are_exact(a: Decimal, b: Decimal) -> None:
    context = {"a": a, "b": b}
    assert feel.evaluate("a + b - b = a", context) is True
    assert feel.evaluate("a + b", context) == a + b


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_whole_numbers_of_python_order_as_numbers(a: int, b: int) -> None:
    for operator, verdict in (("<", a < b), ("<=", a <= b), ("=", a == b), ("!=", a != b)):
        assert feel.evaluate(f"a {operator} {b}", {"a": a}) is verdict
        assert feel.evaluate(f"a {operator} b", {"a": a, "b": b}) is verdict


@given(truths, truths, truths)
def test_logic_is_that_of_kleene(a: object, b: object, c: object) -> None:
    context = {"a": a, "b": b, "c": c}
    for one, other in (
        ("not(a and b)", "not(a) or not(b)"),
        ("a and (b or c)", "(a and b) or (a and c)"),
        ("a or b and c", "(a or b) and (a or c)"),
        ("a and b and c", "a and (b and c)"),
    ):
        assert feel.evaluate(one, context) is feel.evaluate(other, context)


@given(values)
def test_every_value_is_equal_to_itself_and_stays_what_it_is(value: object) -> None:
    result = feel.evaluate("x", {"x": value})
    assert feel.equal(result, value, feel.Budget()) is True
    assert feel.evaluate("[x, x] = [x, y]", {"x": value, "y": result}) is True


@given(st.lists(st.integers(-100, 100), max_size=20))
def test_sorting_and_counting(numbers: list[int]) -> None:
    context = {"xs": numbers}
    assert feel.evaluate("sort(xs)", context) == sorted(numbers)
    assert feel.evaluate("count(xs[item > 0])", context) == sum(n > 0 for n in numbers)
    assert feel.evaluate("sum(concatenate([0], xs))", context) == sum(numbers)


@given(st.text(max_size=30))
def test_a_string_written_as_a_literal_reads_as_itself(text: str) -> None:
    written = feel.evaluate("string([x])", {"x": text})
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert feel.evaluate(written) == [text]


@given(st.text(max_size=30), st.text("abc", max_size=3))
def test_splitting_by_what_is_quoted_and_joining_gives_the_text_back(text: str, mark: str) -> None:
    context = {"text": text, "mark": mark}
    parts = feel.evaluate("split(text, mark)", context)
    if mark:
        assert feel.evaluate("string join(parts, mark)", context | {"parts": parts}) == text
    else:
        assert parts is None
