"""What the journal keeps of a step: ids, codes, numbers, dates and reasons; never free text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.bpmn import Entry, Outcome
from engine.feel import Budget, text_of
from engine.feel.numbers import decimal_of, number_text

# Every whole number below is a double of its own: whoever reads JSON gets it exactly.
LARGEST_WHOLE = 2**53


def record_of(outcome: Outcome, *, policy: int, clocks: list[list[Any]]) -> dict[str, Any]:
    """Write down a step: the version that decided, what opened and went, and every reason."""
    parts = {
        "opened": [task.element for task in outcome.tasks.opened],
        "withdrawn": list(outcome.tasks.withdrawn),
        "clocks": clocks,
        "asked": [effect.verb for effect in outcome.effects],
        "sent": [message.name for message in outcome.messages],
        "passed": list(outcome.passed),
        "trail": [_line_of(entry) for entry in outcome.trail],
    }
    return {"policy": policy} | {name: part for name, part in parts.items() if part}


def _line_of(entry: Entry) -> list[Any]:
    return [entry.kind, entry.element, entry.code, plain(entry.facts)]


def plain(value: object) -> Any:
    """Give a value as JSON holds it; FEEL's own times and ranges as FEEL writes them."""
    if isinstance(value, str | bool | float | None):
        return value
    if isinstance(value, int | Decimal):
        return _number(Decimal(value))
    if isinstance(value, Mapping):
        return {str(name): plain(inside) for name, inside in value.items()}
    if isinstance(value, Iterable):
        return [plain(inside) for inside in value]
    return text_of(value, Budget())


def _number(value: Decimal) -> int | float | str:
    """Give the JSON number every reader gets exactly; where there is none, its digits."""
    if value == value.to_integral_value():
        return int(value) if abs(value) <= LARGEST_WHOLE else number_text(value)
    near = float(value)
    return near if decimal_of(near) == value else number_text(value)
