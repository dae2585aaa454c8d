"""Patterns: what they match, and what is refused in words."""

import pytest

from engine.feel.patterns import BROWSER, XPATH, PatternRefused, compile_pattern
from engine.texts import say
from tests.unit.feel.asking import ask


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "verdict"),
    [
        ("^fo*bar$", "", "fooobar", True),
        ("a.c", "", "a\nc", False),
        ("a.c", "s", "a\nc", True),
        ("^b", "", "a\nb", False),
        ("^b", "m", "a\nb", True),
        ("HELLO", "i", "hello", True),
        ("hello world", "x", "helloworld", True),
        ("[ ]", "x", " ", True),
        ("a.b", "q", "a.b", True),
        ("a.b", "q", "axb", False),
        (r"\d+", "", "４２", True),
        (r"^\w+$", "", "中文", True),
        (r"^\w+$", "", "a b", False),
        (r"\s", "", "\u3000", False),
        (r"^\i\c*$", "", "a-1", True),
        (r"^\i\c*$", "", "1a", False),
        (r"^[\i]$", "", "_", True),
        (r"^\I$", "", "1", True),
        (r"^[^\d]$", "", "1", False),
        (r"^\p{Lu}$", "", "A", True),
        (r"^\P{Lu}$", "", "A", False),
        (r"\u4e2d", "", "中", True),
        (r"\x41", "", "A", True),
        (r"[a\-z]", "", "-", True),
        (r"[a^]", "", "^", True),
        (r"(?:ab)+", "", "abab", True),
        (r"^(?<year>\d{4})$", "", "2026", True),
        (r"\$\.\\", "", "$.\\", True),
        (r"[\S]", "", "x", True),
        (r"[\W]", "", "!", True),
    ],
)
def test_xpath_patterns(pattern: str, flags: str, text: str, verdict: object) -> None:
    assert compile_pattern(pattern, flags).search(text) is verdict


@pytest.mark.parametrize(
    ("pattern", "text", "verdict"),
    [
        (r"^\d+$", "４２", False),
        (r"^\d+$", "42", True),
        (r"^\w+$", "中", False),
        (r"\s", "\u3000", True),
        (r"\bfoo\b", "a foo b", True),
        (r"a\/b", "a/b", True),
        (r"\D\W\S", "a!b", True),
        ("😀", "😀", True),
        (r"\B", "ab", True),
    ],
)
def test_patterns_of_the_browser(pattern: str, text: str, verdict: object) -> None:
    assert compile_pattern(pattern, dialect=BROWSER).search(text) is verdict


def test_the_whole_text_may_be_asked_for() -> None:
    pattern = compile_pattern("a|ab")
    assert pattern.fullmatch("ab")
    assert not pattern.fullmatch("abc")


@pytest.mark.parametrize(
    ("pattern", "flags", "dialect", "code", "place"),
    [
        ("a(?=b)", "", XPATH, "pattern_look_around", 2),
        ("(?<!b)a", "", XPATH, "pattern_look_around", 1),
        ("(?i)a", "", XPATH, "pattern_look_around", 1),
        (r"(a)\1", "", XPATH, "pattern_back_reference", 4),
        ("[a-z-[aeiou]]", "", XPATH, "pattern_subtraction", 6),
        ("[a[b]", "", XPATH, "pattern_bracket_in_class", 3),
        ("x[ab", "", XPATH, "pattern_class_open", 2),
        ("[]", "", XPATH, "pattern_class_empty", 3),
        ("[^]", "", XPATH, "pattern_class_empty", 4),
        (r"\b", "", XPATH, "pattern_escape", 1),
        (r"\e", "", BROWSER, "pattern_escape", 1),
        ("a\\", "", XPATH, "pattern_escape", 2),
        ("a{2000}", "", XPATH, "pattern_broken", 1),
        ("(a", "", XPATH, "pattern_broken", 1),
        ("*", "", XPATH, "pattern_broken", 1),
        ("a" * 2001, "", XPATH, "pattern_too_long", 2001),
        ("a", "g", XPATH, "pattern_flag", 1),
        (r"\p{L}", "", BROWSER, "pattern_escape", 1),
        (r"\b+", "", BROWSER, "pattern_boundary_repeated", 3),
        ("😀*", "", BROWSER, "pattern_halves", 2),
        ("[😀]", "", BROWSER, "pattern_halves", 3),
        (r"\p{IsBasicLatin}", "", XPATH, "pattern_escape", 1),
    ],
)
def test_what_cannot_be_matched_in_linear_time_is_refused_in_words(
    pattern: str, flags: str, dialect: object, code: str, place: int
) -> None:
    with pytest.raises(PatternRefused) as refused:
        compile_pattern(pattern, flags, dialect)
    assert (refused.value.code, refused.value.position) == (code, place - 1)
    assert say(f"feel.{code}", refused.value.facts)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('replace("abracadabra", "bra", "*")', "a*cada*"),
        ('replace("abracadabra", "a(.)", "a$1$1")', "abbraccaddabbra"),
        ('replace("AAAA", "A+?", "b")', "bbbb"),
        (r'replace("a.b", ".", "\\$", "q")', "a$b"),
        ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
        ('replace("abcdefghijkl", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)", "$12-$13")', "l-a3"),
        ('replace("a", "a", "$9")', ""),
        ('split("a;b;;c", ";")', ["a", "b", "", "c"]),
        ('split("abc", "x")', ["abc"]),
        ('extract("a1b22", "[0-9]+")', ["1", "22"]),
        ('extract("abc", "[0-9]+")', []),
        ('matches("中文", "^\\p{Lo}+$")', True),
    ],
)
def test_builtins_use_patterns(text: str, value: object) -> None:
    assert ask(text) == value


@pytest.mark.parametrize(
    "text",
    [
        'replace("a", "a*", "x")',
        r'replace("a", "a", "\x")',
        'replace("a", "a", "$")',
        'split("abc", "")',
        'matches("a", "(?=a)")',
        'matches("a", "a", "z")',
    ],
)
def test_builtins_give_null_for_patterns_they_cannot_use(text: str) -> None:
    assert ask(text) is None
