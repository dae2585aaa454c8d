"""Calling function values: which overload fits, and its arguments made to fit."""

from collections.abc import Sequence
from difflib import get_close_matches

from engine.feel.conforming import coerce
from engine.feel.findings import NoValue
from engine.feel.scope import Scope
from engine.feel.types import ANY, NULL, name_of
from engine.feel.values import Function, Parameter, Value, kind


def invoke(
    function: Function,
    scope: Scope,
    arguments: Sequence[Value],
    *,
    names: Sequence[str] | None = None,
    position: int = 0,
) -> Value:
    """Call a function, by order or by names; what does not fit is null and a warning."""
    scope.evaluation.budget.charge(function.cost)
    misfit: NoValue | None = None
    for candidate in _candidates(function, names):
        try:
            ordered = arguments if names is None else in_order(candidate, names, arguments)
            fitting = fit(candidate, ordered, scope)
        except NoValue as refusal:
            misfit = misfit or refusal
            continue
        try:
            result = candidate.call(scope, *fitting)
        except NoValue as refusal:
            scope.warn(refusal.code, position, {"function": function.name, **refusal.facts})
            return None
        return result if candidate.result is ANY else returned(candidate, result, scope)
    if misfit:
        scope.warn(misfit.code, position, {"function": function.name, **misfit.facts})
    return None


def _candidates(function: Function, names: Sequence[str] | None) -> Sequence[Function]:
    """Give the overloads, those first whose parameters come in the order of the names given."""
    candidates = (function, *function.overloads)
    if names is None or not function.overloads:
        return candidates
    wanted = list(names)
    return sorted(candidates, key=lambda one: [formal.name for formal in one.parameters] != wanted)


def fit(function: Function, arguments: Sequence[Value], scope: Scope) -> list[Value]:
    """Give the arguments as the parameters want them.

    Raises:
        NoValue: They are too few, too many, or of other types.
    """
    formals = formals_for(function, len(arguments))
    return [
        argument if formal.type is ANY else _fit_one(function, formal, argument, scope)
        for formal, argument in zip(formals, arguments, strict=False)
    ]


def formals_for(function: Function, given: int) -> tuple[Parameter, ...]:
    """Give the parameters that so many arguments meet, the last one repeated if it may be.

    Raises:
        NoValue: The function does not take so many.
    """
    formals = function.parameters
    if formals and formals[-1].variadic:
        formals = (*formals, *[formals[-1]] * (given - len(formals)))
    if given > len(formals) or (given < len(formals) and not formals[given].optional):
        raise NoValue("argument_count", wanted=_count_text(function), given=given)
    return formals


def _fit_one(function: Function, formal: Parameter, argument: Value, scope: Scope) -> Value:
    if argument is None and (not function.strict or formal.type == NULL):
        return None
    value = coerce(argument, formal.type, scope.evaluation.budget)
    if value is None:
        raise NoValue(
            "argument_type",
            parameter=formal.name,
            wanted=name_of(formal.type),
            found=kind(argument),
        )
    return value


def in_order(function: Function, names: Sequence[str], arguments: Sequence[Value]) -> list[Value]:
    """Give named arguments in the order of the parameters.

    Raises:
        NoValue: A name is no parameter or stands twice, or a parameter is missing.
    """
    given = dict(zip(names, arguments, strict=True))
    if len(given) < len(names):
        raise NoValue("argument_twice")
    formals = [formal.name for formal in function.parameters]
    for name in given:
        if name not in formals:
            nearest = get_close_matches(name, formals, 1) or formals[:1]
            raise NoValue("argument_name", name=name, nearest="".join(nearest))
    last = max((formals.index(name) for name in given), default=-1)
    for formal in function.parameters[: last + 1]:
        if formal.name not in given and not formal.optional:
            raise NoValue("argument_missing", parameter=formal.name)
    return [given.get(name) for name in formals[: last + 1]]


def returned(function: Function, result: Value, scope: Scope) -> Value:
    """Give the result as one of the declared type."""
    return result if function.strict else coerce(result, function.result, scope.budget)


def _count_text(function: Function) -> str:
    needed = sum(not formal.optional for formal in function.parameters)
    most = len(function.parameters)
    if any(formal.variadic for formal in function.parameters):
        return f"{needed}+"
    return str(most) if needed == most else f"{needed}-{most}"
