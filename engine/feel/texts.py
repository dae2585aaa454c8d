"""Values as text: what `string()` gives (DMN 1.5 §10.3.4.1)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.numbers import number_text
from engine.feel.values import Function, Range, Value, is_context, is_list, read

PLAIN_KEY = re.compile(r"[^\W\d][\w ]*")
LETTERS_A_STEP = 64


def text_of(value: Value, budget: Budget) -> str:
    """Write a value; strings as they are, strings inside something in quotes."""
    if isinstance(value, str):
        return value
    return "".join(charged(_pieces(value, budget), budget))


def charged(texts: Iterator[str], budget: Budget, steps: int = 1) -> Iterator[str]:
    """Give texts on, charging for each and for its length."""
    for text in texts:
        budget.charge(steps + len(text) // LETTERS_A_STEP)
        yield text


def _pieces(value: Value, budget: Budget) -> Iterator[str]:
    value = read(value)
    if is_list(value) or is_context(value) or isinstance(value, Range):
        with budget:
            yield from _parts(value, budget)
    else:
        yield _scalar_text(value)


def _scalar_text(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, str):
        return quoted(value)
    return "function" if isinstance(value, Function) else temporal.text(value)


def quoted(text: str) -> str:
    """Write a string as a literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _parts(value: Value, budget: Budget) -> Iterator[str]:
    if isinstance(value, Range):
        yield from _range_parts(value, budget)
    elif is_list(value):
        yield "["
        for place, item in enumerate(value):
            yield ", " if place else ""
            yield from _pieces(item, budget)
        yield "]"
    else:
        yield "{"
        for place, (name, entry) in enumerate(value.items()):
            key = name if PLAIN_KEY.fullmatch(name) else quoted(name)
            yield f", {key}: " if place else f"{key}: "
            yield from _pieces(entry, budget)
        yield "}"


def _range_parts(value: Range, budget: Budget) -> Iterator[str]:
    if value.operator:
        yield f"({value.operator}"
        yield from _pieces(value.high if value.low is None else value.low, budget)
        yield ")"
        return
    yield "[" if value.low_included else "("
    yield from _pieces(value.low, budget)
    yield ".."
    yield from _pieces(value.high, budget)
    yield "]" if value.high_included else ")"
