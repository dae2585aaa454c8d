"""Whether a value is of a type, and what implicit conversions make of it (DMN 1.5 §10.3.2.9)."""

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.types import (
    ANY,
    Allowed,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Simple,
    Type,
)
from engine.feel.values import Function, Range, Value, is_context, is_list, items, kind, read


def conforms(value: Value, type_: Type, budget: Budget) -> bool:
    """Tell whether a value is of a type; null is of every type."""
    value = read(value)
    if value is None or type_ is ANY:
        return True
    match type_:
        case Simple(name):
            return name in {"Any", kind(value)}
        case Allowed(base, allows):
            return conforms(value, base, budget) and allows(value, budget)
        case FunctionOf():
            return isinstance(value, Function) and _function_conforms(value, type_)
        case _:
            return _conforms_deeply(value, type_, budget)


def _conforms_deeply(value: Value, type_: Type, budget: Budget) -> bool:
    budget.charge(1)
    with budget:
        match type_:
            case ListOf(item):
                return is_list(value) and (item is ANY or _all_conform(value, item, budget))
            case RangeOf(item):
                return isinstance(value, Range) and _all_conform(
                    (value.low, value.high), item, budget
                )
            case ContextOf(entries):
                return is_context(value) and all(
                    name in value and conforms(value[name], entry, budget)
                    for name, entry in entries
                )
    return False


def _all_conform(values: Value, type_: Type, budget: Budget) -> bool:
    budget.charge(len(values))
    return all(conforms(value, type_, budget) for value in items(values))


def _function_conforms(function: Function, type_: FunctionOf) -> bool:
    formals = function.parameters
    return (
        len(formals) == len(type_.parameters)
        and all(
            type_conforms(given, formal.type)
            for given, formal in zip(type_.parameters, formals, strict=True)
        )
        and (type_conforms(function.result, type_.result))
    )


def type_conforms(one: Type, other: Type) -> bool:
    """Tell whether every value of one type is of the other (DMN 1.5 §10.3.2.9.2)."""
    if other in (ANY, one) or one == ANY:
        return True
    match one, other:
        case (ListOf(item), ListOf(wanted)) | (RangeOf(item), RangeOf(wanted)):
            return type_conforms(item, wanted)
        case ContextOf(entries), ContextOf(wanted_entries):
            have = dict(entries)
            return all(
                name in have and type_conforms(have[name], wanted)
                for name, wanted in wanted_entries
            )
        case FunctionOf(formals, result), FunctionOf(wanted_formals, wanted_result):
            return (
                len(formals) == len(wanted_formals)
                and all(map(type_conforms, wanted_formals, formals))
                and type_conforms(result, wanted_result)
            )
        case Allowed(base), _:
            return type_conforms(base, other)
    return False


def coerce(value: Value, type_: Type, budget: Budget) -> Value:
    """Give a value as one of the type, or None if no implicit conversion leads there."""
    value = read(value)
    if conforms(value, type_, budget):
        return value
    for converted in conversions(value, type_):
        if conforms(converted, type_, budget):
            return converted
    return None


def conversions(value: Value, type_: Type) -> tuple[Value, ...]:
    """Give what DMN 1.5 §10.3.2.9.4 may turn a value into for the sake of a type."""
    while isinstance(type_, Allowed):
        type_ = type_.base
    if isinstance(type_, ListOf):
        return ([value],)
    if is_list(value) and len(value) == 1:
        return (read(value[0]),)
    if type_ == Simple("date and time") and kind(value) == "date":
        return (temporal.date_and_time_of(value),)
    return ()
