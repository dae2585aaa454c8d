"""Values as a snapshot keeps them.

JSON holds most values as they are. FEEL's numbers, times and durations become `{"#": "1.5"}` and
`{"@": "PT2H"}`; a context that looks like one of these is kept as `{"=": {...}}`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value
from engine.feel import temporal

PLAIN = frozenset({str, int, float, bool, type(None)})
MARKS = frozenset({"#", "@", "="})
DEEPEST = 60
LARGEST_WHOLE = 2**53


def encoded(value: Value, depth: int = 0) -> Any:
    """Give a value as JSON keeps it.

    Raises:
        Stuck: The value is nested too deep, or of a kind no snapshot keeps.
    """
    if type(value) in PLAIN:
        return value
    if depth > DEEPEST:
        raise Stuck("value_too_deep", most=DEEPEST)
    if isinstance(value, Decimal):
        return encoded_number(value)
    if isinstance(value, Mapping):
        inner = {str(name): encoded(entry, depth + 1) for name, entry in value.items()}
        return {"=": inner} if len(inner) == 1 and not MARKS.isdisjoint(inner) else inner
    if isinstance(value, list | tuple):
        return [encoded(entry, depth + 1) for entry in value]
    if temporal.kind(value) is not None:
        return {"@": temporal.text(value)}
    raise Stuck("value_not_kept", kind=type(value).__name__)


def encoded_number(value: Decimal) -> Any:
    """Give a number as an integer where it is a small whole one, else as its digits."""
    if value == value.to_integral_value() and abs(value) < LARGEST_WHOLE:
        return int(value)
    return {"#": str(value)}


def decoded(value: Any) -> Value:
    """Give the value that was kept."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, list):
        return [decoded(entry) for entry in value]
    if len(value) == 1:
        if "#" in value:
            return Decimal(value["#"])
        if "@" in value:
            return temporal.at_literal(value["@"])
        value = value.get("=", value)
    return {name: decoded(entry) for name, entry in value.items()}
