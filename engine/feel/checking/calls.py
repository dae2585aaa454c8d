"""What can be said against a call without running it."""

from collections.abc import Iterator

from engine.feel import nodes
from engine.feel.budget import Budget
from engine.feel.builtins import BUILTINS
from engine.feel.checking.typing import kind_name, type_of
from engine.feel.checking.view import View
from engine.feel.compiler import compile_tree
from engine.feel.findings import FeelError, Finding, NoValue
from engine.feel.functions import formals_for, in_order
from engine.feel.hints import unknown_function
from engine.feel.nodes import Node
from engine.feel.patterns import PatternRefused, compile_pattern
from engine.feel.scope import Scope
from engine.feel.types import Simple, name_of
from engine.feel.values import Function

PATTERN_PARAMETERS = frozenset({"pattern", "delimiter"})
PATTERN_FUNCTIONS = frozenset({"matches", "replace", "split", "extract"})


def call_findings(node: nodes.Call, view: View) -> Iterator[Finding]:
    """Say what is wrong with a call."""
    name = node.function.name if isinstance(node.function, nodes.Name) else None
    if name is not None and not view.has(name):
        yield unknown_function(name, node.position, (*view.names, *BUILTINS))
    function = BUILTINS.get(name or "")
    if function is None or name in view.names:
        return
    if all(isinstance(argument, nodes.Literal) for argument in node.arguments):
        yield from _outcome(node)
        return
    yield from _misfits(function, node, view)
    if name in PATTERN_FUNCTIONS:
        yield from _pattern(node)


def _outcome(node: nodes.Call) -> Iterator[Finding]:
    """Try a call whose arguments are all constants; only the clock is missing."""
    scope = Scope(budget=Budget())
    try:
        compile_tree(node)(scope)
    except FeelError as refusal:
        yield Finding(refusal.code, node.position, refusal.facts)
    yield from (warning for warning in scope.warnings if warning.code != "no_clock")


def _misfits(function: Function, node: nodes.Call, view: View) -> Iterator[Finding]:
    """Say why no form of a built-in takes the arguments, if none does."""
    misfits = [_misfit(one, node, view) for one in (function, *function.overloads)]
    first = misfits[0]
    if first is not None and all(misfits):
        facts = {"function": function.name, **first.facts}
        yield Finding(first.code, node.position, facts)


def _misfit(function: Function, node: nodes.Call, view: View) -> NoValue | None:
    try:
        arguments: list[Node | None] = list(node.arguments)
        if node.names is not None:
            arguments = in_order(function, node.names, node.arguments)
        formals = formals_for(function, len(arguments))
    except NoValue as refusal:
        return refusal
    for formal, argument in zip(formals, arguments, strict=False):
        found = kind_name(type_of(argument, view.names)) if argument is not None else ""
        wanted = name_of(formal.type)
        if (
            isinstance(formal.type, Simple)
            and wanted != "Any"
            and found not in {"", "list", wanted}
        ):
            return NoValue("argument_type", parameter=formal.name, wanted=wanted, found=found)
    return None


def _pattern(node: nodes.Call) -> Iterator[Finding]:
    names = node.names or ("input", "pattern")
    for name, argument in zip(names, node.arguments, strict=False):
        if name in PATTERN_PARAMETERS and isinstance(argument, nodes.Literal):
            try:
                compile_pattern(str(argument.value))
            except PatternRefused as refusal:
                yield Finding(refusal.code, argument.position, refusal.facts)
