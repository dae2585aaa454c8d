"""FEEL values as JSON and back: one form for the command line and for HTTP."""

import json
from collections.abc import Mapping
from decimal import Decimal

from engine.feel import Budget, Value, text_of
from engine.feel.numbers import read_number
from engine.feel.values import is_context, is_list

# Beyond it a reader of JSON may refuse a number, or take it for infinite.
LARGEST_EXPONENT = 308


def context_of(text: str) -> Mapping[str, Value]:
    """Read a JSON object; numbers stay exact.

    Raises:
        ValueError: The text is no JSON, is nested too deeply, or holds a number out of bounds.
        TypeError: It is no object.
    """
    try:
        context = json.loads(text, parse_float=read_number, parse_constant=read_number)
    except RecursionError as error:
        raise ValueError(text) from error
    if not isinstance(context, dict):
        raise TypeError(text)
    return context


def json_of(value: Value) -> str:
    """Write a value as JSON; what JSON has no form for stands as its FEEL text."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2)


def plain(value: Value) -> object:
    """Give what JSON has a form for; all else as its FEEL text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if is_list(value):
        return [plain(item) for item in value]
    if is_context(value):
        return {name: plain(item) for name, item in value.items()}
    return text_of(value, Budget())


def _number(value: Decimal) -> object:
    """Give the JSON number that reads back as the same decimal; where none does, its text."""
    if value.adjusted() > LARGEST_EXPONENT:
        return text_of(value, Budget())
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else text_of(value, Budget())
