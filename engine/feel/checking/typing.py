"""What type a piece of a text has as far as can be told without running it; `Any` otherwise."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.feel import nodes, temporal
from engine.feel.builtins import BUILTINS
from engine.feel.nodes import Node
from engine.feel.types import (
    ANY,
    BOOLEAN,
    FUNCTION,
    LIST,
    NULL,
    NUMBER,
    SIMPLE,
    STRING,
    Allowed,
    ContextOf,
    ListOf,
    RangeOf,
    Simple,
    Type,
)

Names = Mapping[str, Type]
LITERALS: dict[type, Type] = {
    Decimal: NUMBER,
    str: STRING,
    bool: BOOLEAN,
    type(None): NULL,
}


def type_of(node: Node, names: Names) -> Type:
    """Give the type of a node where names are known with their types."""
    typing = TYPINGS.get(type(node))
    found = typing(node, names) if typing else ANY
    return found.base if isinstance(found, Allowed) else found


def _literal(node: nodes.Literal, _names: Names) -> Type:
    return LITERALS[type(node.value)]


def _at_literal(node: nodes.AtLiteral, _names: Names) -> Type:
    return SIMPLE.get(temporal.kind(temporal.at_literal(node.text)) or "", NULL)


def _name(node: nodes.Name, names: Names) -> Type:
    return names.get(node.name, ANY)


def _path(node: nodes.Path, names: Names) -> Type:
    base = type_of(node.base, names)
    if isinstance(base, ListOf):
        return ListOf(member(base.item, node.member))
    return member(base, node.member)


def member(type_: Type, name: str) -> Type:
    """Give the type of a member of a context type."""
    return dict(type_.entries).get(name, ANY) if isinstance(type_, ContextOf) else ANY


def _filter(node: nodes.Filter, names: Names) -> Type:
    base = type_of(node.base, names)
    by_index = type_of(node.condition, names) == NUMBER
    if isinstance(base, ListOf):
        return base.item if by_index else base
    return ANY


def _call(node: nodes.Call, names: Names) -> Type:
    if not isinstance(node.function, nodes.Name) or node.function.name in names:
        return ANY
    function = BUILTINS.get(node.function.name)
    return function.result if function and not function.overloads else ANY


def _arithmetic(node: nodes.Arithmetic, names: Names) -> Type:
    parts = (node.first, *(step.operand for step in node.steps))
    kinds = {type_of(part, names) for part in parts}
    return kinds.pop() if kinds in ({NUMBER}, {STRING}) else ANY


def _list(node: nodes.ListNode, names: Names) -> Type:
    kinds = {type_of(item, names) for item in node.items}
    return ListOf(kinds.pop()) if len(kinds) == 1 else LIST


def _context(node: nodes.ContextNode, names: Names) -> Type:
    entries: dict[str, Type] = {}
    for entry in node.entries:
        entries[entry.name] = type_of(entry.value, {**names, **entries})
    return ContextOf(tuple(entries.items()))


TYPINGS: dict[type[Node], Callable[[Any, Names], Type]] = {
    nodes.Literal: _literal,
    nodes.AtLiteral: _at_literal,
    nodes.Name: _name,
    nodes.Path: _path,
    nodes.Filter: _filter,
    nodes.Call: _call,
    nodes.Arithmetic: _arithmetic,
    nodes.Negation: lambda node, names: type_of(node.operand, names),
    nodes.ListNode: _list,
    nodes.ContextNode: _context,
    nodes.RangeNode: lambda node, names: RangeOf(type_of(node.low, names)),
    nodes.Lambda: lambda _node, _names: FUNCTION,
    **dict.fromkeys(
        (
            *(nodes.Comparison, nodes.Between, nodes.In, nodes.Logic),
            *(nodes.Quantified, nodes.InstanceOf),
        ),
        lambda _node, _names: BOOLEAN,
    ),
}


def kind_name(type_: Type) -> str:
    """Name the kind of the values of a type, as `kind` does for a value; empty for `Any`."""
    match type_:
        case Simple(name):
            return {"Any": "", "Null": "null"}.get(name, name)
        case ListOf():
            return "list"
        case ContextOf():
            return "context"
        case RangeOf():
            return "range"
        case Allowed(base):
            return kind_name(base)
    return "function"
