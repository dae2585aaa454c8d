"""Models that can be asked, and how a file becomes one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.dmn.errors import DmnError
from engine.dmn.graph import Known, Reusable, Served
from engine.dmn.link import Library, Refuse, link
from engine.dmn.model import Definitions
from engine.dmn.read import read
from engine.dmn.run import Caution, Matched, Run
from engine.dmn.site import fit
from engine.feel import Budget, Function, Scope, Value, invoke, settled

Base = Mapping[str, bytes] | Path
MAX_IMPORTS = 100


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
        node = self.library.find(name)
        if node is None:
            names = ", ".join(element.name for element in self.definitions.elements())
            raise DmnError("unknown_decision", {"name": name, "names": names})
        root = Scope({}, now=now, functions=functions, budget=budget)
        run = Run(root, context, {}, [], [])
        value = settled(_asked(node, run), root.budget)
        return Result(value, tuple(run.matched), tuple(run.cautions))


def load(xml: bytes, base: Base | None = None, *, faults: list[DmnError] | None = None) -> Model:
    """Read and compile a DMN file of version 1.1 to 1.5; `base` holds the files it imports.

    With a list of `faults`, a part that is wrong is noted there and answers null, so that the
    other decisions of the file can still be asked.

    Raises:
        DmnError: The file is no DMN; or, without a list, the first fault.
    """
    shelf = _shelf(base)

    def refuse(error: DmnError) -> None:
        if faults is None:
            raise error
        faults.append(error)

    return Model(_Linker(shelf, refuse, {}).library(read(xml)))


def _asked(node: Known, run: Run) -> Value:
    if isinstance(node, Served):
        arguments = [fit(run, run.given.get(n.element.name), n.type, n.where) for n in node.inputs]
        return node.serve(run, arguments)
    value = run.value(node)
    if isinstance(node, Reusable) and isinstance(value, Function):
        names = [parameter.name for parameter in value.parameters]
        value = invoke(value, run.root, [run.given.get(name) for name in names], names=names)
        run.gather(run.root, node.where)
    return value


def _shelf(base: Base | None) -> Mapping[str, Definitions]:
    """Give the files that may be imported, by namespace."""
    if base is None:
        return {}
    files = base.values() if isinstance(base, Mapping) else _files(base)
    return {definitions.namespace: definitions for definitions in map(read, files)}


def _files(folder: Path) -> list[bytes]:
    paths = sorted(folder.glob("*.dmn"))
    if len(paths) > MAX_IMPORTS:
        raise DmnError("too_many_files", {"count": len(paths), "most": MAX_IMPORTS})
    return [path.read_bytes() for path in paths]


@dataclass(frozen=True, slots=True)
class _Linker:
    """Makes each library once, however many files import it."""

    shelf: Mapping[str, Definitions]
    refuse: Refuse
    made: dict[str, Library]

    def library(self, definitions: Definitions, above: tuple[str, ...] = ()) -> Library:
        above = (*above, definitions.namespace)
        imports = {}
        for entry in definitions.imports:
            found = self.shelf.get(entry.namespace)
            if found is None or entry.namespace in above:
                code = "import_cycle" if found else "import_missing"
                facts = {"name": entry.name, "namespace": entry.namespace}
                self.refuse(DmnError(code, facts, element=definitions.name, line=entry.line))
            else:
                imports[entry.namespace] = self._once(found, above)
        return link(definitions, imports, self.refuse)

    def _once(self, definitions: Definitions, above: tuple[str, ...]) -> Library:
        if definitions.namespace not in self.made:
            self.made[definitions.namespace] = self.library(definitions, above)
        return self.made[definitions.namespace]
