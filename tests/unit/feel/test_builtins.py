"""Built-ins at their edges."""

from datetime import UTC, datetime

import pytest

from engine import feel
from engine.feel.builtins import BUILTINS, CATALOGUE
from tests.unit.feel.asking import ask, holds


@pytest.mark.parametrize(
    "text",
    [
        # numbers
        "decimal(2.5, 0) = 2 and decimal(3.5, 0) = 4",
        "decimal(125, -1) = 120",
        "round half up(-1.5, 0) = -2 and round half down(-1.5, 0) = -1",
        "round up(1.121, 2) = 1.13 and round down(-1.126, 2) = -1.12",
        "floor(1.56, 1) = 1.5 and ceiling(-1.56, 1) = -1.5",
        "modulo(12, -5) = -3 and modulo(-12, -5) = -2 and modulo(10.1, 4.5) = 1.1",
        "modulo(10 ** 40, 7) >= 0",
        "modulo(-10 ** 60, 3.7) >= 0",
        "decimal(1/3, 100) = 1/3",
        'abs(@"-P1D") = @"P1D"',
        "odd(-3) and even(0)",
        # strings
        'substring("\\U01F40Eab", 2) = "ab"',
        'string length("\\U01F40E") = 1',
        'substring("abc", -2, 1) = "b"',
        'substring("abc", 1.8) = "abc"',
        'substring before("abc", "") = "" and substring after("abc", "") = "abc"',
        'substring before("abc", "x") = "" and substring after("abc", "x") = ""',
        'contains("", "") and starts with("a", "")',
        'string join([]) = "" and string join(["a", null]) = "a"',
        'upper case("straße") = "STRASSE"',
        'trim("\\t a ") = "a"',
        # conversion
        'string(1.10) = "1.1" and string(10 ** 20) = "100000000000000000000"',
        'string([1, "a", null, {b: true}]) = "[1, \\"a\\", null, {b: true}]"',
        'string({"a-b": 1}) = "{\\"a-b\\": 1}"',
        'string([1..2)) = "[1..2)" and string((> 5)) = "(>5)"',
        'string(@"P1D") = "P1D" and string("x") = "x" and string(true) = "true"',
        'string(abs) = "function"',
        'number("1,000.5", ",", ".") = 1000.5 and number("-.5") = -0.5',
        'number("1 000", " ", null) = 1000',
        'range("(1..3]") = (1..3] and range("[\\"a\\"..\\"c\\"]") = ["a".."c"]',
        'range("[@\\"2026-01-01\\"..date(\\"2026-02-01\\")]").end = @"2026-02-01"',
        'range("[-1..duration(\\"P1D\\")]") = null and range("[-2..-1]").start = -2',
        # lists
        'min([3, 1]) = 1 and max("a", "b") = "b"',
        'min(@"2026-01-02", @"2026-01-01") = @"2026-01-01"',
        "sublist([1, 2, 3], -2) = [2, 3]",
        "insert before([1, 2], -1, 9) = [1, 9, 2] and remove([1, 2, 3], -1) = [1, 2]",
        "list replace([1, 2, 3], -1, 9) = [1, 2, 9]",
        "reverse([1, 2]) = [2, 1] and index of([1, null, 1], null) = [2]",
        'list contains([null], null) and not(list contains([1], "1"))',
        "union([1], [1, 2], []) = [1, 2] and distinct values([null, null, 1]) = [null, 1]",
        "flatten([1, [[2], []]]) = [1, 2]",
        "sort([]) = [] and sort([2, 1]) = [1, 2]",
        "duplicate values([1, 1, 1]) = [1]",
        "partition([], 2) = []",
        'sum([@"PT1H", @"PT2H"]) = @"PT3H" and mean([@"PT1H", @"PT3H"]) = @"PT2H"',
        "median([1, 2, 3, 4]) = 2.5 and mode([1, 2, 1, 2]) = [1, 2] and mode([]) = []",
        "all([]) and not(any([])) and all(true, true) and any(false, true)",
        "all([true, null]) = null and any([false, null]) = null and all([false, null]) = false",
        # contexts
        'get value({a: 1}, "b") = null and get value({a: 1}, []) = null',
        'context put({a: 1}, ["a"], 2) = {a: 2} and context merge([{a: 1}, {a: 2}]) = {a: 2}',
        "context([]) = {} and get entries({}) = []",
        # moments
        'date(date and time("2026-11-20T08:00:00")) = @"2026-11-20"',
        'time("08:00:00Z") instance of time and time(@"08:00:00") = @"08:00:00"',
        'date and time(@"2026-11-20T09:00:00", @"08:00:00") = @"2026-11-20T08:00:00"',
        'duration(@"P1D") = @"P1D" and duration("P1Y2M").months = 2',
        'years and months duration(@"2026-11-20", @"2025-11-20") = @"-P1Y"',
        'week of year(@"2026-01-01") = 1 and day of week(@"2026-11-20") = "Friday"',
        'is(1, 1.0) and not(is(1, "1")) and not(is(@"08:00:00Z", @"08:00:00+00:00") = null)',
        "is(null, null) and is([1], [1])",
        'today() = @"2026-11-20"',
        # ranges
        "overlaps([1..5], (4..6)) and not(overlaps([1..5), [5..6]))",
        "before((< 5), 5) and after((> 5), 5) and not(before((<= 5), 5))",
        "meets([1..5], [5..6]) and met by([5..6], [1..5])",
        "coincides([1..2], [1..2]) and not(coincides([1..2], [1..2)))",
        # camunda
        'is defined(1) and not(is defined(null)) and get or else(null, "x") = "x"',
        'assert(1, 1 > 0) = 1 and assert(1, 1 > 2, "no") = null',
        'is blank(" ") and is empty([]) and extract("a1", "\\d") = ["1"]',
        'to base64("中") = "5Lit"',
        r'to json({a: [1.50, null], d: @"2026-11-20"}) = "{\"a\":[1.5,null],\"d\":\"2026-11-20\"}"',
        r'to json("甲\"乙") = "\"甲\\\"乙\""',
        r'from json("{\"a\": [0.1, true, null]}") = {a: [0.1, true, null]}',
        r'from json("NaN") = null and from json("[1,") = null and to json([1..2]) = null',
        'date and time(@"2026-11-20T00:00:00Z", "Asia/Shanghai").day = 20',
    ],
)
def test_it_is_true_that(text: str) -> None:
    assert holds(text)


def test_every_builtin_of_the_standard_is_there() -> None:
    standard = """
        date|time|date and time|number|string|duration|years and months duration|not|substring
        |string length|upper case|lower case|substring before|substring after|replace|contains
        |starts with|ends with|matches|split|string join|list contains|count|min|max|sum|mean|all
        |any|sublist|append|concatenate|insert before|remove|list replace|reverse|index of|union
        |distinct values|flatten|product|median|stddev|mode|decimal|floor|ceiling|round up
        |round down|round half up|round half down|abs|modulo|sqrt|log|exp|odd|even|is|before|after
        |meets|met by|overlaps|overlaps before|overlaps after|finishes|finished by|includes|during
        |starts|started by|coincides|day of year|day of week|month of year|week of year|sort
        |get value|get entries|context|context put|context merge|now|today|range
    """
    names = {" ".join(name.split()) for name in standard.split("|")}
    assert names - set(BUILTINS) == set()


def test_every_builtin_is_described() -> None:
    for declared in CATALOGUE:
        assert declared.example
        assert declared.gives
        assert declared.name in BUILTINS


def test_the_clock_is_the_callers() -> None:
    at = datetime(2020, 2, 29, 12, tzinfo=UTC)
    assert feel.evaluate("today()", now=at) == at.date()
    assert feel.evaluate("now()", now=at) == at
    assert ask("now() = now()") is True


@pytest.mark.parametrize("name", ["random number", "uuid"])
def test_what_is_not_deterministic_is_left_out(name: str) -> None:
    assert name not in BUILTINS
    assert ask(f"{name}()") is None
