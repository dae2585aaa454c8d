"""Plays a case through its steps, saved and restored between every two of them, as in life."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from engine.bpmn import (
    Answer,
    Complete,
    Decide,
    Fire,
    Message,
    OpenedTask,
    Outcome,
    Program,
    Receiver,
    SetTimer,
    Start,
    State,
    Stimulus,
    load,
    step,
)
from engine.bpmn.limits import LIMITS, Limits
from tests.unit.bpmn.drawing import diagram

MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


class Books:
    """A reader with clocks, a case view and verbs that answer what a test says."""

    def __init__(self) -> None:
        self.case: dict[str, Any] = {}
        self.functions: dict[str, Any] = {}
        self.clocks: dict[tuple[str, str], datetime] = {}
        self.answers: dict[str, Answer | Exception] = {}
        self.asked: list[tuple[str, dict[str, Any], str]] = []

    def clock(self, key: str, unit: str) -> datetime | None:
        return self.clocks.get((key, unit))

    def ask(self, verb: str, inputs: Mapping[str, Any], unit: str, *_: str) -> Answer:
        self.asked.append((verb, dict(inputs), unit))
        answer = self.answers.get(verb, Answer())
        if isinstance(answer, Exception):
            raise answer
        return answer


class Play:
    """A case in the making: what is open, what happened, and the time of day."""

    def __init__(self, program: Program, books: Books | None = None, limits: Limits = LIMITS):
        self.program = program
        self.books = books or Books()
        self.limits = limits
        self.now = MORNING
        self.snapshot: bytes | None = None
        self.state = State.RUNNING
        self.open: dict[str, OpenedTask] = {}
        self.timers: dict[str, SetTimer] = {}
        self.receivers: dict[str, Receiver] = {}
        self.trail: list[Any] = []
        self.sent: list[Any] = []
        self.effects: list[Any] = []

    def give(self, stimulus: Stimulus) -> Outcome:
        """Take one step and write its differences down."""
        outcome = step(
            self.program, self.snapshot, stimulus, self.now, self.books, limits=self.limits
        )
        if outcome.incident is None:
            self.write(outcome)
        return outcome

    def write(self, outcome: Outcome) -> None:
        self.snapshot, self.state = outcome.snapshot, outcome.state
        for id_ in (*outcome.tasks.completed, *outcome.tasks.withdrawn):
            del self.open[id_]
        self.open |= {task.id: task for task in outcome.tasks.opened}
        for id_ in outcome.timers.dropped:
            del self.timers[id_]
        self.timers |= {timer.id: timer for timer in outcome.timers.set}
        for id_ in outcome.receivers.closed:
            del self.receivers[id_]
        self.receivers |= {receiver.id: receiver for receiver in outcome.receivers.opened}
        self.trail += outcome.trail
        self.sent += outcome.messages
        self.effects += outcome.effects

    def start(self, **values: Any) -> "Play":
        outcome = self.give(Start(values))
        assert outcome.incident is None, outcome.incident
        return self

    def do(self, element: str, unit: str | None = None, **answers: Any) -> Outcome:
        """Complete the open task of an element."""
        task = next(
            t for t in self.open.values() if t.element == element and unit in (None, t.unit)
        )
        outcome = self.give(Complete(task.id, answers))
        assert outcome.incident is None, outcome.incident
        return outcome

    def wait(self, **time: float) -> "Play":
        """Let time pass; every timer that falls due rings at its time, the earliest first."""
        until = self.now + timedelta(**time)
        while due := [t for t in self.timers.values() if t.due is not None and t.due <= until]:
            first = min(due, key=lambda timer: (timer.due, timer.id))
            assert first.due is not None
            self.now = max(self.now, first.due)
            outcome = self.give(Fire(first.id))
            assert outcome.incident is None, outcome.incident
        self.now = until
        return self

    def tell(self, name: str, key: str | None = None, **payload: Any) -> Outcome:
        return self.give(Message(name, payload, key))

    @property
    def at(self) -> list[str]:
        """The elements of the open tasks, in alphabetical order."""
        return sorted(task.element for task in self.open.values())

    @property
    def due(self) -> dict[str, datetime | None]:
        return {timer.element: timer.due for timer in self.timers.values()}


def played(*parts: str, books: Books | None = None, **values: Any) -> Play:
    """Start a case on a small diagram."""
    return Play(program_of(*parts), books).start(**values)


def program_of(*parts: str, decide: Decide | None = None, process: str = "p") -> Program:
    return load({"p.bpmn": diagram(*parts)}, process=process, bare=True, decide=decide)
