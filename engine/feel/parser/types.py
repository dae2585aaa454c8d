"""Reads types: `list<number>`, `context<a: string>`, `function<number> -> string`, `tPerson`."""

from collections.abc import Mapping

from engine.feel.findings import FeelSyntaxError
from engine.feel.parser.cursor import Cursor
from engine.feel.types import (
    NAMED,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Type,
)

PARTED = frozenset({"list", "range", "context", "function"})


def read_type(cursor: Cursor) -> Type:
    """Read the type that comes next.

    Raises:
        FeelSyntaxError: It is none.
    """
    with cursor.deeper():
        head = cursor.token.text
        if head in PARTED and cursor.tokens[cursor.place + 1].text == "<":
            cursor.take()
            cursor.take()
            return _read_parts(cursor, head)
        return _read_named(cursor)


def _read_parts(cursor: Cursor, head: str) -> Type:
    if head == "context":
        return ContextOf(tuple(_read_entries(cursor)))
    if head == "function":
        parameters = _read_list(cursor)
        cursor.expect("->")
        return FunctionOf(tuple(parameters), read_type(cursor))
    item = read_type(cursor)
    cursor.expect(">")
    return ListOf(item) if head == "list" else RangeOf(item)


def _read_list(cursor: Cursor) -> list[Type]:
    found: list[Type] = []
    while not cursor.took(">"):
        if found:
            cursor.expect(",")
        found.append(read_type(cursor))
    return found


def _read_entries(cursor: Cursor) -> list[tuple[str, Type]]:
    found: list[tuple[str, Type]] = []
    while not cursor.took(">"):
        if found:
            cursor.expect(",")
        name = cursor.new_name(":")
        cursor.expect(":")
        found.append((name, read_type(cursor)))
    return found


def _read_named(cursor: Cursor) -> Type:
    start = cursor.token.start
    place = cursor.place
    longest: tuple[int, Type] | None = None
    # The longest run of words (and of the dots of imported types) that names a type.
    while cursor.token.kind == "word" or cursor.sees(".", "-"):
        cursor.take()
        name = cursor.written(place)
        type_ = cursor.types.get(name) or NAMED.get(name)
        longest = (cursor.place, type_) if type_ else longest
    if longest is None:
        cursor.place = place
        raise FeelSyntaxError("unknown_type", start, name=cursor.token.text or "…")
    cursor.place, found = longest
    return found


def type_of_text(text: str, types: Mapping[str, Type] | None = None) -> Type:
    """Read a text that is one type.

    Raises:
        FeelSyntaxError: It is none.
    """
    cursor = Cursor(text, types=types)
    found = read_type(cursor)
    if cursor.token.kind != "end":
        raise cursor.unexpected()
    return found
