"""Built-ins on numbers (DMN 1.5 §10.3.4.5)."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)

from engine.feel import temporal
from engine.feel.arithmetic import POWER_STEPS, numeric
from engine.feel.builtins.registry import builtin
from engine.feel.findings import NoValue
from engine.feel.numbers import DECIMAL128
from engine.feel.values import Value

LOWEST_SCALE, HIGHEST_SCALE = -6111, 6176


def rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """Round to a number of decimal places, which may be negative.

    Raises:
        NoValue: The scale is out of bounds.
    """
    places = whole(scale)
    if not LOWEST_SCALE <= places <= HIGHEST_SCALE:
        raise NoValue("scale_out_of_bounds", lowest=LOWEST_SCALE, highest=HIGHEST_SCALE)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number  # there is nothing to round away
    return numeric(
        lambda: number.quantize(Decimal((0, (1,), -places)), rounding, DECIMAL128)
    ).normalize(DECIMAL128)


def whole(number: Decimal) -> int:
    """Give a number as an int, its fraction cut off."""
    return int(number)


@builtin("decimal(n: number, scale: number) -> number", example="decimal(1/3, 2)", gives="0.33")
def decimal(number: Decimal, scale: Decimal) -> Decimal:
    """Round half to even, to so many decimal places."""
    return rounded(number, scale, ROUND_HALF_EVEN)


@builtin("round up(n: number, scale?: number) -> number", example="round up(5.1, 0)", gives="6")
def round_up(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round away from zero."""
    return rounded(number, scale, ROUND_UP)


@builtin(
    "round down(n: number, scale?: number) -> number", example="round down(-5.9, 0)", gives="-5"
)
def round_down(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round towards zero."""
    return rounded(number, scale, ROUND_DOWN)


@builtin(
    "round half up(n: number, scale?: number) -> number",
    example="round half up(-2.5, 0)",
    gives="-3",
)
def round_half_up(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round to the nearest, halves away from zero."""
    return rounded(number, scale, ROUND_HALF_UP)


@builtin(
    "round half down(n: number, scale?: number) -> number",
    example="round half down(2.5, 0)",
    gives="2",
)
def round_half_down(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round to the nearest, halves towards zero."""
    return rounded(number, scale, ROUND_HALF_DOWN)


@builtin("floor(n: number, scale?: number) -> number", example="floor(-1.5)", gives="-2")
def floor(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round down to the next smaller number."""
    return rounded(number, scale, ROUND_FLOOR)


@builtin("ceiling(n: number, scale?: number) -> number", example="ceiling(1.5)", gives="2")
def ceiling(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """Round up to the next larger number."""
    return rounded(number, scale, ROUND_CEILING)


@builtin(
    "abs(n: number) -> number",
    "abs(n: days and time duration) -> days and time duration",
    "abs(n: years and months duration) -> years and months duration",
    example="abs(-10)",
    gives="10",
)
def absolute(value: Value) -> Value:
    """Give a number or a duration without its sign."""
    return value.copy_abs() if isinstance(value, Decimal) else temporal.absolute(value)


@builtin("modulo(dividend: number, divisor: number) -> number", example="modulo(-12, 5)", gives="3")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Give the remainder, which has the sign of the divisor."""
    if not divisor:
        raise NoValue("division_by_zero")
    return numeric(_remainder, dividend, divisor)


def _remainder(dividend: Decimal, divisor: Decimal) -> Decimal:
    # dividend - divisor * floor(dividend / divisor), exact where the quotient is beyond 34 digits
    try:
        rest = DECIMAL128.remainder(dividend, divisor)
    except DecimalException:
        quotient = DECIMAL128.divide(dividend, divisor).to_integral_value(ROUND_FLOOR)
        return DECIMAL128.subtract(dividend, DECIMAL128.multiply(divisor, quotient))
    if rest and (rest < 0) != (divisor < 0):
        return DECIMAL128.add(rest, divisor)
    return rest


@builtin("sqrt(number: number) -> number", example="sqrt(16)", gives="4", cost=POWER_STEPS)
def square_root(number: Decimal) -> Decimal:
    """Give the square root."""
    return numeric(DECIMAL128.sqrt, number)


@builtin(
    "log(number: number) -> number",
    example="decimal(log(10), 8)",
    gives="2.30258509",
    cost=POWER_STEPS,
)
def logarithm(number: Decimal) -> Decimal:
    """Give the natural logarithm."""
    if number <= 0:
        raise NoValue("no_such_number")
    return numeric(DECIMAL128.ln, number)


@builtin(
    "exp(number: number) -> number",
    example="decimal(exp(5), 8)",
    gives="148.41315910",
    cost=POWER_STEPS,
)
def exponential(number: Decimal) -> Decimal:
    """Give e to the power of the number."""
    return numeric(DECIMAL128.exp, number)


@builtin("odd(number: number) -> boolean", example="odd(5)", gives="true")
def odd(number: Decimal) -> bool:
    """Tell whether a whole number is odd."""
    return _parity(number) == 1


@builtin("even(number: number) -> boolean", example="even(5)", gives="false")
def even(number: Decimal) -> bool:
    """Tell whether a whole number is even."""
    return _parity(number) == 0


def _parity(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise NoValue("not_whole", number=str(number))
    return int(number) % 2
