"""The packs of a folder, found by their keys, and the scenarios that come with them."""

from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from engine.domain.findings import Finding
from engine.domain.refusals import PolicyInvalid, PolicyNotFound
from engine.policy.manifest import read_manifest
from engine.policy.pack import MANIFEST, Pack
from engine.policy.read import read_pack

CAST = "cast.yaml"
SCENARIOS = "scenarios"


class Library:
    """A folder of packs; each is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pack = cache(self._read)

    @property
    def keys(self) -> list[str]:
        """Give the keys of all packs."""
        return sorted(path.parent.name for path in self.root.glob(f"*/{MANIFEST}"))

    def leaf_first(self, keys: Iterable[str]) -> list[str]:
        """Give the packs and all they use, what is used before what uses it.

        Raises:
            PolicyNotFound: There is no such pack.
            PolicyInvalid: A manifest cannot be read, or packs use each other in a circle.
        """
        graph: dict[str, tuple[str, ...]] = {}
        wanted = [*keys]
        for key in wanted:  # grows by what those found use themselves
            if key not in graph:
                graph[key] = self.uses(key)
                wanted += graph[key]
        try:
            return [*TopologicalSorter(graph).static_order()]
        except CycleError as circle:
            facts = {"keys": "、".join(circle.args[1])}
            errors = (Finding("rehearsal.packs_in_circle", facts, MANIFEST),)
            raise PolicyInvalid(key=circle.args[1][0], errors=errors) from circle

    def uses(self, key: str) -> tuple[str, ...]:
        """Give the packs a pack uses itself."""
        manifest, findings = read_manifest(self.pack(key))
        if manifest is None:
            raise PolicyInvalid(key=key, errors=tuple(findings))
        return manifest.uses

    def scenarios(self, key: str) -> Iterator[Path]:
        """Give the files of the scenarios of a pack, in the order of their names."""
        yield from sorted((self.root / key / SCENARIOS).glob("*.yaml"))

    def _read(self, key: str) -> Pack:
        folder = self.root / key
        if not (folder / MANIFEST).is_file():
            raise PolicyNotFound(key=key)
        return read_pack(folder)
