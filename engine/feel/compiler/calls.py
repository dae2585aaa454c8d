"""Closures for calls and function definitions."""

from itertools import chain

from engine.feel import nodes
from engine.feel.builtins import BUILTINS
from engine.feel.compiler.loops import NODES_A_STEP
from engine.feel.compiler.names import look_up
from engine.feel.compiler.shape import Build, Run, height, weight
from engine.feel.functions import invoke
from engine.feel.hints import unknown_function
from engine.feel.scope import Scope, make_scope
from engine.feel.values import Function, Parameter, Value, kind

# Built-ins that are asked whether there is a value at all.
GUARDS = frozenset({"is defined", "get or else"})


def call(node: nodes.Call, build: Build) -> Run:
    """Call a function value with arguments by order or by name."""
    callee = build(node.function)
    arguments = [build(argument) for argument in node.arguments]
    if isinstance(node.function, nodes.Name):
        callee = look_up(node.function.name, _nothing)
        if node.function.name in GUARDS and arguments:
            arguments[0] = _muted(arguments[0])
    names, position = node.names, node.position

    def called(scope: Scope) -> Value:
        function = callee(scope)
        if not isinstance(function, Function):
            _warn_no_function(scope, node, function)
            return None
        values = [argument(scope) for argument in arguments]
        return invoke(function, scope, values, names=names, position=position)

    return called


def _warn_no_function(scope: Scope, node: nodes.Call, found: Value) -> None:
    name = node.function.name if isinstance(node.function, nodes.Name) else "…"
    if found is None and isinstance(node.function, nodes.Name):
        known = chain(scope.names(), BUILTINS)
        scope.note(unknown_function(name, node.position, known))
    else:
        scope.warn("not_a_function", node.position, {"name": name, "kind": kind(found)})


def _nothing(_scope: Scope) -> None:
    """Leave it to the call to say that there is no such function."""


def _muted(run: Run) -> Run:
    """Let nothing be said about what a built-in is asked to guard against."""

    def silent(scope: Scope) -> Value:
        scope.evaluation.muted += 1
        try:
            return run(scope)
        finally:
            scope.evaluation.muted -= 1

    return silent


def lambda_(node: nodes.Lambda, build: Build) -> Run:
    """Make a function value that remembers the scope it was defined in."""
    body = build(node.body)
    parameters = tuple(Parameter(formal.name, formal.type) for formal in node.parameters)
    names = [formal.name for formal in node.parameters]
    cost, levels = 1 + weight(node.body) // NODES_A_STEP, height(node.body)

    def made(scope: Scope) -> Function:
        def run(caller: Scope, *arguments: Value) -> Value:
            budget = caller.evaluation.budget
            budget.charge(cost)
            budget.descend(levels)
            try:
                variables = dict(zip(names, arguments, strict=True))
                return body(make_scope(variables, scope, caller.evaluation))
            finally:
                budget.ascend(levels)

        return Function(parameters, run)

    return made


def external(node: nodes.External, _build: Build) -> Run:
    """Refuse a function whose code lies outside: policy calls no Java."""
    position = node.position

    def refused(scope: Scope) -> None:
        scope.warn("external_function", position)

    return refused
