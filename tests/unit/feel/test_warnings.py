"""Whatever has no result is null, and says why, where, and what to do, in both languages."""

import pytest

from engine import feel
from engine.feel.budget import Budget
from engine.texts import LANGUAGES
from tests.unit.feel.asking import warned


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing", "unknown_name"),
        ("severty", "unknown_name_near"),
        ("nobody(1)", "unknown_function"),
        ("flor(1)", "unknown_function_near"),
        ("severity(1)", "not_a_function"),
        ("1(2)", "not_a_function"),
        ("{a: 1}.xyz", "no_such_member"),
        ("{name: 1}.nam", "no_such_member_near"),
        ("null.a", "member_of_null"),
        ("5.a", "no_such_member"),
        ('function(a) external {java: {class: "x"}}', "external_function"),
        ("abs()", "argument_count"),
        ("abs(1, 2)", "argument_count"),
        ("(function(a) a)(1, 2)", "argument_count"),
        ('abs("a")', "argument_type"),
        ("abs(null)", "argument_type"),
        ('(function(a: number) a)("x")', "argument_type"),
        ("abs(m: 1)", "argument_name"),
        ('contains(match: "a")', "argument_missing"),
        ("abs(n: 1, n: 2)", "argument_twice"),
        ("1 + null", "null_arithmetic"),
        ("-null", "null_arithmetic"),
        ('1 + "a"', "unlike_operands"),
        ("-true", "cannot_negate"),
        ("1 / 0", "division_by_zero"),
        ("modulo(1, 0)", "division_by_zero"),
        ("10 ** 6144 * 10", "no_such_number"),
        ("sqrt(-1)", "no_such_number"),
        ("log(0)", "no_such_number"),
        ("1 < null", "null_comparison"),
        ('1 < "a"', "unlike_types"),
        ('1 = "a"', "unlike_types"),
        ('1 in ("a")', "unlike_types"),
        ('before(1, "a")', "unlike_types"),
        ('true and "a"', "not_boolean"),
        ("not(1)", "not_boolean"),
        ("if 1 then 2 else 3", "condition_not_boolean"),
        ('[1]["a"]', "filter_not_boolean"),
        ("[1][2]", "no_such_index"),
        ('[1.."a"]', "no_range"),
        ("for x in null return x", "loop_over_null"),
        ('for x in 1.."a" return x', "loop_over_no_span"),
        ("some x in null satisfies x", "loop_over_null"),
        ("{a: 1, a: 2}", "key_twice"),
        ('@"2026-13-01"', "not_temporal"),
        ('date("2026-13-01")', "not_temporal"),
        ("now()", "no_clock"),
        ("today()", "no_clock"),
        ('substring("a", 5)', "no_such_position"),
        ("remove([1], 5)", "no_such_position"),
        ('substring("a", 1, 0)', "length_below_one"),
        ("partition([1], 0)", "length_below_one"),
        ("sublist([1], 1, 5)", "no_such_length"),
        ('max(1, "a")', "not_ordered"),
        ("min([[1], [2]])", "not_ordered"),
        ('sort([1, "a"])', "not_ordered"),
        ("sort([1, 2], abs)", "argument_count"),
        ("sum(1, true)", "unlike_operands"),
        ("sum(true)", "not_all_numbers"),
        ('median(1, "a")', "not_all_numbers"),
        ("string join([1])", "not_all_strings"),
        ("stddev(1)", "too_few_for_deviation"),
        ("list replace([1], function(a, b) 1, 2)", "match_not_boolean"),
        ("decimal(1, 9999)", "scale_out_of_bounds"),
        ("even(1.5)", "not_whole"),
        ('number("1", "x", ".")', "separator"),
        ('number("1", ".", ".")', "separator"),
        ('number("one")', "no_numeral"),
        ('from json("[1,")', "no_json"),
        ('from json("Infinity")', "no_json"),
        ("to json([1..2])", "no_json_form"),
        ('range("1")', "no_range_text"),
        ('range("[1..")', "no_range_text"),
        ('range("[3..1]")', "no_range_text"),
        ('assert(1, false, "too small")', "assertion"),
        ("context([{key: 1, value: 2}])", "no_entry"),
        ('context([{key: "a"}])', "no_entry"),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "key_twice"),
        ("context merge([null])", "no_entry"),
        ("context put({}, [], 1)", "no_keys"),
        ('context put({a: 1}, ["a", "b"], 1)', "path_ends"),
        ('date and time(@"2026-11-20T00:00:00Z", "Nowhere/Never")', "not_temporal"),
        ('matches("a", "[")', "pattern_class_open"),
        ('replace("abc", "x*", "-")', "pattern_matches_nothing"),
        ('replace("abc", "b", "$")', "replacement_broken"),
    ],
)
def test_a_failing_operation_warns(text: str, code: str) -> None:
    assert code in warned(text, {"severity": "high"})


def test_a_warning_knows_its_place_and_says_it_once() -> None:
    scope = feel.Scope()
    feel.compile("for x in 1..5 return x + null").run(scope)
    assert [(warning.code, warning.position) for warning in scope.warnings] == [
        ("null_arithmetic", 23)
    ]


def test_kinds_are_named_in_the_language_of_the_reader() -> None:
    scope = feel.Scope()
    feel.compile('1 < "a"').run(scope)
    chinese, english = (scope.warnings[0].say(language) for language in LANGUAGES)
    assert "数字与文字" in chinese
    assert "number and a string" in english


def test_no_more_than_a_hundred_warnings_are_kept() -> None:
    scope = feel.Scope(budget=Budget())
    feel.compile("[" + ", ".join(["null + 1"] * 200) + "]").run(scope)
    assert len(scope.warnings) == 100


@pytest.mark.parametrize("text", ["is defined(a.b.c)", "get or else(missing, 1)", "is defined(x)"])
def test_what_guards_against_null_does_not_warn(text: str) -> None:
    assert warned(text, {"a": None}) == []


def test_good_texts_do_not_warn() -> None:
    text = "if count(d[late > 2]) > 0 then d[1].name else null"
    assert warned(text, {"d": [{"late": 3, "name": "x"}]}) == []
