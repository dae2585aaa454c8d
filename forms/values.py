"""The kinds of values the fields of a form hold: each is read exactly or refused."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

Value = Any
NUMERAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
# Decimal128 (IEEE 754) keeps 34 digits, as the numbers of FEEL do.
MOST_DIGITS = 34
MOST_ROWS = 200
MOST_CHOSEN = 500


class WrongKind(Exception):
    """A value is not of the kind its field holds; `code` names the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def text(value: Value) -> str:
    """Read a text; nothing is the empty text, as in the browser."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise WrongKind("not_a_text")
    if "\0" in value:  # no database keeps it in a text
        raise WrongKind("unreadable_character")
    return value


def number(value: Value) -> Decimal | None:
    """Read a number exactly as it was written."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise WrongKind("not_a_number")
    return decimal(str(value))


def number_text(value: Value) -> str | None:
    """Read a number that travels as text (`serializeToString`)."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return str(number(value))
    decimal(value)
    return value


def decimal(numeral: str) -> Decimal:
    """Give the number a numeral writes, of at most 34 digits on either side of the point."""
    if not NUMERAL.fullmatch(numeral):
        raise WrongKind("not_a_number")
    found = Decimal(numeral)
    if len(found.as_tuple().digits) > MOST_DIGITS or abs(found.adjusted()) > MOST_DIGITS:
        raise WrongKind("number_too_long", most=MOST_DIGITS)
    return found


def truth(value: Value) -> bool:
    """Read a tick; nothing is no tick."""
    if value is None:
        return False
    if not isinstance(value, bool):
        raise WrongKind("not_yes_or_no")
    return value


def code(value: Value) -> Value:
    """Read what was chosen from a list of options."""
    if isinstance(value, list):
        raise WrongKind("not_one_choice")
    return text(value) if isinstance(value, str) else value


def codes(value: Value) -> list[Value]:
    """Read everything that was chosen from a list of options."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise WrongKind("not_a_list")
    if len(value) > MOST_CHOSEN:
        raise WrongKind("too_many_chosen", most=MOST_CHOSEN)
    return [code(item) for item in value]


def ids(value: Value) -> list[str] | None:
    """Read the ids of what was attached."""
    if value is None:
        return None
    if not all(isinstance(item, str) and item for item in codes(value)):
        raise WrongKind("not_attachments")
    return list(value)


def moment(value: Value) -> str | None:
    """Read a date or time as text; whether it is one is judged by its rule."""
    return value.isoformat() if isinstance(value, date | time) else text(value) or None


def rows(value: Value) -> list[Mapping[str, Value]]:
    """Read the rows of a list; the page sends null for a row in which nothing is shown."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(row, Mapping | None) for row in value):
        raise WrongKind("not_rows")
    if len(value) > MOST_ROWS:
        raise WrongKind("too_many_rows", most=MOST_ROWS)
    return [row or {} for row in value]


def anything(value: Value) -> Value:
    """Take a value as it is: a computed field, whose sent value is not believed."""
    return value


def initial(value: Value, typed: Callable[[Value], Value]) -> Value:
    """Read what a field held when the form was opened; what it cannot hold counts as nothing."""
    try:
        return typed(value)
    except WrongKind:
        return typed(None)
