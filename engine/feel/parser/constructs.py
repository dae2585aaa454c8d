"""Reads the constructs of FEEL; what stands inside is read by the given reader of expressions."""

from collections.abc import Callable

from engine.feel import nodes
from engine.feel.findings import FeelSyntaxError
from engine.feel.nodes import Node
from engine.feel.parser.cursor import Cursor
from engine.feel.parser.lexer import string_value
from engine.feel.parser.types import read_type
from engine.feel.types import ANY

Reader = Callable[[Cursor], Node]
HALF_RANGES = ("<", "<=", ">", ">=", "=", "!=")


def read_if(cursor: Cursor, read: Reader) -> Node:
    """Read `if a then b else c`."""
    start = cursor.expect("if").start
    condition = read(cursor)
    cursor.expect("then")
    yes = read(cursor)
    cursor.expect("else")
    return nodes.If(start, condition, yes, read(cursor))


def read_for(cursor: Cursor, read: Reader) -> Node:
    """Read `for x in xs, y in 1..5 return z`."""
    start = cursor.expect("for").start
    with cursor.local_names():
        iterations = _read_iterations(cursor, read)
        cursor.expect("return")
        return nodes.For(start, iterations, read(cursor))


def read_quantified(cursor: Cursor, read: Reader) -> Node:
    """Read `some x in xs satisfies y`, or `every`."""
    quantifier = cursor.take()
    with cursor.local_names():
        iterations = _read_iterations(cursor, read)
        cursor.expect("satisfies")
        return nodes.Quantified(quantifier.start, quantifier.text, iterations, read(cursor))


def _read_iterations(cursor: Cursor, read: Reader) -> tuple[nodes.Iteration, ...]:
    iterations = [_read_iteration(cursor, read)]
    while cursor.took(","):
        iterations.append(_read_iteration(cursor, read))
    return tuple(iterations)


def _read_iteration(cursor: Cursor, read: Reader) -> nodes.Iteration:
    start = cursor.token.start
    name = cursor.new_name("in")
    cursor.expect("in")
    domain = read(cursor)
    end = read(cursor) if cursor.took("..") else None
    cursor.learn(name)
    return nodes.Iteration(start, name, domain, end)


def read_function(cursor: Cursor, read: Reader) -> Node:
    """Read `function(a: number, b) a + b`, or one that is external."""
    start = cursor.expect("function").start
    with cursor.local_names():
        formals = _read_formals(cursor)
        if cursor.took("external"):
            read(cursor)
            return nodes.External(start, formals)
        return nodes.Lambda(start, formals, read(cursor))


def _read_formals(cursor: Cursor) -> tuple[nodes.Formal, ...]:
    formals: list[nodes.Formal] = []
    cursor.expect("(")
    while not cursor.took(")"):
        if formals:
            cursor.expect(",")
        start = cursor.token.start
        name = cursor.new_name(":", ",", ")")
        type_ = read_type(cursor) if cursor.took(":") else ANY
        cursor.learn(name)
        formals.append(nodes.Formal(start, name, type_))
    return tuple(formals)


def read_call(cursor: Cursor, function: Node, read: Reader) -> Node:
    """Read the arguments of a call whose opening bracket was taken."""
    start = function.position
    if not has_named_arguments(cursor):
        return nodes.Call(start, function, _read_list(cursor, ")", read), None)
    names: list[str] = []
    arguments: list[Node] = []
    while not cursor.took(")"):
        if names:
            cursor.expect(",")
        names.append(cursor.new_name(":"))
        cursor.expect(":")
        arguments.append(read(cursor))
    return nodes.Call(start, function, tuple(arguments), tuple(names))


def has_named_arguments(cursor: Cursor) -> bool:
    """Tell whether a colon comes before anything that no name can hold."""
    place = cursor.place
    while cursor.tokens[place].kind == "word" or cursor.tokens[place].text in "./-'+*":
        if cursor.tokens[place].kind == "end":
            return False
        place += 1
    return place > cursor.place and cursor.tokens[place].text == ":"


def _read_list(cursor: Cursor, end: str, read: Reader) -> tuple[Node, ...]:
    found: list[Node] = []
    while not cursor.took(end):
        if found:
            cursor.expect(",")
        found.append(read(cursor))
    return tuple(found)


def read_bracket(cursor: Cursor, read: Reader) -> Node:
    """Read `(a)`, `(a..b)` or `(> a)`."""
    start = cursor.expect("(").start
    if cursor.sees(*HALF_RANGES):
        operator = cursor.take().text
        end = read(cursor)
        cursor.expect(")")
        return nodes.HalfRange(start, operator, end)
    return close_bracket(cursor, start, read(cursor), read)


def close_bracket(cursor: Cursor, start: int, first: Node, read: Reader) -> Node:
    """Read what follows the first expression after an opening round bracket."""
    if cursor.took(".."):
        return _read_range_end(cursor, first, start, read)
    cursor.expect(")")
    cursor.bracketed.add(first.position)
    return first


def read_square(cursor: Cursor, read: Reader) -> Node:
    """Read `[a, b]` or `[a..b]`."""
    start = cursor.expect("[").start
    if cursor.took("]"):
        return nodes.ListNode(start, ())
    first = read(cursor)
    if cursor.took(".."):
        return _read_range_end(cursor, first, start, read, low_included=True)
    found = [first]
    while cursor.took(","):
        found.append(read(cursor))
    cursor.expect("]")
    return nodes.ListNode(start, tuple(found))


def read_open_range(cursor: Cursor, read: Reader) -> Node:
    """Read `]a..b]`."""
    start = cursor.expect("]").start
    first = read(cursor)
    cursor.expect("..")
    return _read_range_end(cursor, first, start, read)


def _read_range_end(
    cursor: Cursor, low: Node, start: int, read: Reader, *, low_included: bool = False
) -> Node:
    high = read(cursor)
    if not cursor.sees("]", ")", "["):
        raise cursor.unexpected("]")
    included = cursor.take().text == "]"
    return nodes.RangeNode(start, low, high, low_included, included)


def read_context(cursor: Cursor, read: Reader) -> Node:
    """Read `{a: 1, "b c": 2}`."""
    start = cursor.expect("{").start
    entries: list[nodes.Entry] = []
    with cursor.local_names():
        while not cursor.took("}"):
            if entries:
                cursor.expect(",")
            place = cursor.token.start
            name = _read_key(cursor)
            cursor.expect(":")
            entries.append(nodes.Entry(place, name, read(cursor)))
            cursor.learn(name)
    return nodes.ContextNode(start, tuple(entries))


def _read_key(cursor: Cursor) -> str:
    if cursor.token.kind == "string":
        return string_value(cursor.take())
    return cursor.new_name(":")


def read_at(cursor: Cursor, _read: Reader) -> Node:
    """Read `@"2026-11-20"`."""
    start = cursor.expect("@").start
    if cursor.token.kind != "string":
        raise FeelSyntaxError("string_expected", start, text=cursor.token.text or "…")
    return nodes.AtLiteral(start, string_value(cursor.take()))
