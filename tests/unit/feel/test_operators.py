"""Arithmetic, comparison and three-valued logic."""

from itertools import product

import pytest

from tests.unit.feel.asking import ask, holds

Verdict = bool | None
WORDS = {True: "true", False: "false", None: "null"}


def conjunction(one: Verdict, other: Verdict) -> Verdict:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


@pytest.mark.parametrize(("one", "other"), [*product(WORDS, WORDS)])
def test_three_valued_logic(one: Verdict, other: Verdict) -> None:
    disjunction = conjunction(_not(one), _not(other))
    assert ask(f"{WORDS[one]} and {WORDS[other]}") is conjunction(one, other)
    assert ask(f"{WORDS[one]} or {WORDS[other]}") is _not(disjunction)


def _not(value: Verdict) -> Verdict:
    return None if value is None else not value


def test_logic_with_anything_else_is_null() -> None:
    assert ask('true and "a"') is None
    assert ask("false and 1") is False
    assert ask("1 or true") is True
    assert ask("1 or false") is None


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 = 0.3",
        "1 + 2 * 3 = 7",
        "(1 + 2) * 3 = 9",
        "2 ** 3 ** 2 = 64",
        "-2 ** 2 = 4",
        "10 - 3 - 2 = 5",
        "100 / 10 / 5 = 2",
        '"a" + "b" = "ab"',
        "-(-1) = 1",
        '- @"P1D" = @"-P1D"',
        '@"2026-11-20" + @"P1D" = @"2026-11-21"',
        '@"2026-11-20T08:00:00" - @"2026-11-20T06:00:00" = @"PT2H"',
        '@"PT2H" * 2 = @"PT4H"',
        '@"PT4H" / @"PT2H" = 2',
        '1 < 2 and 2 <= 2 and "b" > "a" and 3 >= 2',
        "1 != 2",
        "null = null",
        "not(1 = null)",
        "[1, [2]] = [1, [2]]",
        "{a: 1, b: 2} = {b: 2, a: 1}",
        "[1..3] = [1..3]",
        "[1..3) != [1..3]",
        "2 between 1 and 3",
        "not(4 between 1 and 3)",
        "if 1 = 1 then true else false",
        "if null then false else true",
        "1 instance of number",
        "not(null instance of number)",
        "null instance of Null",
        "[1, 2] instance of list<number>",
        "{a: 1} instance of context<a: number>",
        "[1..3] instance of range<number>",
        "(function(a: number) a) instance of function<number> -> Any",
        "abs instance of function<number> -> number",
    ],
)
def test_it_is_true_that(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "null + 1",
        "1 / 0",
        "0 / 0",
        '1 + "a"',
        "10 ** 6144 * 10",
        "(-1) ** 0.5",
        "true + true",
        "-true",
        "-null",
        "null < 1",
        '1 < "a"',
        '1 = "a"',
        "true < false",
        "[1] < [2]",
        "null between 1 and 2",
        '[1..3].start < "a"',
    ],
)
def test_it_is_null(text: str) -> None:
    assert ask(text) is None


def test_python_numbers_compare_as_numbers() -> None:
    context = {"whole": 5, "fraction": 0.1, "large": 10**30}
    assert holds("whole > 4 and whole = 5 and whole != 6 and whole <= 5.5", context)
    assert holds("fraction + 0.2 = 0.3", context)
    assert holds("large + 1 > large", context)
    assert holds("whole = 5.0 and whole < 10000000000000000", context)


def test_long_chains_are_no_deeper_than_short_ones() -> None:
    assert ask("+".join(["1"] * 5000)) == 5000
    assert ask(" and ".join(["true"] * 2000)) is True
