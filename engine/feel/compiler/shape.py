"""The shape of compiled code: a closure from scope to value, made by a builder of such closures."""

from collections.abc import Callable
from typing import Any

from engine.feel.nodes import Node, children, walk
from engine.feel.scope import Scope

Run = Callable[[Scope], Any]
Build = Callable[[Node], Run]

MISSING: Any = object()


def weight(node: Node) -> int:
    """Count the nodes of a tree: about the steps one run of it takes."""
    return sum(1 for _ in walk(node))


def height(node: Node) -> int:
    """Give how deep a tree is."""
    level, deep = [node], 0
    while level:
        level, deep = [child for parent in level for child in children(parent)], deep + 1
    return deep
