"""A diagram run alone: every task is completed, time passes when asked, nobody else exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.bpmn.outcome import Incident, OpenedTask, Outcome, Receiver, SetTimer, State
from engine.bpmn.port import Answer
from engine.bpmn.program import Program
from engine.bpmn.step import step
from engine.bpmn.stimuli import Complete, Fire, Start, Stimulus
from engine.bpmn.values import Value
from engine.feel import Function, temporal

MOST_TASKS = 1_000


class Nobody:
    """A reader that knows nothing: verbs answer nothing, and no named clock ever rings."""

    def __init__(self) -> None:
        self.case: Mapping[str, Value] = {}
        self.functions: Mapping[str, Function] = {}

    def clock(self, *_: str) -> datetime:
        """Give an instant no run reaches."""
        return datetime.fromisoformat("9999-12-31T00:00:00+00:00")

    def ask(self, *_: object) -> Answer:
        """Answer nothing."""
        return Answer()


@dataclass(slots=True)
class Solo:
    """A run: where it has been, what it waits for, and how it ended."""

    program: Program
    now: datetime
    answers: Mapping[str, Mapping[str, Value]]
    snapshot: bytes | None = None
    state: State = State.RUNNING
    path: list[str] = field(default_factory=list)
    tasks: dict[str, OpenedTask] = field(default_factory=dict)
    timers: dict[str, SetTimer] = field(default_factory=dict)
    receivers: dict[str, Receiver] = field(default_factory=dict)
    ended_by: tuple[str, ...] = ()
    incident: Incident | None = None
    completed: int = 0

    def take(self, stimulus: Stimulus) -> None:
        """Take one step and keep what came of it."""
        outcome = step(self.program, self.snapshot, stimulus, self.now, Nobody())
        self.incident = outcome.incident
        if outcome.incident is None:
            self.keep(outcome)

    def keep(self, outcome: Outcome) -> None:
        """Keep what came of a step."""
        self.snapshot, self.state = outcome.snapshot, outcome.state
        self.path += outcome.passed
        self.ended_by = outcome.ended_by
        for id_ in (*outcome.tasks.completed, *outcome.tasks.withdrawn):
            del self.tasks[id_]
        for id_ in outcome.timers.dropped:
            del self.timers[id_]
        for id_ in outcome.receivers.closed:
            del self.receivers[id_]
        self.tasks |= {task.id: task for task in outcome.tasks.opened}
        self.timers |= {timer.id: timer for timer in outcome.timers.set}
        self.receivers |= {receiver.id: receiver for receiver in outcome.receivers.opened}

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more can be done: ended, stuck, or going round in circles."""
        stuck = self.incident is not None or self.completed >= MOST_TASKS
        return stuck or self.state is not State.RUNNING

    def complete_one(self) -> None:
        """Complete the task that has been open longest."""
        task = next(iter(self.tasks.values()))
        self.completed += 1
        self.take(Complete(task.id, self.answers.get(task.element, {})))

    def pass_time(self, duration: temporal.Duration) -> None:
        """Let time pass; timers ring at their instants, the earliest first."""
        until = temporal.add(self.now, duration)
        until = until if isinstance(until, datetime) else self.now
        while not self.is_over and (due := self.next_due(until)) is not None:
            self.now = max(self.now, due.due or self.now)
            self.take(Fire(due.id))
        self.now = until

    def next_due(self, until: datetime) -> SetTimer | None:
        """Give the timer that rings first, if one rings until then."""
        waiting = [(timer.due, timer.id) for timer in self.timers.values() if timer.due]
        first = min(waiting, default=None)
        return None if first is None or first[0] > until else self.timers[first[1]]


def run_alone(
    program: Program,
    now: datetime,
    *,
    answers: Mapping[str, Mapping[str, Value]],
    advances: Sequence[temporal.Duration] = (),
) -> Solo:
    """Run a diagram alone until nothing more can happen.

    `answers` are given at the tasks of each element; one of `advances` passes each time a timer
    waits, before the tasks then open are completed.
    """
    solo, left = Solo(program, now, answers), list(advances)
    solo.take(Start())
    while not solo.is_over:
        if left and solo.timers:
            solo.pass_time(left.pop(0))
        elif solo.tasks:
            solo.complete_one()
        else:
            break
    return solo
