"""What the engine of the forms, in the browser, understands in another way than the server."""

from collections.abc import Collection, Iterator

from engine.feel import nodes
from engine.feel.checking.typing import type_of
from engine.feel.checking.view import View
from engine.feel.findings import Finding
from engine.feel.nodes import Node
from engine.feel.types import NUMBER, Type

TESTING = nodes.In | nodes.Between
COMPARING = nodes.In | nodes.Between | nodes.Comparison


def bare_filter(node: nodes.Filter, view: View) -> Iterator[Finding]:
    """Say that the browser selects nothing by a bare yes/no entry."""
    condition = node.condition
    inner: Type = type_of(condition, view.of_item(node.base).names)
    outside = isinstance(condition, nodes.Name) and condition.name in view.names
    if inner == NUMBER or outside:
        return
    if isinstance(condition, nodes.Name):
        yield Finding("bare_filter", condition.position, {"text": condition.name})
    elif isinstance(condition, nodes.Path) and isinstance(condition.base, nodes.Name):
        text = f"{condition.base.name}.{condition.member}"
        yield Finding("bare_filter", condition.base.position, {"text": text})


def browser_findings(tree: Node, bracketed: Collection[int]) -> Iterator[Finding]:
    """Say where the browser groups a text otherwise, or answers otherwise."""
    for node in nodes.walk(tree):
        for part in _grouped_otherwise(node):
            if part.position not in bracketed:
                yield Finding("browser_grouping", part.position)
        match node:
            case nodes.Call(function=nodes.Name(name="is defined"), arguments=(argument,)):
                if not isinstance(argument, nodes.Name):
                    yield Finding("browser_is_defined", node.position)


def _grouped_otherwise(node: Node) -> Iterator[Node]:
    match node:
        case nodes.Logic(operands=operands):
            yield from (operand for operand in operands if isinstance(operand, TESTING))
        case nodes.Comparison(left=left) | nodes.In(value=left) | nodes.Between(value=left):
            if isinstance(left, COMPARING):
                yield left
