"""Texts are checked without running them."""

import pytest

from engine import feel
from engine.feel import ANY, BOOLEAN, NUMBER, STRING, ContextOf, ListOf

PERSON = ContextOf((("name", STRING), ("age", NUMBER), ("absent", BOOLEAN)))
NAMES = {"n": NUMBER, "s": STRING, "p": PERSON, "ps": ListOf(PERSON), "any": ANY, "严重度": STRING}


def codes(text: str, names: object = NAMES, **options: object) -> list[str]:
    found = feel.check(text, names, **options)
    for finding in found:
        assert 0 <= finding.position <= len(text)
        assert finding.say("zh")
        assert finding.say("en")
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 +", ["text_unfinished"]),
        ("严重", ["unknown_name_near"]),
        ("xyzzy", ["unknown_name"]),
        ("n（1）", ["full_width"]),
        ("n AND n", ["keyword_in_capitals"]),
        ("True", ["keyword_in_capitals"]),
        ("flor(1.5)", ["unknown_function_near"]),
        ("xyzzy(1.5)", ["unknown_function"]),
        ("substring(s)", ["argument_count"]),
        ("substring(n, 1)", ["argument_type"]),
        ("substring(string: s, begin: 1)", ["argument_name"]),
        ("substring(start position: 1)", ["argument_missing"]),
        ('date("2026-13-01")', ["not_temporal"]),
        ('@"2026-13-01"', ["not_temporal"]),
        ('matches(s, "(?=a)")', ["pattern_look_around"]),
        ('matches(input: s, pattern: "[")', ["pattern_class_open"]),
        ('split(s, "[")', ["pattern_class_open"]),
        ("n < s", ["unlike_types"]),
        ("p.age = p.name", ["unlike_types"]),
        ("n > null", ["null_comparison"]),
        ("n between 1 and s", ["unlike_types"]),
        ("n + s", ["unlike_operands"]),
        ("n + null", ["null_arithmetic"]),
        ("n + true", ["unlike_operands"]),
        ("n and true", ["not_boolean"]),
        ("if n then 1 else 2", ["condition_not_boolean"]),
        ("some x in ps satisfies x.age", ["not_boolean"]),
        ("p.nam", ["no_such_member_near"]),
        ("p.xyz", ["no_such_member"]),
        ("ps[nam = 1]", ["unknown_name_near"]),
        ("for x in ps return x.nam", ["no_such_member_near"]),
        ("ps[absent]", ["bare_filter"]),
        ("ps[item.absent]", ["bare_filter"]),
        ("any[replied]", ["bare_filter"]),
        ("{a: 1, a: 2}", ["key_twice"]),
        ("function(a) external {}", ["external_function"]),
        ("sqrt(-1) + 1", []),
        ('substring("abc", 9)', ["no_such_position"]),
    ],
)
def test_it_finds(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "n + 1 > 2",
        "p.age + n",
        "ps[absent = true].name",
        "ps[1].name",
        "ps[n].name",
        "ps[name = s and age > n]",
        "any.whatever.member",
        "any[whatever = 1]",
        "for x in ps, y in 1..x.age return x.name",
        "for x in 1..5 return count(partial)",
        "{a: n, b: a + 1}.b",
        "(function(x) x + n)(1)",
        'if 严重度 = "高" then 1 else 2',
        "sum(for x in ps return x.age)",
        'now() > date and time("2026-11-20T00:00:00Z")',
        'contains(s, "a") and not(starts with(s, "b"))',
        "n = null",
        "concatenate([n], [s])",
        "sort(ps, function(a, b) a.age < b.age)",
        '@"2026-11-20" + duration("P1D")',
        "[1..n]",
        "-n",
        "n instance of number",
    ],
)
def test_it_finds_nothing_wrong_with(text: str) -> None:
    assert codes(text) == []


def test_without_names_no_name_is_unknown() -> None:
    assert codes("foo(bar).baz + 1", None) == []


def test_names_may_be_given_without_types() -> None:
    assert codes("severty", ["severity"]) == ["unknown_name_near"]
    assert codes("a-b", ["a-b"]) == []


def test_host_functions_are_known() -> None:
    host = {"工作日后": feel.Function((feel.Parameter("d"), feel.Parameter("n")), print)}
    assert codes("工作日后(n, 3)", functions=host) == []
    assert codes("工作日(n, 3)", functions=host) == ["unknown_function_near"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("高", ["bare_word"]),
        ("高, 中", ["bare_word", "bare_word"]),
        ('"高"', []),
        ("s", []),
        ("-", []),
        ("< 5, ? > n", []),
        ("not(高)", ["bare_word"]),
        ("< 高", ["unknown_name"]),
        ("< ", ["text_unfinished"]),
    ],
)
def test_a_bare_word_in_a_cell_was_meant_as_text(text: str, found: list[str]) -> None:
    assert codes(text, unary=True) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("n in [1..5] or n = 7", ["browser_grouping"]),
        ("(n in [1..5]) or n = 7", []),
        ("n = 7 and n between 1 and 5", ["browser_grouping"]),
        ("n = 1 = true", ["browser_grouping"]),
        ("(n = 1) = true", []),
        ("is defined(p.name)", ["browser_is_defined"]),
        ("is defined(p)", []),
        ("n in [1..5]", []),
    ],
)
def test_what_the_browser_understands_otherwise_is_found_on_demand(
    text: str, found: list[str]
) -> None:
    assert codes(text, browser=True) == found
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "(function(x) x) = 1",
        "[1..2] = 1",
        "{a: 1} = 1",
        "[1] = 1",
        "ps.name = 1",
        "ps[1] = 1",
        "ps[age > 1] = 1",
        "upper case(s) = 1",
        "(s + s) = 1",
        "(n > 1) = 1",
        '@"2026-11-20" = 1',
    ],
)
def test_types_are_told_from_the_text(text: str) -> None:
    assert codes(text) == ["unlike_types"]


def test_a_constant_call_that_asks_for_too_much_work_is_found() -> None:
    text = f'matches("{"a" * 15_000}", "(\\w{{1,50}}a)+z")'
    assert codes(text) == ["too_much_work"]


def test_named_types_are_known() -> None:
    assert codes("n instance of tPerson", types={"tPerson": PERSON}) == []
    assert codes("n instance of tPerson") == ["unknown_type"]
