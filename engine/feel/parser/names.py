"""Finds names that hold blanks, operators or keywords, longest known name first (§10.3.1.4)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.feel.findings import FeelSyntaxError
from engine.feel.parser.lexer import KEYWORDS, Token, tokens_of
from engine.feel.values import Function

END = "\0"  # no token is written so
DEEPEST = 4
WIDEST = 20


def is_special(name: str) -> bool:
    """Tell whether a name cannot be read without knowing it: it holds a keyword or a symbol."""
    if name.isidentifier():
        return name in KEYWORDS
    return not all(word.isidentifier() and word not in KEYWORDS for word in name.split(" "))


def special_names(names: Iterable[str]) -> frozenset[str]:
    """Give those of the names that the parser must know beforehand."""
    return frozenset(name for name in names if is_special(name))


def special_names_in(context: Mapping[str, Any] | None) -> frozenset[str]:
    """Give the special names of a context and, as far as is cheap, of what is inside."""
    found: set[str] = set()
    waiting: list[tuple[Any, int]] = [(context, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, Mapping):
            found.update(name for name in value if isinstance(name, str) and is_special(name))
            inside: Iterable[Any] = value.values()
        elif isinstance(value, list | tuple):
            inside = value[:WIDEST]
        elif isinstance(value, Function):
            inside = ()
            found.update(formal.name for formal in value.parameters if is_special(formal.name))
        else:
            continue
        if depth < DEEPEST:
            waiting.extend((part, depth + 1) for part in inside)
    return frozenset(found)


class KnownNames:
    """Special names as a tree of their tokens: `a-b` is a, -, b."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.tree: dict[str, Any] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Learn a name; one that is made of no tokens could never be written."""
        try:
            pieces = tokens_of(name)[:-1]
        except FeelSyntaxError:
            return
        branch = self.tree
        for piece in pieces:
            branch = branch.setdefault(piece.text, {})
        branch[END] = name

    def longest(self, tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
        """Give the longest name that begins at a token, and how many tokens it takes."""
        branch, best, length = self.tree, None, 0
        while (deeper := branch.get(tokens[place + length].text)) is not None:
            branch, length = deeper, length + 1
            if END in branch:
                best = (branch[END], length)
        return best
