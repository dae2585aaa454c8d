"""Models that can be asked."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.dmn.errors import DmnError
from engine.dmn.graph import Known, Reusable, Served
from engine.dmn.inputs import Input, inputs_of
from engine.dmn.link import Library
from engine.dmn.model import Definitions
from engine.dmn.run import Caution, Matched, Run
from engine.dmn.site import fit
from engine.feel import Budget, BudgetExceeded, Function, Scope, Value, invoke, settled


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: the value, the rules that spoke, and what went wrong on the way."""

    value: Value
    matched: tuple[Matched, ...]
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A decision file, compiled once, asked often."""

    library: Library

    @property
    def definitions(self) -> Definitions:
        """Give what the file says."""
        return self.library.definitions

    def decide(
        self,
        name: str,
        context: Mapping[str, object],
        *,
        now: datetime | None = None,
        functions: Mapping[str, Function] | None = None,
        budget: Budget | None = None,
    ) -> Result:
        """Ask a decision, a decision service or a business knowledge model, by name or id.

        The context holds the input data by name (that of an import also as `{namespace}name`),
        for a service its inputs, for a business knowledge model its parameters.

        Raises:
            DmnError: The file has no such element.
            BudgetExceeded: The question asks for more work than it may.
        """
        node = self._node(name)
        root = Scope({}, now=now, functions=functions, budget=budget)
        run = Run(root, context, {}, [], [])
        try:
            value = settled(_asked(node, run), root.budget)
        except RecursionError as error:
            raise BudgetExceeded("too_deep") from error
        run.gather(root, node.where)
        return Result(value, tuple(run.matched), tuple(run.cautions))

    def inputs(self, name: str, *, functions: Container[str] = ()) -> tuple[Input, ...]:
        """Give what has to be handed in to ask an element; names of functions are not asked for.

        Raises:
            DmnError: The file has no such element.
        """
        return inputs_of(self._node(name), functions)

    def _node(self, name: str) -> Known:
        node = self.library.find(name)
        if node is None:
            names = ", ".join(element.name for element in self.definitions.elements())
            raise DmnError("unknown_decision", {"name": name, "names": names})
        return node


def _asked(node: Known, run: Run) -> Value:
    if isinstance(node, Served):
        arguments = [fit(run, run.given.get(n.element.name), n.type, n.where) for n in node.inputs]
        return node.serve(run, arguments)
    value = run.value(node)
    if isinstance(node, Reusable) and isinstance(value, Function):
        names = [parameter.name for parameter in value.parameters]
        value = invoke(value, run.root, [run.given.get(name) for name in names], names=names)
    return value
