"""Checks a text without running it: for lint and editors."""

from collections.abc import Iterable, Iterator, Mapping

from engine.feel import nodes
from engine.feel.api import compile_expression, compile_unary
from engine.feel.checking.browser import browser_findings
from engine.feel.checking.rules import findings_on
from engine.feel.checking.view import View
from engine.feel.findings import FeelSyntaxError, Finding
from engine.feel.free_names import INPUT, PARTIAL
from engine.feel.nodes import Node
from engine.feel.types import ANY, FUNCTION, Type
from engine.feel.values import Function


def check(
    text: str,
    names: Iterable[str] | None = None,
    *,
    functions: Mapping[str, Function] | None = None,
    types: Mapping[str, Type] | None = None,
    unary: bool = False,
    browser: bool = False,
) -> list[Finding]:
    """Give what is wrong with an expression, or with unary tests.

    Names are those in scope, best as a mapping to their types; without any, no name is unknown.
    With `browser`, also what the engine of the forms would understand otherwise.
    """
    known = names if isinstance(names, Mapping) else dict.fromkeys(names or (), ANY)
    try:
        compiled = (compile_unary if unary else compile_expression)(
            text, known, functions, types=types
        )
    except FeelSyntaxError as refusal:
        return [refusal.finding]
    everything = {INPUT: ANY} | dict(known) | dict.fromkeys(functions or (), FUNCTION)
    found = [*_findings(compiled.tree, View(everything, closed=names is not None))]
    if browser:
        found += browser_findings(compiled.tree, compiled.bracketed)
    return sorted(found, key=lambda finding: finding.position)


def _findings(node: Node, view: View) -> Iterator[Finding]:
    yield from findings_on(node, view)
    for part, seen in _parts(node, view):
        yield from _findings(part, seen)


def _parts(node: Node, view: View) -> Iterator[tuple[Node, View]]:
    """Give the parts of a node, each with what is known there."""
    match node:
        case nodes.Call(function=nodes.Name(), arguments=arguments):
            yield from ((argument, view) for argument in arguments)
        case nodes.Filter(base=base, condition=condition):
            yield base, view
            yield condition, view.of_item(base)
        case nodes.For(iterations=iterations, body=body):
            yield from _loop(iterations, body, view.with_names([PARTIAL]))
        case nodes.Quantified(iterations=iterations, body=body):
            yield from _loop(iterations, body, view)
        case nodes.ContextNode(entries=entries):
            view = view.with_names(entry.name for entry in entries)
            yield from ((entry.value, view) for entry in entries)
        case nodes.Lambda(parameters=parameters, body=body):
            yield body, view.with_names(formal.name for formal in parameters)
        case nodes.Tests(tests=tests):
            # A lone unknown word was said to be one already.
            yield from ((test, view) for test in tests if not isinstance(test, nodes.Name))
        case _:
            yield from ((part, view) for part in nodes.children(node))


def _loop(
    iterations: tuple[nodes.Iteration, ...], body: Node, view: View
) -> Iterator[tuple[Node, View]]:
    for iteration in iterations:
        yield iteration.domain, view
        if iteration.end:
            yield iteration.end, view
        view = view.inside(iteration)
    yield body, view
