"""From definitions to a library: references resolved, cycles refused, texts compiled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.dmn.build import build, function_of
from engine.dmn.errors import DmnError
from engine.dmn.graph import Decided, Known, Need, Reusable, Served, known
from engine.dmn.model import Decision, Definitions, Element, Href, Knowledge, Service
from engine.dmn.site import Site
from engine.dmn.types import Types
from engine.dmn.vocabulary import words_of
from engine.feel import Type
from engine.feel.types import FunctionOf

MAX_CHAIN = 60
Refuse = Callable[[DmnError], None]


@dataclass(frozen=True, slots=True)
class Library:
    """A file whose elements can be asked, and the libraries it imports by namespace."""

    definitions: Definitions
    types: Types
    words: frozenset[str]
    nodes: Mapping[str, Known]
    imports: Mapping[str, "Library"]

    def find(self, name: str) -> Known | None:
        """Find an element by its name or its id."""
        named = (node for node in self.nodes.values() if node.element.name == name)
        return next(named, None) or self.nodes.get(name)


def link(definitions: Definitions, imports: Mapping[str, Library], refuse: Refuse) -> Library:
    """Make a library of definitions and the libraries they import."""
    paths = {entry.namespace: entry.name for entry in definitions.imports}
    types = Types(definitions, {paths[space]: library.types for space, library in imports.items()})
    types.build(refuse)
    words = words_of(definitions).union(*(library.words for library in imports.values()))
    library = Library(definitions, types, words, _nodes(definitions, refuse), imports)
    for node in library.nodes.values():
        node.needs = [
            need for href in _hrefs(node.element) for need in _need(library, href, refuse)
        ]
    order = list(_ordered(list(library.nodes.values()), refuse))
    for node in order:
        _compile(node, library, refuse)
    return library


def _nodes(definitions: Definitions, refuse: Refuse) -> Mapping[str, Known]:
    nodes: dict[str, Known] = {}
    names: set[str] = set()
    for element in definitions.elements():
        identity = element.id or element.name
        if identity in nodes or element.name in names:
            facts = {"name": element.name, "id": element.id}
            refuse(DmnError("duplicate", facts, element=element.name, line=element.line))
            continue
        names.add(element.name)
        nodes[identity] = known(element, definitions.namespace)
    return nodes


def _hrefs(element: Element) -> tuple[Href, ...]:
    match element:
        case Decision(needs=needs, knows=knows):
            return needs + knows
        case Knowledge(knows=knows):
            return knows
        case Service(outputs=outputs):
            return outputs
    return ()


def _need(library: Library, href: Href, refuse: Refuse) -> Iterator[Need]:
    """Resolve a reference: to an element of the file, or of an import."""
    own = library.definitions
    path, nodes = "", library.nodes
    if href.namespace not in {"", own.namespace}:
        imported = library.imports.get(href.namespace)
        nodes = imported.nodes if imported else {}
        paths = {entry.namespace: entry.name for entry in own.imports}
        path = paths.get(href.namespace, "")
    if href.id in nodes:
        yield Need(path, nodes[href.id])
    else:
        refuse(DmnError("href_missing", {"id": href.id}, element=own.name, line=href.line))


def _ordered(nodes: Sequence[Known], refuse: Refuse) -> Iterator[Known]:
    """Give the elements, each after what it needs; those in a circle lose their needs."""
    waiting = list(nodes)
    settled: set[Known] = set()
    while waiting:
        ready = [node for node in waiting if _is_ready(node, settled, waiting)]
        if not ready:
            _refuse_circle(waiting, refuse)
            ready = waiting
        for node in ready:
            node.depth = 1 + max((need.node.depth for need in node.needs), default=0)
            if node.depth > MAX_CHAIN:
                refuse(_at(node, "chain_too_long", {"most": MAX_CHAIN}))
                node.needs = []
        settled.update(ready)
        waiting = [node for node in waiting if node not in settled]
        yield from ready


def _is_ready(node: Known, settled: set[Known], waiting: Sequence[Known]) -> bool:
    """A business knowledge model may need itself: that is recursion, not a circle."""
    return all(
        need.node in settled or need.node is node or need.node not in waiting for need in node.needs
    )


def _refuse_circle(nodes: Iterable[Known], refuse: Refuse) -> None:
    stuck = list(nodes)
    names = ", ".join(node.element.name for node in stuck)
    refuse(_at(stuck[0], "requirement_cycle", {"names": names}))
    for node in stuck:
        node.needs = []


def _compile(node: Known, library: Library, refuse: Refuse) -> None:
    element = node.element
    names = {name for need in node.needs for name in (need.path, need.node.element.name) if name}
    inside = {word for need in node.needs for word in _words(need.node)}
    site = Site(element.name, frozenset(names | inside | library.words), library.types, refuse)
    node.site = site
    declared = site.type(element.type_ref, element.line)
    node.type = _result(declared) if isinstance(node, Reusable | Served) else declared
    if isinstance(node, Decided) and isinstance(element, Decision) and element.logic:
        node.logic = build(element.logic, site)
    elif isinstance(node, Reusable) and isinstance(element, Knowledge) and element.logic:
        node.logic = function_of(element.logic, site.naming({element.name}))
    elif isinstance(node, Served) and isinstance(element, Service):
        _serve(node, element, library, refuse)


def _words(node: Known) -> Iterable[str]:
    return (need.node.element.name for need in node.needs) if isinstance(node, Served) else ()


def _result(declared: Type) -> Type:
    """A function's variable may name the type of the function, or in old files of its result."""
    return declared.result if isinstance(declared, FunctionOf) else declared


def _serve(node: Served, element: Service, library: Library, refuse: Refuse) -> None:
    def nodes(hrefs: tuple[Href, ...]) -> list[Known]:
        return [need.node for href in hrefs for need in _need(library, href, refuse)]

    node.outputs = nodes(element.outputs)
    node.inputs = nodes(element.input_data + element.input_decisions)
    node.needs = []


def _at(node: Known, code: str, facts: Mapping[str, object]) -> DmnError:
    return DmnError(code, facts, element=node.element.name, line=node.element.line)
