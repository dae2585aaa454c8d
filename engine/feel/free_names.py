"""Which names a text takes from its scope, and which of their members."""

from collections.abc import Iterable

from engine.feel import nodes
from engine.feel.builtins import BUILTINS
from engine.feel.nodes import Node

# What FEEL itself gives a name to: the input of unary tests, an element, the results so far.
INPUT, ITEM, PARTIAL = "?", "item", "partial"
Path = tuple[str, ...]


def paths_used(tree: Node) -> frozenset[Path]:
    """Give the free names with the members taken: `case.place` is `("case", "place")`."""
    collector = Collector()
    collector.keep(collector.visit(tree, frozenset({INPUT})))
    return frozenset(collector.paths)


class Collector:
    """A walk over a tree that knows which names are bound where."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()

    def keep(self, path: Path | None) -> None:
        """Note a path that goes no further."""
        if path is not None:
            self.paths.add(path)

    def visit(self, node: Node, bound: frozenset[str]) -> Path | None:
        """Note all paths in a node but the one it is itself, which is given back."""
        match node:
            case nodes.Name(name=name):
                return None if name in bound else (name,)
            case nodes.Path(base=base, member=member):
                path = self.visit(base, bound)
                return None if path is None else (*path, member)
            case nodes.Filter(base=base, condition=condition):
                path = self.visit(base, bound)
                self.keep(self.visit(condition, bound | {ITEM}))
                return path
        self.visit_inside(node, bound)
        return None

    def visit_inside(self, node: Node, bound: frozenset[str]) -> None:
        """Note all paths in a node that is none itself, but may bind names."""
        match node:
            case nodes.Call(function=nodes.Name(name=name)) if name in BUILTINS:
                parts: Iterable[Node] = node.arguments
            case nodes.For(iterations=iterations, body=body):
                parts, bound = [body], self.loop(iterations, bound) | {PARTIAL}
            case nodes.Quantified(iterations=iterations, body=body):
                parts, bound = [body], self.loop(iterations, bound)
            case nodes.ContextNode(entries=entries):
                for entry in entries:
                    self.keep(self.visit(entry.value, bound))
                    bound |= {entry.name}
                return
            case nodes.Lambda(parameters=parameters, body=body):
                parts, bound = [body], bound | {formal.name for formal in parameters}
            case _:
                parts = nodes.children(node)
        for part in parts:
            self.keep(self.visit(part, bound))

    def loop(
        self, iterations: tuple[nodes.Iteration, ...], bound: frozenset[str]
    ) -> frozenset[str]:
        """Note the paths of what a loop runs over; give the names bound in its body."""
        for iteration in iterations:
            for domain in filter(None, (iteration.domain, iteration.end)):
                self.keep(self.visit(domain, bound))
            bound |= {iteration.name}
        return bound
