"""Translates patterns of XPath and of the browser into those of RE2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.feel.findings import NoValue

LONGEST_PATTERN = 2_000
LAST = 0x10FFFF
LAST_OF_PLANE = 0xFFFF
BLANKS = "\t\n\r "


class PatternRefused(NoValue):
    """A pattern that cannot be used; `position` is the offset in it."""

    def __init__(self, code: str, position: int, **facts: object) -> None:
        super().__init__(code, place=position + 1, **facts)
        self.position = position


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """What a language of patterns means by its escapes, written as the inside of a class.

    `categories`: it knows those of Unicode; `astral`: a character beyond U+FFFF is one character.
    """

    classes: Mapping[str, str]
    escapes: frozenset[str]
    boundaries: frozenset[str]
    categories: bool
    astral: bool
    dot: str


def ranges(text: str) -> list[tuple[int, int]]:
    """Read `a-zA-Z_` as pairs of code points."""
    found = re.findall(r"(.)(?:-(.))?", text, re.DOTALL)
    return [(ord(low), ord(high or low)) for low, high in found]


def complement(text: str) -> str:
    """Give the inside of the class of all other characters."""
    pieces, following = [], 0
    for low, high in sorted(ranges(text)):
        if low > following:
            pieces.append(rf"\x{{{following:x}}}-\x{{{low - 1:x}}}")
        following = high + 1
    return "".join(pieces) + rf"\x{{{following:x}}}-\x{{{LAST:x}}}"


def inside(text: str) -> str:
    """Write ranges as RE2 does."""
    return "".join(rf"\x{{{low:x}}}-\x{{{high:x}}}" for low, high in ranges(text))


# XML 1.1 §2.3: what a name begins with, and goes on with.
XML_START = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
XML_PART = XML_START + ".0-9\u00b7\u0300-\u036f\u203f-\u2040-"
BROWSER_BLANKS = "\t-\r \u00a0\u1680\u2000-\u200a\u2028-\u2029\u202f\u205f\u3000\ufeff"
XPATH = Dialect(
    classes={
        "d": r"\p{Nd}",
        "D": r"\P{Nd}",
        "s": inside(BLANKS),
        "S": complement(BLANKS),
        "w": r"\p{L}\p{M}\p{N}\p{S}",
        "W": r"\p{P}\p{Z}\p{C}",
        "i": inside(XML_START),
        "I": complement(XML_START),
        "c": inside(XML_PART),
        "C": complement(XML_PART),
    },
    escapes=frozenset("nrt\\|.?*+(){}-[]^$"),
    boundaries=frozenset(),
    categories=True,
    astral=True,
    dot=r"[^\n\r]",
)
BROWSER = Dialect(
    classes={
        "d": "0-9",
        "D": complement("0-9"),
        "s": inside(BROWSER_BLANKS),
        "S": complement(BROWSER_BLANKS),
        "w": "0-9A-Za-z_",
        "W": complement("0-9A-Z_a-z"),
    },
    escapes=frozenset("nrtfv\\|.?*+(){}-[]^$/"),
    boundaries=frozenset("bB"),
    categories=False,
    astral=False,
    dot=r"[^\n\r\x{2028}\x{2029}]",
)


def translate(pattern: str, dialect: Dialect, *, every: bool, blanks: bool) -> str:
    """Give the RE2 pattern; `every`: a dot is also a line end; `blanks`: they count.

    Raises:
        PatternRefused: The pattern is none of the dialect, or RE2 has no such thing.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise PatternRefused("pattern_too_long", LONGEST_PATTERN, limit=LONGEST_PATTERN)
    return Translation(pattern, dialect).whole(
        dot="(?s:.)" if every else dialect.dot, blanks=blanks
    )


class Translation:
    """A walk over one pattern."""

    def __init__(self, pattern: str, dialect: Dialect) -> None:
        self.pattern = pattern
        self.dialect = dialect
        self.place = 0

    def whole(self, *, dot: str, blanks: bool) -> str:
        """Translate to the end."""
        pieces = []
        while self.place < len(self.pattern):
            letter = self.pattern[self.place]
            if letter == "\\":
                pieces.append(self.escape())
            elif letter == "[":
                pieces.append(self.character_class())
            elif letter == "(":
                pieces.append(self.group())
            else:
                self.place += 1
                self._refuse_halves(letter, repeated=self._repeats())
                skipped = letter in BLANKS and not blanks
                pieces.append("" if skipped else dot if letter == "." else letter)
        return "".join(pieces)

    def _repeats(self) -> bool:
        """Tell whether a quantifier comes next."""
        return self.pattern.startswith(("*", "+", "?", "{"), self.place)

    def _refuse_halves(self, letter: str, *, repeated: bool) -> None:
        """Refuse what the browser would do to one half of a character only."""
        if repeated and ord(letter) > LAST_OF_PLANE and not self.dialect.astral:
            raise self.refuse("pattern_halves", text=letter)

    def refuse(self, code: str, **facts: object) -> PatternRefused:
        """Say what cannot be used, and where."""
        return PatternRefused(code, self.place, **facts)

    def group(self) -> str:
        """Translate the opening of a group; only plain ones are known."""
        head = re.match(r"\((?:\?(?::|<[A-Za-z_]\w*>|.?.?))?", self.pattern[self.place :])
        opening = head[0] if head else "("
        if opening.startswith("(?") and opening != "(?:" and not opening.endswith(">"):
            raise self.refuse("pattern_look_around", text=opening)
        self.place += len(opening)
        return opening

    def escape(self) -> str:
        """Translate an escape outside of a class."""
        letter = self.pattern[self.place + 1 : self.place + 2]
        if letter.isdecimal() and letter != "0":
            raise self.refuse("pattern_back_reference", text="\\" + letter)
        if letter in self.dialect.boundaries:
            self.place += 2
            if self._repeats():
                raise self.refuse("pattern_boundary_repeated", text="\\" + letter)
            return "\\" + letter
        inner = self.inner_escape()
        return f"[{inner}]"

    def inner_escape(self) -> str:
        """Translate an escape into what stands for it inside a class."""
        rest = self.pattern[self.place + 1 :]
        letter = rest[:1]
        if letter in self.dialect.classes:
            self.place += 2
            return self.dialect.classes[letter]
        coded = re.match(r"u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})", rest)
        if coded:
            self.place += 1 + coded.end()
            return rf"\x{{{coded[coded.lastindex or 0]}}}"
        category = re.match(r"[pP]\{[A-Z][a-z]?\}", rest)
        if category and self.dialect.categories:
            self.place += 1 + category.end()
            return "\\" + category[0]
        if not letter or letter not in self.dialect.escapes:
            raise self.refuse("pattern_escape", text="\\" + rest[:1])
        self.place += 2
        return "\\" + letter

    def character_class(self) -> str:
        """Translate `[...]`."""
        start = self.place
        self.place += 1
        pieces = ["["]
        if self.pattern.startswith("^", self.place):
            self.place += 1
            pieces.append("^")
        while not self.pattern.startswith("]", self.place):
            if self.place >= len(self.pattern):
                self.place = start
                raise self.refuse("pattern_class_open")
            pieces.append(self._class_piece())
        self.place += 1
        if pieces[-1] in {"[", "^"}:
            raise self.refuse("pattern_class_empty")
        return "".join(pieces) + "]"

    def _class_piece(self) -> str:
        letter = self.pattern[self.place]
        if letter == "\\":
            return self.inner_escape()
        if letter == "[":
            subtracts = self.pattern[self.place - 1] == "-"
            raise self.refuse("pattern_subtraction" if subtracts else "pattern_bracket_in_class")
        self.place += 1
        self._refuse_halves(letter, repeated=True)
        return "\\^" if letter == "^" else letter
