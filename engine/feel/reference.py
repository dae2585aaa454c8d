"""Renews what the reference pages of FEEL take from the code: the functions and the limits."""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final

from engine.feel.budget import DEPTH, STEPS
from engine.feel.builtins import CATALOGUE, Builtin
from engine.feel.numbers import DIGITS, LARGEST
from engine.feel.parser.cursor import DEEPEST
from engine.feel.parser.lexer import LONGEST_TEXT
from engine.feel.scope import MOST_WARNINGS
from engine.feel.temporal.values import LAST_YEAR
from engine.feel.translating import LONGEST_PATTERN
from engine.texts import say
from engine.texts.pages import Pages, table

LIMITS: Final = {
    "steps": STEPS,
    "depth": DEPTH,
    "nesting": DEEPEST,
    "text": LONGEST_TEXT,
    "pattern": LONGEST_PATTERN,
    "digits": DIGITS,
    "exponent": LARGEST,
    "year": LAST_YEAR,
    "warnings": MOST_WARNINGS,
}


def functions(language: str) -> str:
    """Write one table for every room of built-ins, a row for every name."""
    heads = say("feel_reference.heads", language=language)
    rooms = groupby(CATALOGUE, lambda one: one.call.__module__.rpartition(".")[2])
    return "".join(
        f"### {say(f'feel_reference.room_{room}', language=language)}\n\n"
        + table(heads, (row(named, language) for named in by_name(declared)))
        for room, declared in rooms
    )


def limits(language: str) -> str:
    """Write the table of limits."""
    rows = (
        say(f"feel_reference.limit_{name}", {"number": number}, language)
        for name, number in LIMITS.items()
    )
    return table(say("feel_reference.limit_heads", language=language), rows)


def by_name(declared: Iterable[Builtin]) -> Iterable[list[Builtin]]:
    """Put the declarations of one name together, where the first of them stands."""
    named: dict[str, list[Builtin]] = {}
    for one in declared:
        named.setdefault(one.name, []).append(one)
    return named.values()


def row(named: list[Builtin], language: str) -> str:
    """Write what there is to say of one name."""
    purpose = say(f"feel_functions.{named[0].name.replace(' ', '_')}", language=language)
    signatures = lines(text for one in named for text in one.signatures)
    examples = lines(one.example for one in named)
    return " | ".join((signatures, examples, lines(one.gives for one in named), purpose))


def lines(texts: Iterable[str]) -> str:
    """Write code on lines of one cell."""
    return "<br>".join(f"`{text}`" for text in texts).replace("|", "\\|")


PAGES: Final = Pages(
    {"zh": "feel.zh.md", "en": "feel.md"}, {"functions": functions, "limits": limits}
)

if __name__ == "__main__":
    PAGES.renew(Path(sys.argv[1]))
