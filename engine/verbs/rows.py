"""How verbs read inputs that are rows or names, as a decision or an expression gives them."""

from collections.abc import Mapping
from typing import Any

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Inputs


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
