"""How a built-in is declared: signatures in FEEL's own words, an example, and what it gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from inspect import signature

from engine.feel.parser.types import type_of_text
from engine.feel.values import Function, Parameter, Value


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in as the reference page shows it; its purpose is in the catalogue."""

    name: str
    signatures: tuple[str, ...]
    example: str
    gives: str
    call: Callable[..., Value]
    cost: int = 2


def builtin(
    *signatures: str, example: str, gives: str, cost: int = 2
) -> Callable[[Callable[..., Value]], Builtin]:
    """Declare a built-in: `name(parameter: type, optional?: type, rest...: type) -> type`."""
    name = signatures[0].partition("(")[0]
    return lambda call: Builtin(name, signatures, example, gives, call, cost)


def functions_of(builtins: Iterable[Builtin]) -> dict[str, Function]:
    """Give one function value per name, with further signatures as its overloads."""
    found: dict[str, Function] = {}
    for declared in builtins:
        for text in declared.signatures:
            function = _function_of(text, declared)
            first = found.get(declared.name)
            found[declared.name] = (
                replace(first, overloads=(*first.overloads, function)) if first else function
            )
    return found


def _function_of(text: str, declared: Builtin) -> Function:
    head, _, result = text.rpartition(" -> ")
    formals = head.partition("(")[2].removesuffix(")")
    return Function(
        tuple(map(_parameter_of, split(formals))),
        with_scope(declared.call),
        declared.name,
        type_of_text(result),
        strict=True,
        cost=declared.cost,
    )


def _parameter_of(text: str) -> Parameter:
    name, _, type_text = text.partition(": ")
    return Parameter(
        name.removesuffix("...").removesuffix("?"),
        type_of_text(type_text),
        optional=name.endswith("?"),
        variadic=name.endswith("..."),
    )


def split(formals: str) -> list[str]:
    """Cut at the commas that stand in no angle brackets."""
    found, depth = [""], 0
    for letter in formals:
        depth += (letter == "<") - (letter == ">")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [text.strip() for text in found if text]


def with_scope(call: Callable[..., Value]) -> Callable[..., Value]:
    """Give a built-in the scope only if its first parameter asks for it."""
    if next(iter(signature(call).parameters), "") == "scope":
        return call
    return lambda _scope, *arguments: call(*arguments)
