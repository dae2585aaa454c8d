"""Names: Chinese ones, with blanks, operators and keywords in them; the longest known one wins."""

import pytest

from engine import feel
from tests.unit.feel.asking import ask, holds, warned


@pytest.mark.parametrize(
    ("text", "context", "value"),
    [
        ("严重度", {"严重度": "高"}, "高"),
        ("逾期 小时 + 1", {"逾期 小时": 3}, 4),
        ("逾期   小时 + 1", {"逾期 小时": 3}, 4),
        ("a-b", {"a-b": 7, "a": 1, "b": 1}, 7),
        ("a - b", {"a-b": 7}, 7),
        ("a - b", {"a": 5, "b": 1}, 4),
        ("a-b-c", {"a-b": 7, "c": 2}, 5),
        ("a-b-c", {"a-b": 7, "a-b-c": 9, "c": 2}, 9),
        ("f/t + 1", {"f/t": 2}, 3),
        ("tenant's name", {"tenant's name": "王"}, "王"),
        ("time in force", {"time in force": 5}, 5),
        ("a and b", {"a and b": 5}, 5),
        ("12345热线", {"12345热线": 5}, 5),
        ("超期(小时) + 1", {"超期(小时)": 4}, 5),
        ("case.due-date", {"case": {"due-date": 5, "due": 9}}, 5),
        ("rows[due-date = 2].x", {"rows": [{"due-date": 2, "x": 1}]}, [1]),
        ("🐎", {"🐎": "horse"}, "horse"),
        ("a\u00a0b", {"a b": 1}, 1),
        ("Person.Gender", {"Person.Gender": "x", "Person": {"Gender": "y"}}, "x"),
        ("date", {"date": 5}, 5),
        ("in-tray", {"in-tray": 1}, 1),
    ],
)
def test_a_name_is_read_as_its_context_knows_it(text: str, context: dict, value: object) -> None:
    assert ask(text, context) == value


def test_names_of_the_text_itself_may_hold_operators() -> None:
    assert ask("{a+b: 1, c: a+b + 1}.c") == 2
    assert ask("for x-y in [1, 2] return x-y * 2") == [2, 4]
    assert ask('(function(first-name: string) first-name)(first-name: "王")') == "王"
    assert ask("some x-y in [1, 2] satisfies x-y = 2") is True


def test_a_local_name_ends_with_what_it_is_local_to() -> None:
    assert ask("[{a-b: 1, c: a-b}.c, a-b]", {"a": 5, "b": 2}) == [1, 3]


def test_a_name_hides_a_builtin() -> None:
    assert ask("count", {"count": 3}) == 3
    assert ask("count([1, 2])") == 2
    assert ask("count([1, 2])", {"count": 3}) is None


def test_inner_names_hide_outer_ones() -> None:
    assert ask("for x in [1] return x", {"x": 5}) == [1]
    assert ask("{x: 1, y: x}.y", {"x": 5}) == 1
    assert ask("rows[x = 1].x", {"x": 5, "rows": [{"x": 1}, {"x": 5}]}) == [1]


def test_an_unknown_name_is_null_and_the_nearest_known_one_is_offered() -> None:
    scope = feel.Scope({"severity": "high"})
    assert feel.compile("severty").run(scope) is None
    assert scope.warnings[0].facts == {"name": "severty", "nearest": "severity"}
    assert warned("nothing like it", {"severity": 1}) == ["unknown_name"]


def test_full_width_marks_in_a_name_are_pointed_out() -> None:
    assert warned("a（b）", {"a": 1}) == ["full_width"]


def test_names_are_only_looked_for_in_the_context_where_they_matter() -> None:
    plain, joined = feel.compile("a = 1"), feel.compile("a-b")
    assert not plain.ambiguous
    assert joined.ambiguous
    assert feel.compile("a-b", ["a-b"]) is not joined
    assert feel.compile("a-b", ["a", "b", "plain word"]) is joined


def test_names_used_are_the_free_ones_with_their_members() -> None:
    text = "if a.b.c[d = 1].e > 1 then for x in xs return x + y else count(z)"
    compiled = feel.compile(text)
    assert compiled.names_used == {"a", "d", "xs", "y", "z"}
    assert ("a", "b", "c", "e") in compiled.paths_used


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{a: 1, b: a}", set()),
        ("function(a) a + b", {"b"}),
        ("for a in b, c in a return partial", {"b"}),
        ("some a in 1..n satisfies a = m", {"n", "m"}),
        ("rows[item.x = y]", {"rows", "y"}),
        ("now() > date", {"date"}),
        ("工作日后(d, 3)", {"工作日后", "d"}),
        ("x.y(z)", {"x", "z"}),
    ],
)
def test_bound_names_are_not_used_ones(text: str, names: set[str]) -> None:
    assert feel.compile(text).names_used == names


def test_unary_tests_use_names_but_not_their_input() -> None:
    assert feel.compile_unary("> limit, ? = other").names_used == {"limit", "other"}


def test_special_names_deep_in_a_context_are_found() -> None:
    assert holds("a.b.c-d = 1", {"a": {"b": {"c-d": 1}}})
    assert holds("f(x-y: 1) = 1", {"f": feel.Function((feel.Parameter("x-y"),), lambda _s, x: x)})
