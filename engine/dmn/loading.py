"""How a file, and those it imports, become a model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.dmn.decide import Model
from engine.dmn.errors import DmnError
from engine.dmn.link import Library, link
from engine.dmn.model import Definitions
from engine.dmn.order import Refuse
from engine.dmn.read import read

Base = Mapping[str, bytes] | Path
MAX_IMPORTS = 100


def load(xml: bytes, base: Base | None = None, *, faults: list[DmnError] | None = None) -> Model:
    """Read and compile a DMN file of version 1.1 to 1.5; `base` holds the files it imports.

    With a list of `faults`, a part that is wrong is noted there and answers null, so that the
    other decisions of the file can still be asked.

    Raises:
        DmnError: The file is no DMN; or, without a list, the first fault.
    """

    def refuse(error: DmnError) -> None:
        if faults is None:
            raise error
        faults.append(error)

    definitions = read(xml)
    shelf = _shelf(base) if definitions.imports and base is not None else {}
    return Model(_Linker(shelf, refuse, {}).library(definitions, ()))


def _shelf(base: Base) -> Mapping[str, Definitions]:
    """Give the files that may be imported, by namespace."""
    files = map(read, base.values()) if isinstance(base, Mapping) else _readable(base)
    return {definitions.namespace: definitions for definitions in files}


def _readable(folder: Path) -> Iterator[Definitions]:
    """Read what can be read: a file nobody imports may be in the making."""
    paths = sorted(folder.glob("*.dmn"))
    if len(paths) > MAX_IMPORTS:
        raise DmnError("too_many_files", {"count": len(paths), "most": MAX_IMPORTS})
    for path in paths:
        try:
            yield read(path.read_bytes())
        except DmnError:
            continue


@dataclass(frozen=True, slots=True)
class _Linker:
    """Makes each library once, however many files import it."""

    shelf: Mapping[str, Definitions]
    refuse: Refuse
    made: dict[str, Library]

    def library(self, definitions: Definitions, above: tuple[str, ...]) -> Library:
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
