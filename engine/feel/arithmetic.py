"""Arithmetic on numbers, strings and temporal values (DMN 1.5 §10.3.2.14 Tables 57-62)."""

from collections.abc import Callable
from decimal import Decimal, DecimalException, DivisionByZero

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.findings import NoValue
from engine.feel.numbers import DECIMAL128
from engine.feel.texts import LETTERS_A_STEP
from engine.feel.values import Value, kind

# Of all operators only this one may take long on two ordinary numbers.
POWER_STEPS = 50
TEMPORAL_STEPS = 3

NUMERIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": DECIMAL128.add,
    "-": DECIMAL128.subtract,
    "*": DECIMAL128.multiply,
    "/": DECIMAL128.divide,
    "**": DECIMAL128.power,
}
TEMPORAL: dict[str, Callable[[Value, Value], Value]] = {
    "+": temporal.add,
    "-": temporal.subtract,
    "*": temporal.multiply,
    "/": temporal.divide,
}


def calculate(operator: str, left: Value, right: Value, budget: Budget) -> Value:
    """Apply `+`, `-`, `*`, `/` or `**`.

    Raises:
        NoValue: The operands do not go together, or the result is no number.
    """
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        if operator == "**":
            budget.charge(POWER_STEPS)
        return numeric(NUMERIC[operator], left, right)
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        budget.charge(1 + (len(left) + len(right)) // LETTERS_A_STEP)
        return left + right
    budget.charge(TEMPORAL_STEPS)
    result = TEMPORAL[operator](left, right) if operator in TEMPORAL else None
    if result is None:
        raise _misfit(operator, left, right)
    return result


def numeric(operation: Callable[..., Decimal], *operands: Decimal) -> Decimal:
    """Do an operation on numbers.

    Raises:
        NoValue: It divides by zero, is undefined, or its result is too large.
    """
    try:
        return operation(*operands)
    except DivisionByZero:
        raise NoValue("division_by_zero") from None
    except DecimalException:
        if operation == DECIMAL128.divide and not operands[1]:
            raise NoValue("division_by_zero") from None
        raise NoValue("no_such_number") from None


def _misfit(operator: str, left: Value, right: Value) -> NoValue:
    if left is None or right is None:
        return NoValue("null_arithmetic", operator=operator)
    return NoValue("unlike_operands", operator=operator, left=kind(left), right=kind(right))


def negate(value: Value) -> Value:
    """Give `-value`.

    Raises:
        NoValue: It is neither a number nor a duration.
    """
    if isinstance(value, Decimal):
        return value.copy_negate()
    result = temporal.negate(value)
    if result is None:
        code = "null_arithmetic" if value is None else "cannot_negate"
        raise NoValue(code, operator="-", kind=kind(value))
    return result
