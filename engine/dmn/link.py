"""From definitions to a library: references resolved, texts compiled."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.dmn.build import build, function_of
from engine.dmn.errors import DmnError
from engine.dmn.graph import Decided, Known, Need, Reusable, Served, known
from engine.dmn.model import Decision, Definitions, Element, Href, Knowledge, Service
from engine.dmn.order import Refuse, ordered
from engine.dmn.site import Site
from engine.dmn.types import Types
from engine.dmn.vocabulary import words_of
from engine.feel import BudgetExceeded, Type
from engine.feel.types import FunctionOf


@dataclass(frozen=True, slots=True)
class Library:
    """A file whose elements can be asked, and the libraries it imports by namespace."""

    definitions: Definitions
    imports: Mapping[str, "Library"]
    types: Types
    words: frozenset[str]
    nodes: Mapping[str, Known]
    named: Mapping[str, Known]

    def find(self, name: str) -> Known | None:
        """Find an element by its name or its id."""
        return self.named.get(name) or self.nodes.get(name)

    def path(self, namespace: str) -> str:
        """Give the name under which the elements of a namespace are read; none for its own."""
        paths = {entry.namespace: entry.name for entry in self.definitions.imports}
        return paths.get(namespace, "")


def link(definitions: Definitions, imports: Mapping[str, Library], refuse: Refuse) -> Library:
    """Make a library of definitions and the libraries they import."""
    nodes = _nodes(definitions, refuse)
    library = Library(
        definitions=definitions,
        imports=imports,
        types=Types(definitions, {space: other.types for space, other in imports.items()}),
        words=words_of(definitions).union(*(other.words for other in imports.values())),
        nodes=nodes,
        named={node.element.name: node for node in nodes.values()},
    )
    library.types.build(refuse)
    for node in nodes.values():
        needs = _needs(library, _hrefs(node.element), refuse)
        # A business knowledge model sees itself anyway: that is recursion, not a circle.
        node.needs = [
            need for need in needs if need.node is not node or isinstance(node, Decided | Served)
        ]
    for node in list(ordered(nodes.values(), refuse)):
        try:
            _compile(node, library, refuse)
        except BudgetExceeded as error:
            facts, element = {"reason": error.finding}, node.element
            refuse(DmnError("too_much_work", facts, element=element.name, line=element.line))
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


def _needs(library: Library, hrefs: tuple[Href, ...], refuse: Refuse) -> list[Need]:
    """Resolve references: to elements of the file, or of an import."""
    own = library.definitions
    needs = []
    for href in hrefs:
        is_own = href.namespace in {"", own.namespace}
        home = library if is_own else library.imports.get(href.namespace)
        node = home.nodes.get(href.id) if home else None
        if node is None:
            refuse(DmnError("href_missing", {"id": href.id}, element=own.name, line=href.line))
        else:
            needs.append(Need("" if is_own else library.path(href.namespace), node))
    return needs


def _compile(node: Known, library: Library, refuse: Refuse) -> None:
    element = node.element
    names = {name for need in node.needs for name in (need.path, need.node.element.name) if name}
    given = names.union(library.named, (need.alias for need in node.needs))
    words = frozenset(names | library.words)
    site = Site(element.name, words, library.types, refuse, given=frozenset(given))
    node.site = site
    declared = site.type(element.type_ref, element.line)
    node.type = _result(declared) if isinstance(node, Reusable | Served) else declared
    if isinstance(node, Decided) and isinstance(element, Decision) and element.logic:
        node.logic = build(element.logic, site)
    elif isinstance(node, Reusable) and isinstance(element, Knowledge) and element.logic:
        node.logic = function_of(element.logic, site.naming({element.name}))
    elif isinstance(node, Served) and isinstance(element, Service):
        inputs = element.input_data + element.input_decisions
        node.inputs = [need.node for need in _needs(library, inputs, refuse)]
        node.outputs = [need.node for need in node.needs]


def _result(declared: Type) -> Type:
    """A function's variable may name the type of the function, or in old files of its result."""
    return declared.result if isinstance(declared, FunctionOf) else declared
