"""No text reaches Python: hundreds of attempts, each refused or harmless within the budget."""

import builtins
import re
from decimal import Decimal
from itertools import product

import pytest

from engine import feel
from engine.feel.values import READY, Function, Range
from engine.texts import say

DUNDERS = [
    *("__class__", "__base__", "__subclasses__", "__globals__", "__builtins__", "__dict__"),
    *("__import__", "__init__", "__mro__", "__code__", "__getattribute__", "__reduce__"),
    *("call", "parameters", "cost", "overloads", "mro", "gi_frame", "f_globals", "im_func"),
]
BASES = [
    "x",
    '"a"',
    "1",
    "[]",
    "{}",
    "null",
    "abs",
    "[1..2]",
    "(function() 1)",
    'date("2026-11-20")',
]
SHAPES = ["{}.{}", "{}.{}()", "({}).{}.{}", '{}["{}"]', 'get value({}, "{}")']
LOOK_ALIKES = [
    "＿＿import＿＿",
    "__imрort__",
    "ｅｖａｌ",
    "eval\u200b",
    "e\u0301val",
    "__ｃｌａｓｓ__",
]
CALLS = [
    *('__import__("os")', '__import__("os").system("id")', 'eval("1")', 'exec("1")', 'open("x")'),
    *("globals()", "locals()", "vars()", "dir()", 'compile("1", "", "eval")', "breakpoint()"),
    *('getattr(x, "y")', 'setattr(x, "y", 1)', 'input("x")', "type(1)", "object()", "exit()"),
    *("lambda: 1", "import os", "from os import *", "os.system", "x := 1", "del x", "raise x"),
    *("{{}}", "${x}", "#{x}", "%s", "`id`", "; id", "\\x41", "\x00", "a\x00b", 'f"{x}"'),
    *('"{0.__class__}"', '"{x.__init__.__globals__}"', '"%(x)s"', "string({x: x}.x.__class__)"),
    *('"\\u005f\\u005fclass\\u005f\\u005f"', "x.\\u005f\\u005fclass", '@"__import__"', "@x"),
    *("date(\"__import__('os')\")", 'number("__import__")', 'duration("P9D; import os")'),
    *('range("[__import__(\\"os\\")..1]")', 'range("[1..2].__class__")', 'range("[open(1)..2]")'),
    *('matches("a", "(?{print(1)})")', 'replace("a", "a", "${x}")', 'split("a", "(?e)")'),
    'function(x) external {java: {class: "java.lang.Runtime", method signature: "exec(String)"}}',
    '(function(x) external {java: {class: "java.lang.System", method signature: "exit(int)"}})(0)',
    *(
        "sort([1, 2], __lt__)",
        "list replace([1], __eq__, 2)",
        "(abs)(__class__)",
        "x.y.z.__class__",
    ),
    *("for __class__ in [1] return __class__", "{__class__: 1}.__class__", "{self: 1}.self.mro"),
]


def attempts() -> list[str]:
    """Give every attempt, each also hidden inside something harmless."""
    members = [
        shape.format(base, name, name) for shape, base, name in product(SHAPES[:3], BASES, DUNDERS)
    ]
    by_text = [
        shape.format(base, name) for shape, base, name in product(SHAPES[3:], BASES, DUNDERS)
    ]
    named = [f'{name}("id")' for name in [*LOOK_ALIKES, *vars(builtins)]]
    plain = [*CALLS, *named, *members, *by_text]
    hidden = [f"if true then {text} else 1" for text in [*CALLS, *named]]
    quoted = [f'"{re.sub(r"[^a-z_().]", "", text)}" + string({text})' for text in CALLS]
    return [*plain, *hidden, *quoted]


def harmless(value: object) -> bool:
    """Tell whether a value is one of FEEL's own."""
    if isinstance(value, list):
        return all(map(harmless, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and harmless(entry) for key, entry in value.items())
    if isinstance(value, Range):
        return harmless(value.low) and harmless(value.high)
    if isinstance(value, Function):
        return True
    return type(value) in READY or feel.kind(value) in {"date", "time", "date and time"}


def test_there_are_at_least_five_hundred() -> None:
    assert len(set(attempts())) >= 500


def outcome(text: str, *, unary: bool) -> object:
    """Give what comes of an attempt; a refusal has words, and is as good as null."""
    context, budget = {"x": {"y": "z"}, "n": 1}, feel.Budget(steps=2_000)
    try:
        if unary:
            return feel.unary(text, "a", context, budget=budget)
        return feel.evaluate(text, context, budget=budget)
    except feel.FeelError as refused:
        return say(f"feel.{refused.code}", refused.facts) and None


@pytest.mark.parametrize("unary", [False, True], ids=["expressions", "unary tests"])
def test_every_attempt_is_refused_or_harmless(*, unary: bool) -> None:
    harmful = [text for text in attempts() if not harmless(outcome(text, unary=unary))]
    assert harmful == []


def test_members_are_those_of_feel_and_no_attributes() -> None:
    for base, name in product(BASES, DUNDERS):
        found = feel.evaluate(f"{base}.{name}", {"x": {"y": 1}})
        assert found in (None, []), f"{base}.{name}"


def test_a_name_is_a_key_and_never_an_attribute_of_what_the_caller_hands_in() -> None:
    class Secret:
        token = "secret"

    context = {"it": Secret(), "many": [Secret()], "in": {"it": Secret()}}
    assert feel.evaluate("it.token", context) is None
    assert feel.evaluate("many.token", context) == [None]
    assert feel.evaluate("string(many)", context) == "[null]"
    assert feel.evaluate("1 + n", {"n": True}) is None
    assert feel.evaluate("n + 1", {"n": 1}) == Decimal(2)
