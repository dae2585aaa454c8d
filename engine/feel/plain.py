"""A FEEL value as JSON holds it, exactly or else as text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.numbers import decimal_of, number_text
from engine.feel.texts import text_of

# Every whole number below is a double of its own: whoever reads JSON gets it exactly.
LARGEST_WHOLE = 2**53


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


def instant_or(value: Any) -> Any:
    """Give the date or the date and time a text is, or else the value itself."""
    if not isinstance(value, str):
        return value
    found = temporal.parse_date(value) or temporal.parse_date_and_time(value)
    return value if found is None else found
