"""What is open in a case: the tasks, timers and receivers its tokens stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from SpiffWorkflow.util.task import TaskState

from engine.bpmn.board import Arena, Case, Token
from engine.bpmn.clockwork import instant_of, read_time
from engine.bpmn.events import Catching
from engine.bpmn.formula import Formula, filled
from engine.bpmn.model import MILESTONE
from engine.bpmn.outcome import OpenedTask, Receiver, SetTimer
from engine.bpmn.stuck import Stuck
from engine.bpmn.tasks import UserTask
from engine.bpmn.template import Template
from engine.feel import Scope, text_of


@dataclass(slots=True)
class Open:
    """The tokens that somebody or something outside the case is concerned with, by id."""

    tasks: dict[str, Token] = field(default_factory=dict)
    timers: dict[str, Token] = field(default_factory=dict)
    receivers: dict[str, Token] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> "Open":
        """Look over the whole board."""
        found = cls()
        for token in case.tokens():
            node, state = token.task_spec, token.state
            if state == TaskState.READY and isinstance(node, UserTask):
                found.tasks[token.id] = token
            elif state == TaskState.WAITING and isinstance(node, Catching):
                if node.clockwork is not None:
                    found.timers[timer_id(token)] = token
                elif node.event.kind == "message":
                    found.receivers[token.id] = token
        return found

    def dues(self) -> Mapping[str, str | None]:
        """Give when each timer is due."""
        return {id_: token.internal_data["due"] for id_, token in self.timers.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is open in a case now; `tokens` are the elements where tokens stand."""

    tasks: tuple[OpenedTask, ...]
    timers: tuple[SetTimer, ...]
    receivers: tuple[Receiver, ...]
    tokens: tuple[str, ...]


def task_of(token: Token) -> OpenedTask:
    """Describe the task a token stands for.

    Raises:
        Stuck: Its lane cannot be named.
    """
    node, scope = token.task_spec, token.scope
    dialect = node.element.dialect
    return OpenedTask(
        id=token.id,
        element=node.bpmn_id,
        name=node.element.label,
        process=token.workflow.spec.name,
        scope=scope_of(token),
        lane=lane_of(node.lane_template, token),
        groups=listed(node.groups, scope),
        users=listed(node.users, scope),
        form=dialect.form,
        due=clock_of(token),
        due_at=due_at(node.due_date, token),
        milestone=dialect.properties.get(MILESTONE),
        unit=token.unit,
        item=token.item,
        inputs=filled(node.takes, scope),
        properties=with_stage(token, dialect.properties),
    )


def clock_of(token: Token) -> str | None:
    """Name the clock by which a task is due: its own, or that of the nearest activity around.

    A task with a schedule of its own is due by that.
    """
    own = token.task_spec.element.dialect
    if own.due_date and "shaodao:due" not in own.properties:
        return None
    return nearest(token, "shaodao:due")


def with_stage(token: Token, properties: Mapping[str, str]) -> Mapping[str, str]:
    """Give the properties of a task, and the stage of the nearest activity around it."""
    stage = nearest(token, "shaodao:stage")
    return properties if stage is None else {**properties, "shaodao:stage": stage}


def nearest(token: Token, key: str) -> str | None:
    """Give a property of a token's element, or of the nearest activity around that has it."""
    for at in (token, *callers_of(token)):
        properties: Mapping[str, str] = at.task_spec.element.dialect.properties
        if key in properties:
            return properties[key]
    return None


def callers_of(token: Token) -> Iterator[Token]:
    """Give the activities a token lies in, the nearest first."""
    arena: Arena = token.workflow
    while arena is not arena.case:
        yield arena.caller
        arena = arena.caller.workflow


def timer_id(token: Token) -> str:
    """Name the timer of a token; each ring makes it another timer."""
    rings = token.internal_data.get("rings")
    return f"{token.id}-{rings}" if rings else token.id


def timer_of(token: Token) -> SetTimer:
    """Describe the timer of a token."""
    internal = token.internal_data
    due = internal["due"]
    return SetTimer(
        id=timer_id(token),
        element=token.task_spec.bpmn_id,
        due=None if due is None else datetime.fromisoformat(due),
        clocks=tuple(internal["clocks"]),
        unit=token.unit,
    )


def receiver_as(token: Token) -> Receiver:
    """Describe what a token waits to receive."""
    node = token.task_spec
    return Receiver(
        id=token.id,
        element=node.bpmn_id,
        message=node.event.reference,
        name=node.element.label,
        correlation=token.internal_data.get("key"),
        lane=lane_of(node.lane_template, token),
        form=node.element.dialect.form,
        unit=token.unit,
    )


def standing_of(case: Case) -> Standing:
    """Describe everything that is open."""
    found = Open.of(case)
    return Standing(
        tasks=tuple(task_of(token) for token in found.tasks.values()),
        timers=tuple(timer_of(token) for token in found.timers.values()),
        receivers=tuple(receiver_as(token) for token in found.receivers.values()),
        tokens=tuple(dict.fromkeys(token.task_spec.bpmn_id for token in case.tokens())),
    )


def lane_of(template: Template | None, token: Token) -> str | None:
    """Name the lane of a token, its level filled in.

    Raises:
        Stuck: What the lane is named by is null.
    """
    if template is None:
        return None
    lane = template.value(token.scope)
    if lane is None:
        raise Stuck("lane_empty", token.task_spec.bpmn_id, lane=template.text)
    return lane


def scope_of(token: Token) -> tuple[str, ...]:
    """List the activities a token lies in, outermost first."""
    callers = [caller.task_spec.bpmn_id for caller in callers_of(token)]
    return tuple(reversed(callers))


def listed(formula: Formula | None, scope: Scope) -> tuple[str, ...]:
    """Give the names of an assignment: a FEEL list, or a text with commas."""
    value = None if formula is None else formula.value(scope)
    if isinstance(value, list):
        return tuple(text_of(entry, scope.budget) for entry in value if entry is not None)
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def due_at(formula: Formula | None, token: Token) -> datetime | None:
    """Give the instant a task schedule names; None where it names none."""
    if formula is None:
        return None
    value = read_time(formula.value(token.scope))
    return instant_of(value, token.workflow.case.advance.now.tzinfo)
