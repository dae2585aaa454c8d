"""Ranges, `in` and unary tests."""

import pytest

from engine import feel
from tests.unit.feel.asking import ask, holds

Verdict = bool | None


@pytest.mark.parametrize(
    "text",
    [
        "5 in [1..5]",
        "not(5 in [1..5))",
        "not(1 in (1..5])",
        "not(1 in ]1..5])",
        "not(5 in [1..5[)",
        "5 in (> 3)",
        "5 in > 3",
        "5 in (> 3, < 1)",
        "not(2 in (> 3, < 1))",
        "5 in (1, 5)",
        "5 in [1, 5]",
        "5 in [[1..3], [4..6]]",
        "not(5 in (!= 5))",
        "5 in (=5)",
        "[1] in [[1]]",
        "[1] in [1]",
        "1 in [[2, 1]]",
        "[1..3] in [[1..3]]",
        "2 in (1 + 1)",
        "6 in ((5) + 1)",
        "3 in (a.b)",
        "3 in (xs)[1]",
        '"b" in ["a".."c"]',
        '@"2026-11-20" in [@"2026-01-01"..@"2026-12-31"]',
        "(1..5].start = 1 and not((1..5].start included)",
        "(> 5).start = 5 and (> 5).end = null",
        "(<= 5).end included",
        "[1..10[.end = 10",
    ],
)
def test_it_is_true_that(text: str) -> None:
    assert holds(text, {"a": {"b": 3}, "xs": [3]})


@pytest.mark.parametrize("text", ["5 in [null..6]", "null in [1..2]", '[1.."a"]', "[2..1]"])
def test_it_is_null(text: str) -> None:
    assert ask(text) is None


@pytest.mark.parametrize(
    ("tests", "value", "verdict"),
    [
        ("-", 5, True),
        (" - ", None, True),
        ("5", 5, True),
        ("< 5", 4, True),
        ("< 5", 5, False),
        ("< 5, > 10", 11, True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ("not(< 5)", 7, True),
        ("[1..5]", 3, True),
        ("(1..5)", 5, False),
        ('"高", "中"', "高", True),
        ('"高"', "低", False),
        ("null", None, True),
        ("null", 1, False),
        ("? > 3", 4, True),
        ("? > 3 and ? < 5", 6, False),
        ("count(?) > 1", [1, 2], True),
        ("[1, 2, 3]", 2, True),
        ("limit", 7, True),
        ("< limit", 6, True),
        ("limit + 1", 8, True),
        ("flag", "whatever", True),
        ("true", True, True),
        ("false", True, False),
        ("not(true)", True, False),
        ("not(flag) or false", "x", False),
        ("= 5", 5, True),
        ("!= 5", 5, False),
        ('starts with(?, "a")', "abc", True),
        ("-5", -5, True),
        ("< 5", "a", None),
        ("< 5", None, None),
        ("not(< 5)", "a", None),
        ("? + 1", 5, False),
    ],
)
def test_unary_tests(tests: str, value: object, verdict: Verdict) -> None:
    assert feel.unary(tests, value, {"limit": 7, "flag": True}) is verdict


def test_compiled_unary_tests_run_in_any_scope() -> None:
    tests = feel.compile_unary("< limit")
    low, high = feel.Scope({"limit": 1}), feel.Scope({"limit": 10})
    assert tests.run(low, 5) is False
    assert tests.run(high, 5) is True
    assert tests.text == "< limit"
