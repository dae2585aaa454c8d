"""Closures for calls and function definitions."""

from difflib import get_close_matches

from engine.feel import nodes
from engine.feel.builtins import BUILTINS
from engine.feel.compiler.loops import NODES_A_STEP
from engine.feel.compiler.shape import Build, Run, height, weight
from engine.feel.functions import invoke
from engine.feel.scope import Scope, make_scope
from engine.feel.values import Function, Parameter, Value, kind


def call(node: nodes.Call, build: Build) -> Run:
    """Call a function value with arguments by order or by name."""
    callee = build(node.function)
    arguments = [build(argument) for argument in node.arguments]
    names, position = node.names, node.position

    def called(scope: Scope) -> Value:
        scope.evaluation.budget.charge(1)
        function = callee(scope)
        if not isinstance(function, Function):
            _warn_no_function(scope, node, function)
            return None
        values = [argument(scope) for argument in arguments]
        return invoke(function, scope, values, names=names, position=position)

    return called


def _warn_no_function(scope: Scope, node: nodes.Call, found: Value) -> None:
    name = node.function.name if isinstance(node.function, nodes.Name) else ""
    near = get_close_matches(name, list(BUILTINS), 1) if name and found is None else []
    if near:
        scope.warn("unknown_function_near", node.position, {"name": name, "nearest": near[0]})
    else:
        scope.warn("not_a_function", node.position, {"name": name or "…", "kind": kind(found)})


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
