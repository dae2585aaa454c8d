"""Numbers: IEEE 754 decimal128 (DMN 1.5 §10.3.2.3.1)."""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

DIGITS = 34
LARGEST = 6144
DECIMAL128 = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=1 - LARGEST,
    Emax=LARGEST,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
# A whole number with more bits is beyond 10^6144; turning it into decimals would be slow.
MOST_BITS = 20_420


def decimal_of(number: int | float | str) -> Decimal | None:
    """Give a number as decimal128, or None if it is too large or no number."""
    if isinstance(number, int) and number.bit_length() > MOST_BITS:
        return None
    try:
        decimal = DECIMAL128.create_decimal(repr(number) if isinstance(number, float) else number)
    except DecimalException:
        return None
    return decimal if decimal.is_finite() else None


def read_number(written: str) -> Decimal:
    """Give the exact decimal of a number in JSON.

    Raises:
        ValueError: It is too large, or no number.
    """
    number = decimal_of(written)
    if number is None:
        raise ValueError(written)
    return number


def number_text(number: Decimal) -> str:
    """Write a number without exponent and without needless zeros."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
