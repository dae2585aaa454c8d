"""From text to tree: expressions, unary tests and types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.feel import nodes
from engine.feel.findings import FeelSyntaxError
from engine.feel.nodes import Node
from engine.feel.parser.cursor import Cursor
from engine.feel.parser.expressions import read_expression, read_test
from engine.feel.parser.names import special_names, special_names_in
from engine.feel.parser.types import type_of_text
from engine.feel.types import Type

__all__ = [
    "Parsed",
    "parse_expression",
    "parse_tests",
    "special_names",
    "special_names_in",
    "type_of_text",
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree, and whether knowing more names might have given another.

    `bracketed` are the positions of what stands in round brackets, which a tree no longer shows.
    """

    tree: Node
    ambiguous: bool
    bracketed: frozenset[int] = frozenset()


def parse_expression(
    text: str, names: Iterable[str] = (), types: Mapping[str, Type] | None = None
) -> Parsed:
    """Read a text that is one expression.

    Raises:
        FeelSyntaxError: It is none.
    """
    cursor = Cursor(text, names, types)
    return finished(cursor, read_expression(cursor))


def parse_tests(
    text: str, names: Iterable[str] = (), types: Mapping[str, Type] | None = None
) -> Parsed:
    """Read a text that is unary tests: `-`, `not(...)`, or tests with commas between.

    Raises:
        FeelSyntaxError: It is none.
    """
    cursor = Cursor(text, names, types)
    if cursor.sees("-") and cursor.tokens[1].kind == "end":
        return Parsed(nodes.Tests(0, (), negated=False), ambiguous=False)
    if cursor.sees("not") and cursor.tokens[1].text == "(":
        negated = read_negated(cursor)
        if negated is not None:
            return Parsed(negated, cursor.ambiguous, frozenset(cursor.bracketed))
        cursor = Cursor(text, names, types)
    return finished(cursor, nodes.Tests(0, read_tests(cursor), negated=False))


def read_negated(cursor: Cursor) -> Node | None:
    """Read `not(tests)`, or give None where it is the beginning of an expression."""
    cursor.take()
    cursor.take()
    try:
        tests = read_tests(cursor)
        cursor.expect(")")
    except FeelSyntaxError:
        return None
    return nodes.Tests(0, tests, negated=True) if cursor.token.kind == "end" else None


def read_tests(cursor: Cursor) -> tuple[Node, ...]:
    tests = [read_test(cursor)]
    while cursor.took(","):
        tests.append(read_test(cursor))
    return tuple(tests)


def finished(cursor: Cursor, tree: Node) -> Parsed:
    if cursor.token.kind != "end":
        raise cursor.unexpected()
    return Parsed(tree, cursor.ambiguous, frozenset(cursor.bracketed))
