"""Results that leave FEEL: no lazily read value left in them."""

from engine.feel.budget import Budget
from engine.feel.values import Range, Value, is_context, is_list, read


def settled(value: Value, budget: Budget) -> Value:
    """Give a value with everything in it read; its size is charged."""
    value = read(value)
    if not (is_list(value) or is_context(value) or isinstance(value, Range)):
        return value
    with budget:
        return _settled_parts(value, budget)


def _settled_parts(value: Value, budget: Budget) -> Value:
    if isinstance(value, Range):
        low, high = settled(value.low, budget), settled(value.high, budget)
        return Range(low, high, value.low_included, value.high_included, value.operator)
    budget.charge(1 + len(value) // 4)
    if is_list(value):
        return [settled(item, budget) for item in value]
    return {name: settled(entry, budget) for name, entry in value.items()}
