"""What is known about the names at a place of a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.feel.builtins import BUILTINS
from engine.feel.checking.typing import type_of
from engine.feel.nodes import Iteration, Node
from engine.feel.types import ANY, ContextOf, ListOf, RangeOf, Type


@dataclass(frozen=True, slots=True)
class View:
    """Names with their types; a closed view knows that there are no others."""

    names: Mapping[str, Type]
    closed: bool

    def has(self, name: str) -> bool:
        """Tell whether a name may stand for something here."""
        return not self.closed or name in self.names or name in BUILTINS

    def with_names(self, names: Iterable[str]) -> "View":
        """Know more names, of whatever type."""
        return View({**self.names, **dict.fromkeys(names, ANY)}, self.closed)

    def inside(self, iteration: Iteration) -> "View":
        """Know the name of a loop, too."""
        domain = type_of(iteration.domain, self.names)
        item = domain if iteration.end else item_of(domain)
        return View({**self.names, iteration.name: item}, self.closed)

    def of_item(self, base: Node) -> "View":
        """Know what a filter knows: the entries of an element, and any others if not its type."""
        item = item_of(type_of(base, self.names))
        if not isinstance(item, ContextOf):
            return View({**self.names, "item": item}, closed=False)
        return View({**self.names, "item": item, **dict(item.entries)}, self.closed)


def item_of(type_: Type) -> Type:
    """Give the type of what a list or range holds."""
    return type_.item if isinstance(type_, ListOf | RangeOf) else ANY
