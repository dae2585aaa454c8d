"""Elements in the order of what they need, circles and endless chains refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from engine.dmn.errors import DmnError
from engine.dmn.graph import Known

MAX_CHAIN = 60
Refuse = Callable[[DmnError], None]


def ordered(nodes: Iterable[Known], refuse: Refuse) -> Iterator[Known]:
    """Give the elements, each after what it needs; what is refused loses its needs."""
    waiting = dict.fromkeys(nodes)
    while waiting:
        ready = [node for node in waiting if not _still_needed(node, waiting)]
        if not ready:
            ready = _circle(waiting)
            names = ", ".join(node.element.name for node in ready)
            _cut(ready, "requirement_cycle", {"names": names}, refuse)
        for node in ready:
            del waiting[node]
            node.depth = 1 + max((need.node.depth for need in node.needs), default=0)
            if node.depth > MAX_CHAIN:
                _cut([node], "chain_too_long", {"most": MAX_CHAIN}, refuse)
        yield from ready


def _still_needed(node: Known, waiting: Mapping[Known, None]) -> list[Known]:
    return [need.node for need in node.needs if need.node in waiting]


def _circle(waiting: Mapping[Known, None]) -> list[Known]:
    """Follow needs until an element comes again."""
    path = [next(iter(waiting))]
    while True:
        following = _still_needed(path[-1], waiting)[0]
        if following in path:
            return path[path.index(following) :]
        path.append(following)


def _cut(nodes: Sequence[Known], code: str, facts: Mapping[str, object], refuse: Refuse) -> None:
    element = nodes[0].element
    refuse(DmnError(code, facts, element=element.name, line=element.line))
    for node in nodes:
        node.needs = []
