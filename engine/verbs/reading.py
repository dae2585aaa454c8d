"""How verbs read their inputs: rows, names, codes, units; what they cannot use is named."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.domain.places import Place
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Inputs, Reader

LONGEST_CODE = 64


def rows_of(inputs: Inputs, name: str, *, verb: str) -> list[Mapping[str, Any]]:
    """Give the rows of an input, none where it is not given; a single one may stand alone.

    Raises:
        InputInvalid: It is no list of contexts.
    """
    rows = listed(inputs, name)
    if not all(isinstance(row, Mapping) for row in rows):
        raise InputInvalid(verb=verb, input=name)
    return rows


def names_of(inputs: Inputs, name: str, *, verb: str) -> list[str]:
    """Give the names of an input, none where it is not given; a single one may stand alone.

    Raises:
        InputInvalid: It is no list of texts.
    """
    names = listed(inputs, name)
    if not all(isinstance(each, str) and each for each in names):
        raise InputInvalid(verb=verb, input=name)
    return names


def listed(inputs: Inputs, name: str) -> list[Any]:
    """Give an input as a list."""
    value = inputs.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def code_of(inputs: Inputs, name: str, *, verb: str) -> str:
    """Give a code.

    Raises:
        InputInvalid: It is no text, empty, too long for a code, or has a blank in it.
    """
    value = inputs.get(name)
    if not isinstance(value, str) or not value or not is_code(value):
        raise InputInvalid(verb=verb, input=name)
    return value


def context_of(inputs: Inputs, name: str, *, verb: str) -> Mapping[str, Any]:
    """Give a context of codes, numbers, dates and yes or no; an empty one where none is given.

    Raises:
        InputInvalid: It is no context, or there is more than codes in it.
    """
    value = inputs.get(name) or {}
    if not isinstance(value, Mapping) or not is_coded(value):
        raise InputInvalid(verb=verb, input=name)
    return value


def number_of(inputs: Inputs, name: str, *, verb: str) -> Decimal | None:
    """Give a number that is not negative, None where none is given.

    Raises:
        InputInvalid: It is no such number.
    """
    value = inputs.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value < 0:
        raise InputInvalid(verb=verb, input=name)
    return Decimal(value)


def unit_of(inputs: Inputs, name: str, reader: Reader, *, verb: str) -> Place:
    """Give the unit an input names by its code, or by a level above the case.

    Raises:
        InputInvalid: There is no such unit.
    """
    row = reader.row
    found = reader.places.unit(str(inputs.get(name)), row.path, accused=row.accused)
    if found is None:
        raise InputInvalid(verb=verb, input=name)
    return found


def is_code(text: str) -> bool:
    """Tell whether a text can be a code and no sentence."""
    return len(text) <= LONGEST_CODE and not any(letter.isspace() for letter in text)


def is_coded(value: object) -> bool:
    """Tell whether a value holds codes, numbers, dates and yes or no alone, however nested."""
    match value:
        case str():
            return is_code(value)
        case Mapping():
            return all(is_code(str(key)) and is_coded(inside) for key, inside in value.items())
        case list() | tuple():
            return all(map(is_coded, value))
        case None | bool() | int() | float() | Decimal() | date():
            return True
    return False
