"""Built-ins that turn values into others (DMN 1.5 §10.3.4.1, §10.3.4.2), and additions."""

import re
from base64 import b64encode
from decimal import Decimal

from engine.feel import temporal
from engine.feel.builtins.registry import builtin
from engine.feel.comparing import order_of
from engine.feel.findings import FeelSyntaxError, NoValue
from engine.feel.nodes import AtLiteral, Call, Literal, Name, Negation, Node, RangeNode
from engine.feel.numbers import decimal_of
from engine.feel.parser import parse_expression
from engine.feel.scope import Scope
from engine.feel.texts import LETTERS_A_STEP, text_of
from engine.feel.values import Range, Value, kind

NUMERAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
GROUPINGS = (None, " ", ",", ".")
MARKS = (None, ",", ".")


@builtin("not(negand: Any) -> boolean", example="not(true)", gives="false")
def negated(negand: Value) -> bool:
    """Give false for true and true for false; for all else, null."""
    if not isinstance(negand, bool):
        raise NoValue("not_boolean", kind=kind(negand))
    return not negand


@builtin("string(from: Any) -> string", example="string(1.1)", gives='"1.1"')
def string(scope: Scope, value: Value) -> str | None:
    """Write a value as text."""
    return None if value is None else text_of(value, scope.budget)


@builtin("number(from: number) -> number", example="number(1)", gives="1")
def number_from_number(number: Decimal) -> Decimal:
    """Give a number as it is."""
    return number


@builtin(
    "number(from: string) -> number",
    "number(from: string, grouping separator: Any, decimal separator: Any) -> number",
    example='number("1 000,50", " ", ",")',
    gives="1000.50",
)
def number(scope: Scope, text: str, grouping: Value = None, mark: Value = None) -> Decimal:
    """Read a number; blank, comma or point may group, comma or point begin the fraction."""
    scope.budget.charge(len(text) // LETTERS_A_STEP)
    if grouping not in GROUPINGS or mark not in MARKS or (mark and mark == grouping):
        raise NoValue("separator")
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(mark, ".") if mark else plain
    found = decimal_of(plain) if NUMERAL.fullmatch(plain) else None
    if found is None:
        raise NoValue("no_numeral", text=text[:40])
    return found


@builtin("range(from: string) -> range", example='range("[1..3)")', gives="[1..3)", cost=30)
def range_from_text(text: str) -> Range:
    """Read a range of two constants."""
    try:
        tree = parse_expression(text, ["date and time"]).tree
    except FeelSyntaxError:
        tree = None
    if not isinstance(tree, RangeNode):
        raise NoValue("no_range_text", text=text[:40])
    low, high = constant(tree.low), constant(tree.high)
    order = order_of(low, high)
    if order is None or order > 0:
        raise NoValue("no_range_text", text=text[:40])
    return Range(low, high, tree.low_included, tree.high_included)


PARSERS = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_and_time,
    "duration": temporal.parse_duration,
}


def constant(node: Node) -> Value:
    """Give the value of a literal, or None for anything else."""
    match node:
        case Literal(value=value):
            return value
        case AtLiteral(text=text):
            return temporal.at_literal(text)
        case Negation(operand=Literal(value=Decimal() as value)):
            return value.copy_negate()
        case Call(function=Name(name=name), arguments=(Literal(value=str(text)),)):
            return PARSERS[name](text) if name in PARSERS else None
    return None


@builtin("is defined(value: Any) -> boolean", example="is defined(null)", gives="false")
def is_defined(value: Value) -> bool:
    """Tell whether a value is not null."""
    return value is not None


@builtin("get or else(value: Any, default: Any) -> Any", example="get or else(null, 1)", gives="1")
def get_or_else(value: Value, default: Value) -> Value:
    """Give a value, or another where it is null."""
    return default if value is None else value


@builtin(
    "assert(value: Any, condition: Any) -> Any",
    "assert(value: Any, condition: Any, cause: string) -> Any",
    example="assert(5, 5 > 3)",
    gives="5",
)
def asserted(value: Value, condition: Value, cause: str = "") -> Value:
    """Give a value if a condition is true; else null and a warning with the cause."""
    if condition is not True:
        raise NoValue("assertion", cause=cause)
    return value


@builtin("to base64(value: string) -> string", example='to base64("FEEL")', gives='"RkVFTA=="')
def to_base64(scope: Scope, text: str) -> str:
    """Write the bytes of a text in base64."""
    scope.budget.charge(len(text) // LETTERS_A_STEP)
    return b64encode(text.encode("utf-8", "replace")).decode("ascii")
