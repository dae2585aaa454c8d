"""Where a case stands on its drawing: the diagrams it has reached, its tokens, its way so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import orjson
from sqlalchemy import bindparam, select

from engine.bpmn import tokens_of
from engine.queries.case_file.file import File
from engine.queries.policies import read_version
from engine.store.tables import Entry

BODIES = (
    select(Entry.body)
    .where(Entry.district == bindparam("of_district"), Entry.case_id == bindparam("of_case"))
    .order_by(Entry.seq)
)


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """A file of the version: the first of its processes, and its BPMN XML."""

    process: str
    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class TokensAt:
    """How many tokens stand at an element."""

    process: str
    element: str
    count: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """The drawings a case has reached, where it stands, which elements it passed, in order."""

    files: tuple[DrawnFile, ...]
    tokens: tuple[TokensAt, ...]
    passed: tuple[str, ...]


def read_diagram(file: File) -> Diagram:
    """Read where a case stands on the drawing of its own version."""
    program, case = file.policy.program, file.case
    counts = tokens_of(program, case.snapshot) if case.snapshot else {}
    passed = passed_in(file)
    homes = homes_of(file)
    tokens = [TokensAt(homes[element], element, n) for element, n in counts.items()]
    reached = {homes[element] for element in (*counts, *passed) if element in homes}
    return Diagram(tuple(_files(file, reached | {program.process})), tuple(tokens), passed)


def passed_in(file: File) -> tuple[str, ...]:
    """Give the elements tokens have left, each once, in the order of the first time."""
    bodies = (orjson.loads(body) for body in file.tx.execute(BODIES, file.key).scalars())
    return tuple(dict.fromkeys(each for body in bodies for each in body.get("passed", ())))


def homes_of(file: File) -> Mapping[str, str]:
    """Give the process each element is drawn in, by its id; inner ones count to what holds them."""
    processes = file.policy.program.drawing.processes
    homes: dict[str, str] = {}
    for process in processes.values():
        root = process
        while root.parent:
            root = processes[root.parent]
        homes |= dict.fromkeys(process.elements, root.id)
    return homes


def _files(file: File, reached: Iterable[str]) -> list[DrawnFile]:
    """Give the files of the processes that were reached, that of the case's own process first."""
    program = file.policy.program
    processes = [each for id_, each in program.drawing.processes.items() if id_ in set(reached)]
    processes.sort(key=lambda process: process.id != program.process)
    drawn = read_version(file.tx, file.case.policy_id).files
    first = {process.file: process for process in reversed(processes)}
    wanted = dict.fromkeys(process.file for process in processes)
    return [
        DrawnFile(first[path].id, first[path].name or first[path].id, drawn[path].decode())
        for path in wanted
    ]
