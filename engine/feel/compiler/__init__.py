"""From tree to closures, one small file per family of nodes."""

from collections.abc import Callable
from typing import Any

from engine.feel import nodes
from engine.feel.compiler import (
    arithmetic,
    calls,
    comparisons,
    containers,
    filters,
    logic,
    loops,
    names,
    tests,
)
from engine.feel.compiler.shape import Build, Run

MAKERS: dict[type[nodes.Node], Callable[[Any, Build], Run]] = {
    nodes.Literal: names.literal,
    nodes.AtLiteral: names.at_literal,
    nodes.Name: names.name,
    nodes.Path: names.path,
    nodes.Filter: filters.filter_,
    nodes.Call: calls.call,
    nodes.ListNode: containers.list_,
    nodes.ContextNode: containers.context,
    nodes.RangeNode: tests.range_,
    nodes.HalfRange: tests.half_range,
    nodes.Negation: arithmetic.negation,
    nodes.Arithmetic: arithmetic.arithmetic,
    nodes.Comparison: comparisons.comparison,
    nodes.Between: comparisons.between,
    nodes.In: tests.in_,
    nodes.Logic: logic.logic,
    nodes.If: logic.if_,
    nodes.For: loops.for_,
    nodes.Quantified: loops.quantified,
    nodes.Lambda: calls.lambda_,
    nodes.External: calls.external,
    nodes.InstanceOf: logic.instance_of,
    nodes.Tests: tests.unary_tests,
}


def compile_tree(node: nodes.Node) -> Run:
    """Make the closure of a tree."""
    return MAKERS[type(node)](node, compile_tree)
