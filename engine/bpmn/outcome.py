"""What a step makes of a case: the new snapshot and every difference to be written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from engine.bpmn.values import Value
from engine.texts import say


class State(StrEnum):
    """Where the diagram stands; what a case is called is for casework to say."""

    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A task that came onto somebody's list.

    `id` is short and unique in the case. `lane` is evaluated (`承办人@街道`); `groups` and `users`
    narrow it. `due` names a clock (`shaodao:due`); `due_at` is the
    instant of a task schedule, where one is drawn. `unit` is the key of the
    multi-instance item the task belongs to ("" for none) and `item` its value; `scope` lists the
    elements (call activities, sub-processes) the task lies in, outermost first.
    """

    id: str
    element: str
    name: str
    process: str
    scope: tuple[str, ...] = ()
    lane: str | None = None
    groups: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    form: str | None = None
    due: str | None = None
    due_at: datetime | None = None
    milestone: str | None = None
    unit: str = ""
    item: Value = None
    inputs: Mapping[str, Value] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """The work items of a case as a difference; completed and withdrawn are task ids.

    `dated` are those that stay open and whose clock was set, moved or held.
    """

    opened: tuple[OpenedTask, ...] = ()
    dated: tuple[OpenedTask, ...] = ()
    completed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetTimer:
    """A timer that was set, or moved: same id, new `due`. None: it waits for its clock.

    Once it has rung it goes by another id, so a job that is done is never set again.
    """

    id: str
    element: str
    due: datetime | None
    clocks: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TimerChanges:
    """The timers of a case as a difference; `dropped` are timer ids, rung ones included."""

    set: tuple[SetTimer, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """An element that waits for a message; `form` and `lane` if a person may send it."""

    id: str
    element: str
    message: str
    name: str = ""
    correlation: str | None = None
    lane: str | None = None
    form: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverChanges:
    """The waiting receivers of a case as a difference; `closed` are receiver ids."""

    opened: tuple[Receiver, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """A verb a service task asked for, with its inputs evaluated; `key` is unique in the case."""

    key: str
    verb: str
    inputs: Mapping[str, Value]
    element: str
    unit: str = ""
    answer: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something the rules count that no person's task reached; `unit` as of an `OpenedTask`."""

    key: str
    unit: str = ""


class Reach(StrEnum):
    """Whom a message is for: one who waits, everybody who does or will, or whom one leaves."""

    ONE = "one"
    ALL = "all"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message for another case; `key` is unique in the case and makes a job key."""

    key: str
    name: str
    payload: Mapping[str, Value]
    correlation: str | None
    element: str
    unit: str = ""
    reach: Reach = Reach.ONE


class Still(StrEnum):
    """What a clock has in place of an instant while it is held: it rings once it is let go."""

    STILL = "still"


@dataclass(frozen=True, slots=True)
class SetClock:
    """A named instant that was set, moved or held; `unit` "" is the whole case."""

    key: str
    due: datetime | Still
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail: which element decided what, and why.

    `kind` is one of flow (a gateway chose), decision (a DMN table), script, timer (set or rung),
    message, error, escalation, end, warning; `facts` hold the expression, its value and the
    values it read, the table, the rules.
    """

    kind: str
    element: str
    code: str
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incident:
    """Why a step could not be taken; nothing changed, and a person may let it be tried again."""

    code: str
    element: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "zh") -> str:
        """Say what is wrong, where, and what to do."""
        facts = {"element": self.element, **self.facts}
        return say(f"bpmn.{self.code}", facts, language)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one step.

    With an `incident` the snapshot is the one that was given and every difference is empty.
    `delivered` is False when nobody waited for a message, the task or timer is gone, or the unit
    is not there: the snapshot is unchanged, and the job keeps a message until it can be received.
    `passed` are the elements tokens have left, in that order; `ended_by` are the ids of the end
    events that were reached when the case ended.
    """

    snapshot: bytes
    state: State
    tasks: TaskChanges = TaskChanges()
    timers: TimerChanges = TimerChanges()
    receivers: ReceiverChanges = ReceiverChanges()
    clocks: tuple[SetClock, ...] = ()
    effects: tuple[Effect, ...] = ()
    messages: tuple[SentMessage, ...] = ()
    trail: tuple[Entry, ...] = ()
    delivered: bool = True
    passed: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    ended_by: tuple[str, ...] = ()
    incident: Incident | None = None
