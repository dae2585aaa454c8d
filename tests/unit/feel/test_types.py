"""Types: written, conformed to, and led to by implicit conversions."""

from decimal import Decimal

import pytest

from engine import feel
from engine.feel import ANY, BOOLEAN, NUMBER, STRING, Budget, ContextOf, FunctionOf, ListOf, RangeOf
from engine.feel.types import name_of
from tests.unit.feel.asking import ask, holds

PERSON = ContextOf((("name", STRING), ("age", NUMBER)))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("number", NUMBER),
        ("date and time", feel.DATE_AND_TIME),
        ("years and months duration", feel.YEARS_AND_MONTHS),
        ("dateTime", feel.DATE_AND_TIME),
        ("dayTimeDuration", feel.DAYS_AND_TIME),
        ("list", ListOf(ANY)),
        ("list<list<number>>", ListOf(ListOf(NUMBER))),
        ("range<date>", RangeOf(feel.DATE)),
        ("context<name: string, age: number>", PERSON),
        ("function<number, string> -> boolean", FunctionOf((NUMBER, STRING), BOOLEAN)),
        ("function<> -> Any", FunctionOf((), ANY)),
        ("tPerson", PERSON),
        ("list<my types.tPerson>", ListOf(PERSON)),
        ("Any", ANY),
        ("Null", feel.NULL),
    ],
)
def test_a_type_is_read(text: str, type_: feel.Type) -> None:
    assert feel.parse_type(text, {"tPerson": PERSON, "my types.tPerson": PERSON}) == type_


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "list<", "list<number", "number number", "context<a>", "function<number>"],
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse_type(text)


@pytest.mark.parametrize(
    "text",
    [
        "number",
        "list<string>",
        "range<date>",
        "context<a: number, b: list>",
        "context",
        "range",
        "function<number> -> string",
        "list<function<> -> Any>",
    ],
)
def test_a_type_is_written_as_it_is_read(text: str) -> None:
    assert name_of(feel.parse_type(text)) == text


@pytest.mark.parametrize(
    ("value", "type_", "verdict"),
    [
        ("1", "number", True),
        ("1", "string", False),
        ("1", "Any", True),
        ("null", "number", True),
        ("[1, 2]", "list<number>", True),
        ('[1, "a"]', "list<number>", False),
        ("[1, null]", "list<number>", True),
        ("1", "list<number>", False),
        ('{name: "x", age: 1}', "context<name: string>", True),
        ('{name: "x"}', "context<name: string, age: number>", False),
        ("[1..2]", "range<number>", True),
        ("[1..2]", "range<string>", False),
        ("function(a: number) a", "function<number> -> Any", True),
        ("function(a: number) a", "function<string> -> Any", False),
        ("function(a) a", "function<number, number> -> Any", False),
        ("1", "function<> -> Any", False),
        ("abs", "function", True),
        ("function(a: list<number>) a", "function<list<number>> -> Any", True),
        (
            "function(a: context<x: number>) a",
            "function<context<x: number, y: number>> -> Any",
            True,
        ),
        ("function(a: range<number>) a", "function<range<string>> -> Any", False),
        (
            "function(f: function<number> -> number) f",
            "function<function<number> -> number> -> Any",
            True,
        ),
    ],
)
def test_conforming(value: str, type_: str, verdict: object) -> None:
    assert feel.conforms(ask(value), feel.parse_type(type_), Budget()) is verdict


@pytest.mark.parametrize(
    ("value", "type_", "result"),
    [
        (5, NUMBER, 5),
        (5, STRING, None),
        (5, ListOf(NUMBER), [5]),
        ([5], NUMBER, 5),
        ([[5]], NUMBER, None),
        ([5, 6], NUMBER, None),
        (["a"], ListOf(NUMBER), None),
        (None, NUMBER, None),
    ],
)
def test_implicit_conversions(value: object, type_: feel.Type, result: object) -> None:
    assert feel.coerce(value, type_, Budget()) == result


def test_a_date_becomes_its_midnight_in_utc() -> None:
    midnight = feel.coerce(ask('@"2026-11-20"'), feel.DATE_AND_TIME, Budget())
    assert midnight == ask('@"2026-11-20T00:00:00Z"')


def test_allowed_values_narrow_a_type_for_coercion_but_not_for_instance_of() -> None:
    byte = feel.Allowed(NUMBER, lambda value, _budget: feel.unary("[0..255]", value) is True)
    assert feel.coerce(7, byte, Budget()) == 7
    assert feel.coerce([7], byte, Budget()) == 7
    assert feel.coerce(256, byte, Budget()) is None
    types = {"byte": byte}
    assert feel.evaluate("256 instance of byte", types=types) is True
    assert feel.evaluate("[256] instance of list<byte>", types=types) is True
    assert feel.evaluate("[1..2] instance of range<byte>", types=types) is True
    assert feel.evaluate("{a: 1} instance of context<a: byte>", types=types) is True
    assert name_of(byte) == "number"


def test_arguments_and_results_are_made_to_fit() -> None:
    assert holds("(function(a: list<number>) a)(1) = [1]")
    assert holds("(function(a: number) a)([1]) = 1")
    assert ask('(function(a: number) 5)("x")') is None
    assert holds("(function(a: number) a = null)(null)")


def test_function_types_are_compared_through_allowed_values() -> None:
    byte = feel.Allowed(NUMBER, lambda _value: True)
    function = feel.Function((feel.Parameter("a", NUMBER),), lambda _scope, a: a, result=byte)
    assert feel.conforms(function, FunctionOf((NUMBER,), NUMBER), Budget())
    assert not feel.conforms(function, FunctionOf((NUMBER,), STRING), Budget())


def test_numbers_of_the_caller_are_numbers() -> None:
    assert feel.conforms([1, 2.5, Decimal(3)], ListOf(NUMBER), Budget())
    assert feel.kind(1) == feel.kind(1.5) == "number"
    assert feel.kind((1,)) == "list"
