"""Walks over the tokens of a text: what comes next, names, and where it went wrong."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise

from engine.feel.findings import FeelSyntaxError
from engine.feel.parser.lexer import KEYWORDS, Token, tokens_of
from engine.feel.parser.names import KnownNames, is_special
from engine.feel.parser.slips import slip_at
from engine.feel.types import Type

DEEPEST = 60
# After one of these a longer name may go on that only the context knows.
JOINTS = frozenset("./-'+*(")


class Cursor:
    """A place in the tokens of a text."""

    def __init__(
        self, text: str, names: Iterable[str] = (), types: Mapping[str, Type] | None = None
    ) -> None:
        self.types = types or {}
        self.tokens = tokens_of(text)
        self.place = 0
        self.depth = 0
        self.layers = [KnownNames(names)]
        self.ambiguous = False
        self.bracketed: set[int] = set()

    @property
    def token(self) -> Token:
        """Give the token that comes next."""
        return self.tokens[self.place]

    def sees(self, *texts: str) -> bool:
        """Tell whether one of these symbols or keywords comes next."""
        token = self.tokens[self.place]
        return token.text in texts and token.kind in {"symbol", "word"}

    def take(self) -> Token:
        """Step over the next token and give it."""
        token = self.tokens[self.place]
        if token.kind != "end":
            self.place += 1
        return token

    def took(self, text: str) -> bool:
        """Step over a symbol or keyword if it comes next."""
        if self.sees(text):
            self.place += 1
            return True
        return False

    def expect(self, text: str) -> Token:
        """Step over a symbol or keyword that must come next."""
        if not self.sees(text):
            raise self.unexpected(text)
        return self.take()

    def unexpected(self, wanted: str = "") -> FeelSyntaxError:
        """Say what stands here and, where that is known, what should."""
        token = self.token
        if token.kind == "end" and not wanted:
            return FeelSyntaxError("text_unfinished" if self.place else "text_empty", token.start)
        if token.kind == "end":
            return FeelSyntaxError("text_ends_early", token.start, wanted=wanted)
        slip = slip_at(self.tokens, self.place)
        if slip:
            return slip
        if wanted:
            return FeelSyntaxError("expected", token.start, wanted=wanted, text=token.text)
        return FeelSyntaxError("unexpected", token.start, text=token.text)

    def name_expected(self) -> FeelSyntaxError:
        """Say that a name should stand here."""
        if self.token.kind == "end":
            return self.unexpected()
        return FeelSyntaxError("name_expected", self.token.start, text=self.token.text)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Be one level deeper while inside."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FeelSyntaxError("nested_too_deeply", self.token.start, limit=DEEPEST)
        yield
        self.depth -= 1

    @contextmanager
    def local_names(self) -> Iterator[KnownNames]:
        """Know more names while inside."""
        self.layers.append(KnownNames())
        yield self.layers[-1]
        self.layers.pop()

    def known_name(self) -> str | None:
        """Step over the longest special name that begins here, if any does."""
        found = [
            match for names in self.layers if (match := names.longest(self.tokens, self.place))
        ]
        if not found:
            return None
        name, length = max(found, key=lambda match: match[1])
        self.place += length
        return name

    def name(self) -> str:
        """Step over a name: a known one, or all words up to a keyword or symbol."""
        known = self.known_name()
        if known is not None:
            return known
        if self.token.kind != "word":
            raise self.name_expected()
        words = [self.take().text]
        while self.token.kind == "word" and self.token.text not in KEYWORDS:
            words.append(self.take().text)
        if self.token.text in JOINTS or self.token.kind == "word":
            self.ambiguous = True
        return " ".join(words)

    def new_name(self, *ends: str) -> str:
        """Step over a name being defined, which runs up to one of the given tokens."""
        first = self.place
        if self.token.kind not in {"word", "string"}:
            raise self.name_expected()
        while not self.sees(*ends):
            if self.take().kind == "end":
                raise self.unexpected(ends[0])
        if self.place == first:
            raise self.name_expected()
        return self.written(first)

    def written(self, first: int) -> str:
        """Give the text from a token up to here, every blank as one space."""
        pieces = self.tokens[first : self.place]
        text = pieces[0].text
        for before, piece in pairwise(pieces):
            text += (" " if piece.start > before.end else "") + piece.text
        return text

    def learn(self, name: str) -> None:
        """Know a name from here to the end of the innermost `local_names`."""
        if is_special(name):
            self.layers[-1].add(name)
