"""The shipped policies, open for rehearsals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.rehearsal.run import Rehearsal, Verdict, rehearsal
from engine.wiring import handlers

WORKFLOWS = Path(__file__).parents[2] / "workflows"


class Verdicts(dict[Path, Verdict]):
    """The verdicts of scenarios, each played when it is first asked for."""

    def __init__(self, rehearsed: Rehearsal) -> None:
        super().__init__()
        self.rehearsed = rehearsed

    def __missing__(self, file: Path) -> Verdict:
        self[file] = self.rehearsed.run(file)
        return self[file]


@pytest.fixture(scope="session")
def verdicts() -> Iterator[Verdicts]:
    """Give the verdicts of the shipped scenarios."""
    with rehearsal(WORKFLOWS, handlers) as rehearsed:
        yield Verdicts(rehearsed)
