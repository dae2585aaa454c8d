"""Cuts a text into tokens; names are put together later, because only the parser knows them."""

import re
from dataclasses import dataclass

from engine.feel.findings import FeelSyntaxError

LONGEST_TEXT = 20_000
KEYWORDS = frozenset(
    {
        *("if", "then", "else", "for", "return", "in", "some", "every", "satisfies"),
        *("and", "or", "between", "instance", "function", "true", "false", "null"),
    }
)
# The characters of names, and blanks, of the grammar in DMN 1.5 §10.3.1.2.
NAME_START = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFFD"
    r"\U00010000-\U000EFFFF"
)
NAME_PART = NAME_START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"
BLANK = r"\t-\r \x85\xA0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF"
SKIPPED = re.compile(rf"(?:[{BLANK}]|//[^\n\r]*|/\*.*?\*/)*", re.DOTALL)
TOKEN = re.compile(
    rf"(?P<word>(?![{BLANK}])[{NAME_START}][{NAME_PART}]*)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<symbol>\*\*|<=|>=|!=|\.\.|->|[-+*/=<>()\[\]{},:.@'])",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
LAST_CHARACTER = 0x10FFFF
# What other languages and formulas write, and what FEEL writes instead.
FOREIGN = {
    "&&": "and",
    "||": "or",
    "!": "not(…)",
    "%": "/ 100, modulo(…, …)",
    "^": "**",
    ";": ",",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "~": "..",
    "&": "and",
    "|": "or",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: kind `word`, `number`, `string`, `symbol` or `end`."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, the last of kind `end`.

    Raises:
        FeelSyntaxError: The text is too long or holds a character no token begins with.
    """
    if len(text) > LONGEST_TEXT:
        raise FeelSyntaxError("text_too_long", LONGEST_TEXT, limit=LONGEST_TEXT)
    tokens = []
    place = _skip(text, 0)
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None or text.startswith("/*", place):
            raise _strange_character(text, place)
        tokens.append(Token(found.lastgroup or "", found[0], place, found.end()))
        place = _skip(text, found.end())
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def _skip(text: str, place: int) -> int:
    found = SKIPPED.match(text, place)
    return found.end() if found else place


def _strange_character(text: str, place: int) -> FeelSyntaxError:
    character = text[place]
    if character == '"':
        return FeelSyntaxError("string_not_closed", place)
    if text.startswith("/*", place):
        return FeelSyntaxError("comment_not_closed", place)
    if character in "“”‘’":
        return FeelSyntaxError("curly_quote", place, character=character)
    for mark, instead in FOREIGN.items():
        if text.startswith(mark, place):
            return FeelSyntaxError("foreign_mark", place, text=mark, instead=instead)
    return FeelSyntaxError("strange_character", place, character=character)


def string_value(token: Token) -> str:
    """Give the text a string literal stands for, its escapes resolved.

    Raises:
        FeelSyntaxError: An escape names no character.
    """

    def character(found: re.Match[str]) -> str:
        escape = found[1]
        if len(escape) == 1:
            return ESCAPED.get(escape, found[0])
        code = int(escape[1:], 16)
        if code > LAST_CHARACTER:
            raise FeelSyntaxError("no_such_character", token.start + 1 + found.start())
        return chr(code)

    value = ESCAPE.sub(character, token.text[1:-1])
    if any("\ud800" <= one <= "\udfff" for one in value):
        # \uD83D\uDE00 is one character written as two halves; a lone half becomes U+FFFD.
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value
