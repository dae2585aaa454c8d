"""The diagrams of the benches, and cases that are played over them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.bpmn import Answer, Complete, Fire, Outcome, Program, Start, Stimulus, load, step

DIAGRAMS = Path(__file__).parent
MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)


class NoBooks:
    """A reader that knows nothing."""

    def __init__(self) -> None:
        self.case: Mapping[str, Any] = {}
        self.functions: Mapping[str, Any] = {}

    def clock(self, key: str, unit: str) -> datetime | None:
        """Know no clock."""

    def ask(self, *_: object) -> Answer:
        """Answer nothing."""
        return Answer()


class Case:
    """A case over one diagram; `tasks` are the open tasks by element and unit."""

    def __init__(self, name: str, **values: Any) -> None:
        self.program = program(name)
        self.books = NoBooks()
        self.now = MORNING
        self.snapshot = b""
        self.tasks: dict[str, tuple[str, str]] = {}
        self.timers: dict[str, str] = {}
        self.take(Start(values))

    def take(self, stimulus: Stimulus) -> Outcome:
        """Take a step and keep what came of it."""
        outcome = self.try_out(stimulus)
        self.snapshot = outcome.snapshot
        for id_ in (*outcome.tasks.completed, *outcome.tasks.withdrawn):
            del self.tasks[id_]
        self.tasks |= {task.id: (task.element, task.unit) for task in outcome.tasks.opened}
        for id_ in outcome.timers.dropped:
            del self.timers[id_]
        self.timers |= {timer.id: timer.element for timer in outcome.timers.set}
        return outcome

    def try_out(self, stimulus: Stimulus) -> Outcome:
        """Take a step: load, run, save; the case stays where it is."""
        snapshot = self.snapshot or None
        outcome = step(self.program, snapshot, stimulus, self.now, self.books)
        assert outcome.incident is None, outcome.incident
        return outcome

    def done(self, element: str, unit: str = "", **answers: Any) -> Complete:
        """Give the completion of an open task."""
        return Complete(
            next(id_ for id_, at in self.tasks.items() if at == (element, unit)), answers
        )

    def rung(self, element: str) -> Fire:
        """Give the ring of a timer, one hour later."""
        self.now += timedelta(hours=1)
        return Fire(next(id_ for id_, at in self.timers.items() if at == element))


def program(name: str) -> Program:
    """Give the program of one diagram."""
    path = DIAGRAMS / f"{name}.bpmn"
    return load({path.name: path.read_bytes()}, process=name, bare=True)
