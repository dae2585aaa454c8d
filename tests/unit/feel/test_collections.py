"""Lists, contexts, filters and loops."""

from datetime import timedelta
from enum import IntEnum
from types import MappingProxyType

import pytest

from engine import feel
from tests.unit.feel.asking import ask, holds

DEPARTMENTS = [
    {"name": "城管", "replied": True, "late": 2},
    {"name": "公安", "replied": False, "late": 5},
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("d[replied = false].name", ["公安"]),
        ("d[replied].name", ["城管"]),
        ("d[item.late > 2].name", ["公安"]),
        ("d[late > limit].name", ["公安"]),
        ("d[1].name", "城管"),
        ("d[-1].name", "公安"),
        ("d[3]", None),
        ("d[0]", None),
        ("d[i].name", "公安"),
        ("d[late > 100]", []),
        ("d.name", ["城管", "公安"]),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[1, 2, 3][even(item)]", [2]),
        ("[][1]", None),
        ("[][item > 1]", []),
        ("5[1]", 5),
        ("5[item > 3]", [5]),
        ("null[1]", None),
        ("[1, 2][1.5]", None),
        ('[1, 2]["a"]', []),
        ("[[1, 2], [3]][1][2]", 2),
        ("[{item: 3}][item = 3]", [{"item": 3}]),
        ("{a: 1, b: a + 1}.b", 2),
        ('{"a b": 1}.a b', 1),
        ("{a: {b: 1}}.a.b", 1),
        ("{a: 1}.b", None),
        ("{a: 1, a: 2}", None),
        ("{}", {}),
        ("for x in [1, 2] return x * 2", [2, 4]),
        ("for x in 1..3 return x", [1, 2, 3]),
        ("for x in 3..1 return x", [3, 2, 1]),
        ("for x in [1..3) return x", [1, 2]),
        ("for x in (1..3] return x", [2, 3]),
        ("for x in 1..2, y in [x, 10] return x * y", [1, 10, 4, 20]),
        ("for x in 1..4 return if x < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3]),
        ("for x in 5 return x", [5]),
        ("for x in [] return x", []),
        ("for x in null return x", None),
        ('for x in 1.."a" return x', None),
        ("for x in 1.5..3 return x", None),
        ("some d in d satisfies d.late > 3", True),
        ("every d in d satisfies d.late > 3", False),
        ("some x in [1, null] satisfies x > 5", None),
        ("every x in [1, null] satisfies x > 0", None),
        ("every x in [] satisfies false", True),
        ("some x in null satisfies true", None),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ('count(for x in @"2026-11-20"..@"2026-11-22" return x)', 3),
    ],
)
def test_collections(text: str, value: object) -> None:
    assert ask(text, {"d": DEPARTMENTS, "limit": 2, "i": 2}) == value


def test_contexts_and_lists_of_the_caller_are_read_and_not_copied() -> None:
    class Watched(list):
        read = 0

        def __iter__(self):
            Watched.read += 1
            return super().__iter__()

    rows = Watched([1, 2, 3])
    scope = feel.Scope({"rows": rows})
    assert feel.compile("rows[2]").run(scope) == 2
    assert Watched.read <= 1


def test_what_comes_out_holds_feel_values_only() -> None:
    result = ask("[x, xs, {a: x}, [x..x]]", {"x": 1, "xs": (1, 2.5)})
    assert holds("r = [1, [1, 2.5], {a: 1}, [1..1]]", {"r": result})
    assert [type(item).__name__ for item in result[1]] == ["Decimal", "Decimal"]


def test_relatives_of_known_values_are_read_as_those() -> None:
    class Level(IntEnum):
        HIGH = 3

    class Word(str):
        __slots__ = ()

    context = {
        "level": Level.HIGH,
        "word": Word("a"),
        "pause": timedelta(hours=2),
        "view": MappingProxyType({"a": 1}),
        "set": {7},
    }
    assert holds('level = 3 and word = "a" and pause = @"PT2H" and set = [7]', context)
    assert ask("view.a", context) == 1
    assert [feel.kind(value) for value in context.values()] == [
        *("number", "string", "days and time duration", "context", "list")
    ]


def test_what_feel_does_not_know_is_null() -> None:
    assert ask("x", {"x": object()}) is None
    assert ask("x", {"x": float("nan")}) is None
    assert ask("x", {"x": 10**7000}) is None
    assert ask("x.y", {"x": {"y": {1}}}) == [1]
