"""The elements of the requirements graph, ready to be asked (DMN 1.5 §6.3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.dmn.model import Decision, Element, InputData, Knowledge, Service
from engine.dmn.run import Run, Where
from engine.dmn.site import Site, Step, fit
from engine.feel import ANY, Function, Parameter, Scope, Type, Value


@dataclass(frozen=True, slots=True)
class Need:
    """What an element may read, and the import under whose name it reads it."""

    path: str
    node: "Known"

    @property
    def alias(self) -> str:
        """Give the id of a decision: desktop editors teach to read a required decision by it."""
        return self.node.element.id if isinstance(self.node, Decided) else self.node.element.name


@dataclass(slots=True, eq=False)
class Part:
    """An element with its type; what it needs is filled in when all elements are known."""

    element: Element
    namespace: str
    type: Type = ANY
    needs: list[Need] = field(default_factory=list)
    depth: int = 0
    site: Site | None = None

    @property
    def where(self) -> Where:
        """Give the spot of the element."""
        return Where(self.element.name, self.element.line)

    def environment(self, run: Run) -> Mapping[str, Value]:
        """Give the values of what the element needs, by the names under which it reads them."""
        names: dict[str, Value] = {}
        for need in self.needs:
            value = run.value(need.node)
            name = need.node.element.name
            if need.path:
                names.setdefault(need.path, {})[name] = value
            else:
                names[name] = value
                names.setdefault(need.alias, value)
        return names


@dataclass(slots=True, eq=False)
class Given(Part):
    """Input data: what the asker handed in, coerced."""

    def value(self, run: Run) -> Value:
        """Look the value up: as `{namespace}name`, or by its name alone."""
        name = self.element.name
        exact = f"{{{self.namespace}}}{name}"
        given = run.given.get(exact) if exact in run.given else run.given.get(name)
        return fit(run, given, self.type, self.where)


@dataclass(slots=True, eq=False)
class Decided(Part):
    """A decision: its logic over what it needs, and over names only the asker can know.

    Tables of the desktop editors declare no input data; their columns just name what they read.
    """

    logic: Step | None = None

    @property
    def asked(self) -> Iterable[str]:
        """Give the names that nothing in the file gives a meaning."""
        return self.site.asked if self.site else ()

    def value(self, run: Run) -> Value:
        """Run the logic."""
        if self.logic is None:
            return None
        handed = {name: run.given[name] for name in self.asked if name in run.given}
        scope = run.root.child({**handed, **self.environment(run)})
        return fit(run, self.logic(run, scope), self.type, self.where)


@dataclass(slots=True, eq=False)
class Reusable(Part):
    """A business knowledge model: its value is a function."""

    logic: Step | None = None

    def value(self, run: Run) -> Value:
        """Make the function over what the model needs; it may call itself."""
        if self.logic is None:
            return None
        names = dict(self.environment(run))
        made: Function | None = self.logic(run, run.root.child(names))
        if made is None:
            return None
        inner = made.call

        def call(scope: Scope, *arguments: Value) -> Value:
            return fit(run, inner(scope, *arguments), self.type, self.where)

        function = Function(made.parameters, call, name=self.element.name)
        names[self.element.name] = function
        return function


@dataclass(slots=True, eq=False)
class Served(Part):
    """A decision service: its value is a function of its inputs (DMN 1.5 §10.4)."""

    inputs: list["Known"] = field(default_factory=list)
    outputs: list["Known"] = field(default_factory=list)

    def value(self, run: Run) -> Value:
        """Make the function."""

        def call(_scope: Scope, *arguments: Value) -> Value:
            return self.serve(run, arguments)

        parameters = tuple(Parameter(node.element.name, node.type) for node in self.inputs)
        return Function(parameters, call, name=self.element.name)

    def serve(self, run: Run, arguments: Sequence[Value]) -> Value:
        """Decide the outputs for these inputs; nothing decided outside is taken over."""
        apart = run.apart(dict(zip(self.inputs, arguments, strict=True)))
        values = {node.element.name: apart.value(node) for node in self.outputs}
        value = next(iter(values.values())) if len(values) == 1 else values
        return fit(run, value, self.type, self.where)


Known = Given | Decided | Reusable | Served


def known(element: Element, namespace: str) -> Known:
    """Make the node of an element."""
    return NODES[type(element)](element, namespace)


NODES: Mapping[type[Element], Callable[[Element, str], Known]] = {
    InputData: Given,
    Decision: Decided,
    Knowledge: Reusable,
    Service: Served,
}
