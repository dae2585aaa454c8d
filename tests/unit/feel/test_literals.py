"""Numbers, strings, moments and comments as they are written."""

from decimal import Decimal

import pytest

from engine import feel
from tests.unit.feel.asking import ask, holds


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"),
        (".5", "0.5"),
        ("-1.50", "-1.5"),
        ("1e3", "1000"),
        ("1.2E-2", "0.012"),
        ("9999999999999999999999999999999999", "9999999999999999999999999999999999"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert ask(text) == Decimal(number)


def test_numbers_have_34_digits_rounded_half_to_even() -> None:
    assert ask("1/3") == Decimal("0." + "3" * 34)
    assert ask("12345678901234567890123456789012345") == Decimal(
        "1.234567890123456789012345678901234E34"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\nb"', "a\nb"),
        (r'"\t\r\"\\\'"', "\t\r\"\\'"),
        (r'"\u4e2d\u6587"', "中文"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D"', "\ufffd"),
        (r'"\d+"', r"\d+"),
        ('"two\nlines"', "two\nlines"),
        ('"// no comment"', "// no comment"),
        ('""', ""),
    ],
)
def test_strings(text: str, value: str) -> None:
    assert ask(text) == value


@pytest.mark.parametrize(
    "text", ["1 // one", "1 /* one */ + 0", "/* a\nb */ 1", "// first\n1", "\ufeff1\u3000"]
)
def test_comments_and_blanks_say_nothing(text: str) -> None:
    assert ask(text) == 1


def test_temporal_literals() -> None:
    assert holds('@"2026-11-20" = date("2026-11-20")')
    assert holds('@"PT2H" = duration("PT2H")')
    assert holds('@"2026-11-20T08:00:00@Asia/Shanghai" instance of date and time')
    assert ask('@"no date"') is None


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "text_empty", 0),
        ("1 +", "text_unfinished", 3),
        ("(1", "text_ends_early", 2),
        ("if a then b", "text_ends_early", 11),
        ("if a b", "text_ends_early", 6),
        ("1 2", "unexpected", 2),
        ("1 + )", "unexpected", 4),
        ("[1, 2", "text_ends_early", 5),
        ("(1]", "expected", 2),
        ("a.1", "unexpected", 1),
        ("a.", "text_unfinished", 2),
        ("a.(b)", "name_expected", 2),
        ("{: 1}", "name_expected", 1),
        ("@1", "string_expected", 0),
        ('"open', "string_not_closed", 0),
        ("1 /* open", "comment_not_closed", 2),
        ("“高”", "curly_quote", 0),
        ("a # b", "strange_character", 2),
        (r'"\UFFFFFF"', "no_such_character", 1),
        ("1e99999", "number_too_large", 0),
        ("1 instance of nothing", "unknown_type", 14),
        ("for x in 1 return", "text_unfinished", 17),
        ("a" * 20_001, "text_too_long", 20_000),
        ("(" * 100, "nested_too_deeply", 60),
        ("a" + "[1]" * 100, "nested_too_deeply", 178),
        ("else", "unexpected", 0),
        ("a && b", "foreign_mark", 2),
        ("a == b", "foreign_mark", 2),
        ("a <> b", "foreign_mark", 2),
        ("a ≥ 3", "foreign_mark", 2),
        ("a = 'b'", "foreign_mark", 4),
        ("a + 2小时", "unit_after_number", 5),
        ('a ＝ "b"', "full_width", 2),
        ("count（[1]）", "full_width", 9),
    ],
)
def test_what_is_no_feel_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(feel.FeelSyntaxError) as refused:
        feel.compile(text)
    assert (refused.value.code, refused.value.position) == (code, position)
    assert refused.value.message
    assert str(refused.value)


@pytest.mark.parametrize(
    ("text", "instead"),
    [("a == b", "="), ("a => b", ">="), ("a || b", "or"), ("a != 'b'", '"'), ("!a", "not(…)")],
)
def test_who_writes_as_in_another_language_is_told_what_to_write(text: str, instead: str) -> None:
    with pytest.raises(feel.FeelSyntaxError) as refused:
        feel.compile(text)
    assert refused.value.facts["instead"] == instead


def test_a_text_of_unary_tests_is_refused_in_the_same_way() -> None:
    for text in ["", "not(", "1,", "not(1, 2) 3", "-5-", "< "]:
        with pytest.raises(feel.FeelSyntaxError):
            feel.compile_unary(text)
