"""Runs the scenarios of packs, and tells which elements none of them ever passes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.commands.office import Office
from engine.domain.findings import Finding
from engine.domain.refusals import Refusal
from engine.jobs.work import Handlers
from engine.policy.check import build
from engine.policy.uses import USES, joined
from engine.rehearsal.cast import read_cast
from engine.rehearsal.houses import House, Houses
from engine.rehearsal.library import CAST, SCENARIOS, Library
from engine.rehearsal.play import Missed, passed_in, play
from engine.rehearsal.scenario import Scenario, read_scenario
from engine.rehearsal.stage import Stage
from engine.rehearsal.times import read_moment
from engine.rehearsal.tree import wrong

DEEPEST = 9  # scenarios that begin with one another


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a scenario went; `passed` are the elements any of its cases passed."""

    name: str
    file: str
    missed: tuple[Missed, ...] = ()
    refusal: Refusal | None = None
    passed: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Tell whether everything was as it is written."""
        return not self.missed and self.refusal is None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The scenarios of a library of packs, and the houses they are played in."""

    library: Library
    houses: Houses

    def run(self, file: Path) -> Verdict:
        """Play the scenario of a file; one that cannot be played does not hold."""
        name = shown = file.relative_to(self.library.root).as_posix()
        try:
            chain = self._chain(file)
            name = chain[-1].name
            with self.houses.opened(self._packs(chain)) as house:
                stage = _begun(house, chain[0])
                steps = [step for each in chain for step in each.steps]
                missed = play(stage, steps, chain[-1].elements)
                return Verdict(name, shown, missed, passed=passed_in(stage))
        except Refusal as refusal:
            return Verdict(name, shown, refusal=refusal)

    def never_passed(self, key: str, verdicts: Iterable[Verdict]) -> list[Finding]:
        """Give the elements of a pack's own drawings that no scenario passed.

        Raises:
            PolicyInvalid: The pack has errors.
        """
        pack, _ = joined(self.library.pack(key), self.library.pack)
        if not any(pack.of_kind(".bpmn")):
            return []
        passed = {element for verdict in verdicts for element in verdict.passed}
        return [
            Finding(
                "rehearsal.never_passed", {"name": each.label}, process.file, each.id, each.line
            )
            for process in build(pack).program.drawing.processes.values()
            if not process.file.startswith(USES)
            for each in process.elements.values()
            if each.id not in passed
        ]

    def _chain(self, file: Path) -> list[Scenario]:
        """Give the scenarios that are played one after the other, this one last."""
        scenario = self._read(file)
        chain = [scenario]
        while begin := chain[0].begin:
            key, _, name = f"{_key_of(chain[0].file)}/{begin}".rpartition("/")
            before = self.library.root / key.rpartition("/")[2] / SCENARIOS / f"{name}.yaml"
            if not before.is_file() or len(chain) > DEEPEST:
                raise wrong("no_beginning", chain[0].file, 1, begin=begin)
            chain.insert(0, self._read(before))
        return chain

    def _read(self, file: Path) -> Scenario:
        shown = file.relative_to(self.library.root).as_posix()
        return read_scenario(file.read_text(encoding="utf-8"), shown)

    def _packs(self, chain: Iterable[Scenario]) -> frozenset[str]:
        own = {_key_of(each.file) for each in chain}
        return frozenset(own | {key for each in chain for key in each.also})


@contextmanager
def rehearsal(root: Path, handlers: Callable[[Office], Handlers]) -> Iterator[Rehearsal]:
    """Open the library in a folder for rehearsals.

    Raises:
        ScenarioInvalid: Its cast cannot be read.
    """
    cast = read_cast((root / CAST).read_text(encoding="utf-8"), CAST)
    houses = Houses(Library(root), cast, handlers)
    try:
        yield Rehearsal(houses.library, houses)
    finally:
        houses.close()


def _begun(house: House, first: Scenario) -> Stage:
    if moment := read_moment(first.start):
        house.driver.go(moment.after(house.now))
    return Stage(house)


def _key_of(file: str) -> str:
    return file.partition("/")[0]
