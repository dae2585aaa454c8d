"""What was probably meant where a text is no FEEL: signs of other languages, units, wide marks."""

from collections.abc import Sequence

from engine.feel.findings import FeelSyntaxError
from engine.feel.parser.lexer import Token

# Signs of other languages that fall into two of FEEL's, and what FEEL writes instead.
PAIRS = {"==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "><": "!="}
# Full-width marks count as letters of names (DMN 1.5 §10.3.1.2), and are typed by mistake.
FULL_WIDTH = frozenset("（），。、；：＝＜＞＋－＊／［］｛｝！？")


def slip_at(tokens: Sequence[Token], place: int) -> FeelSyntaxError | None:
    """Say what is meant by a token that cannot stand here, if that is known."""
    token = tokens[place]
    before = tokens[max(place - 1, 0)]
    pair = before.text + token.text if before.end == token.start else ""
    if pair in PAIRS:
        facts = {"text": pair, "instead": PAIRS[pair]}
        return FeelSyntaxError("foreign_mark", before.start, **facts)
    if token.text == "'":
        return FeelSyntaxError("foreign_mark", token.start, text="'", instead='"')
    for word in (before, token):
        mark = full_width_in(word.text) if word.kind == "word" else ""
        if mark:
            return FeelSyntaxError("full_width", word.start, name=word.text, mark=mark)
    if before.kind == "number" and token.kind == "word":
        return FeelSyntaxError("unit_after_number", token.start, text=before.text + token.text)
    return None


def full_width_in(name: str) -> str:
    """Give the first full-width mark in a name, or nothing."""
    return next((letter for letter in name if letter in FULL_WIDTH), "")
