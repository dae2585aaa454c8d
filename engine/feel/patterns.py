"""Patterns a policy or a form writes, matched in linear time by RE2.

Flags and syntax are those of XPath (XQuery and XPath Functions 3.1 §5.6). What RE2 cannot do is
refused in words: look-around, back-references, subtraction of classes.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from engine.feel.translating import (
    BROWSER,
    XPATH,
    Dialect,
    PatternRefused,
    translate,
)

__all__ = ["BROWSER", "XPATH", "Pattern", "PatternRefused", "compile_pattern"]
FLAGS = frozenset("smixq")
MEMORY = 8 << 20


class Pattern:
    """A pattern ready to match; `size` says how much work a character costs at most."""

    def __init__(self, compiled: Any) -> None:
        self.compiled = compiled
        self.size: int = compiled.programsize

    def search(self, text: str) -> bool:
        """Tell whether the pattern occurs in a text."""
        return self.compiled.search(text) is not None

    def fullmatch(self, text: str) -> bool:
        """Tell whether a whole text is of the pattern."""
        return self.compiled.fullmatch(text) is not None

    def find(self, text: str) -> Iterator[str]:
        """Give every occurrence."""
        return (found[0] for found in self.compiled.finditer(text))

    def split(self, text: str) -> Iterator[str]:
        """Give the texts between the occurrences."""
        place = 0
        for found in self._nonempty(text):
            yield text[place : found.start()]
            place = found.end()
        yield text[place:]

    def replace(self, text: str, replacement: str) -> Iterator[str]:
        """Give the pieces of the text with every occurrence replaced; `$1` is the first group."""
        parts = parts_of(replacement, self.compiled.groups)
        place = 0
        for found in self._nonempty(text):
            yield text[place : found.start()]
            for part in parts:
                yield part if isinstance(part, str) else found[part] or ""
            place = found.end()
        yield text[place:]

    def _nonempty(self, text: str) -> Iterator[Any]:
        if self.search(""):
            raise PatternRefused("pattern_matches_nothing", 0)
        return self.compiled.finditer(text)  # type: ignore[no-any-return]


def compile_pattern(pattern: str, flags: str = "", dialect: Dialect = XPATH) -> Pattern:
    """Make a pattern ready to match.

    Raises:
        PatternRefused: It cannot be understood, or not in linear time.
    """
    for flag in flags:
        if flag not in FLAGS:
            raise PatternRefused("pattern_flag", 0, flag=flag)
    return compiled(pattern, "".join(sorted(set(flags))), dialect)


@lru_cache(maxsize=1024)
def compiled(pattern: str, flags: str, dialect: Dialect) -> Pattern:
    if "q" in flags:
        text = re2.escape(pattern)
    else:
        text = translate(pattern, dialect, every="s" in flags, blanks="x" not in flags)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    options.case_sensitive = "i" not in flags
    try:
        return Pattern(re2.compile(f"(?m){text}" if "m" in flags else text, options))
    except re2.error:
        raise PatternRefused("pattern_broken", 0, pattern=pattern) from None


def parts_of(replacement: str, groups: int) -> list[str | int]:
    """Read a replacement: texts, and the numbers of the groups to put in."""
    parts: list[str | int] = []
    place = 0
    while place < len(replacement):
        letter, following = replacement[place], replacement[place + 1 : place + 2]
        if letter == "\\" and following in {"\\", "$"}:
            parts.append(following)
            place += 2
        elif letter == "$" and following.isdecimal():
            digits = group_digits(replacement[place + 1 :], groups)
            parts.append(int(digits) if int(digits) <= groups else "")
            place += 1 + len(digits)
        elif letter in "\\$":
            raise PatternRefused("replacement_broken", place, letter=letter)
        else:
            parts.append(letter)
            place += 1
    return parts


def group_digits(text: str, groups: int) -> str:
    """Give the longest number at the beginning that names a group, at least one digit."""
    length = 1
    while text[: length + 1].isdecimal() and len(text) > length:
        if int(text[: length + 1]) > groups:
            break
        length += 1
    return text[:length]
