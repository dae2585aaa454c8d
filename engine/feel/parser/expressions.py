"""Reads expressions by precedence climbing (DMN 1.5 §10.3.1.2)."""

from collections.abc import Callable

from engine.feel import nodes
from engine.feel.findings import FeelSyntaxError
from engine.feel.nodes import Node
from engine.feel.numbers import decimal_of
from engine.feel.parser import constructs
from engine.feel.parser.cursor import DEEPEST, Cursor
from engine.feel.parser.lexer import KEYWORDS, string_value
from engine.feel.parser.types import read_type

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
OR, AND, COMPARE, ADD, MULTIPLY, POWER = range(1, 7)
LEVELS = {
    "or": OR,
    "and": AND,
    "between": COMPARE,
    "in": COMPARE,
    **dict.fromkeys(COMPARISONS, COMPARE),
    "+": ADD,
    "-": ADD,
    "*": MULTIPLY,
    "/": MULTIPLY,
    "**": POWER,
}
# Words that go on after an expression, and symbols that begin one.
FOLLOWERS = frozenset({"then", "else", "return", "satisfies", "instance"})
BEGINNERS = frozenset({"(", "[", "]", "{", "-", "@"})
CONSTANTS = {"true": True, "false": False, "null": None}


def read_expression(cursor: Cursor) -> Node:
    """Read the expression that comes next.

    Raises:
        FeelSyntaxError: It is none.
    """
    with cursor.deeper():
        return climb(cursor, OR)


def read_test(cursor: Cursor, operand: Callable[[Cursor], Node] = read_expression) -> Node:
    """Read one positive unary test: an operator and an operand, or an expression."""
    if cursor.token.text in COMPARISONS and cursor.token.kind == "symbol":
        operator = cursor.take()
        return nodes.Test(operator.start, operator.text, climb(cursor, ADD))
    return operand(cursor)


def climb(cursor: Cursor, floor: int, left: Node | None = None) -> Node:
    """Read operands and operators that bind at least as tightly as the floor."""
    left = left or _read_operand(cursor)
    while (level := _next_level(cursor)) >= floor:
        left = JOIN[level](cursor, left)
    return left


def _next_level(cursor: Cursor) -> int:
    token = cursor.token
    return LEVELS.get(token.text, 0) if token.kind in {"symbol", "word"} else 0


def _join_logic(cursor: Cursor, left: Node) -> Node:
    operator = cursor.token
    operands = [left]
    while cursor.took(operator.text):
        operands.append(climb(cursor, LEVELS[operator.text] + 1))
    return nodes.Logic(operator.start, operator.text, tuple(operands))


def _join_arithmetic(cursor: Cursor, left: Node) -> Node:
    level = _next_level(cursor)
    start = cursor.token.start
    steps = []
    while _next_level(cursor) == level:
        operator = cursor.take()
        operand = climb(cursor, level + 1)
        steps.append(nodes.Step(operator.start, operator.text, operand))
    return nodes.Arithmetic(start, left, tuple(steps))


def _join_comparison(cursor: Cursor, left: Node) -> Node:
    operator = cursor.take()
    if operator.text == "in":
        return _read_in(cursor, left, operator.start)
    if operator.text == "between":
        low = climb(cursor, ADD)
        cursor.expect("and")
        return nodes.Between(operator.start, left, low, climb(cursor, ADD))
    return nodes.Comparison(operator.start, operator.text, left, climb(cursor, ADD))


def _read_in(cursor: Cursor, value: Node, position: int) -> Node:
    if not cursor.sees("("):
        test = read_test(cursor, lambda inside: climb(inside, ADD))
        return nodes.In(position, value, (test,))
    opening = cursor.take().start
    with cursor.deeper():
        tests = [read_test(cursor)]
        while cursor.took(","):
            tests.append(read_test(cursor))
    if len(tests) > 1 or isinstance(tests[0], nodes.Test):
        cursor.expect(")")
        return nodes.In(position, value, tuple(tests))
    # One expression in brackets may be the beginning of a longer one: x in (a).b
    inside = constructs.close_bracket(cursor, opening, tests[0], read_expression)
    return nodes.In(position, value, (climb(cursor, ADD, read_postfix(cursor, inside)),))


JOIN = {
    OR: _join_logic,
    AND: _join_logic,
    COMPARE: _join_comparison,
    ADD: _join_arithmetic,
    MULTIPLY: _join_arithmetic,
    POWER: _join_arithmetic,
}


def _read_operand(cursor: Cursor) -> Node:
    if cursor.sees("-"):
        minus = cursor.take()
        with cursor.deeper():
            return nodes.Negation(minus.start, _read_operand(cursor))
    operand = read_postfix(cursor, _read_primary(cursor))
    while cursor.sees("instance"):
        start = cursor.take().start
        cursor.expect("of")
        operand = nodes.InstanceOf(start, operand, read_type(cursor))
    return operand


def read_postfix(cursor: Cursor, base: Node) -> Node:
    """Read what follows an operand: members, filters, calls."""
    links = cursor.depth
    while cursor.sees(".", "[", "(") and not closes_range(cursor):
        links += 1
        if links > DEEPEST:
            raise FeelSyntaxError("nested_too_deeply", cursor.token.start, limit=DEEPEST)
        mark = cursor.take()
        if mark.text == ".":
            base = nodes.Path(mark.start, base, cursor.name())
        elif mark.text == "[":
            condition = read_expression(cursor)
            cursor.expect("]")
            base = nodes.Filter(mark.start, base, condition)
        else:
            base = constructs.read_call(cursor, base, read_expression)
    return base


def closes_range(cursor: Cursor) -> bool:
    """Tell whether `[` ends a range, as in `[1..5[`: no expression begins after it."""
    following = cursor.tokens[cursor.place + 1] if cursor.sees("[") else None
    if following is None or following.kind in {"number", "string"}:
        return False
    if following.kind == "word":
        return following.text in LEVELS or following.text in FOLLOWERS
    return following.text not in BEGINNERS


def _read_primary(cursor: Cursor) -> Node:
    token = cursor.token
    known = cursor.known_name()
    if known is not None:
        return nodes.Name(token.start, known)
    if token.kind == "number":
        return _read_number(cursor)
    if token.kind == "string":
        return nodes.Literal(cursor.take().start, string_value(token))
    if token.kind == "symbol":
        return _read_symbol(cursor)
    if token.text in KEYWORDS:
        return _read_keyword(cursor)
    return nodes.Name(token.start, cursor.name())


def _read_number(cursor: Cursor) -> Node:
    token = cursor.take()
    number = decimal_of(token.text)
    if number is None:
        raise FeelSyntaxError("number_too_large", token.start)
    return nodes.Literal(token.start, number)


def _read_symbol(cursor: Cursor) -> Node:
    reader = {
        "(": constructs.read_bracket,
        "[": constructs.read_square,
        "]": constructs.read_open_range,
        "{": constructs.read_context,
        "@": constructs.read_at,
    }.get(cursor.token.text)
    if reader is None:
        raise cursor.unexpected()
    return reader(cursor, read_expression)


def _read_keyword(cursor: Cursor) -> Node:
    start, word = cursor.token.start, cursor.token.text
    if word in CONSTANTS:
        cursor.take()
        return nodes.Literal(start, CONSTANTS[word])
    reader = {
        "if": constructs.read_if,
        "for": constructs.read_for,
        "some": constructs.read_quantified,
        "every": constructs.read_quantified,
        "function": constructs.read_function,
    }.get(word)
    if reader is None:
        raise cursor.unexpected()
    return reader(cursor, read_expression)
