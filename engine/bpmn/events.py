"""Events: where a case begins and ends, what it waits for, and what it throws."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.board import Token
from engine.bpmn.clockwork import Clockwork
from engine.bpmn.formula import Formula, filled
from engine.bpmn.model import Element, Event
from engine.bpmn.nodes import Node, Race
from engine.bpmn.outcome import Reach, SentMessage
from engine.bpmn.stuck import Stuck
from engine.bpmn.template import Template
from engine.bpmn.values import Value

NO_EVENT = Event("none")
REACHES = {"shaodao:to-all": Reach.ALL, "shaodao:leaves": Reach.LEAVE}


class StartEvent(Node):
    """Where a process begins; what opened the case came with its first stimulus."""


class Catching(Node):
    """An event a token waits for: a timer, a message, a signal."""

    can_wait = True

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, element, name)
        self.event = element.event or NO_EVENT
        self.clockwork = Clockwork.of(self.event) if self.event.kind == "timer" else None
        self.correlation = Formula.of_optional(self.event.correlation)
        self.lane_template = Template.of_optional(element.lane)

    @override
    def arrive(self, token: Token) -> bool:
        """Wait for the event; a none event has happened already."""
        if self.event.kind == "none":
            return True
        if self.clockwork is not None:
            self.clockwork.wind(token)
        if self.correlation is not None:
            key = key_of(self.correlation, token)
            if key is None:
                raise Stuck("correlation_empty", self.bpmn_id, expression=self.correlation.text)
            token.internal_data["key"] = key
        token.become(TaskState.WAITING)
        return False

    def catches(self, kind: str, reference: str) -> bool:
        """Tell whether this is what the node waits for; an empty code catches every code."""
        own = self.event
        if own.kind != kind:
            return False
        return own.reference == reference or (kind in {"error", "escalation"} and not own.reference)

    def happen(self, token: Token, values: Mapping[str, Value]) -> None:
        """Let the event happen to a waiting token."""
        self.keep(token, values)
        token.become(TaskState.READY)

    def ring(self, token: Token) -> None:
        """Let the timer of a waiting token ring."""
        if self.clockwork is not None:
            self.clockwork.strike(token)
            self.happen(token, {})


class Guard(Race):
    """An activity with boundary events: the activity runs against those that interrupt it."""


class BoundaryEvent(Catching):
    """An event on the edge of an activity.

    Interrupting, it takes the activity away. Otherwise it may happen again and again while the
    activity lasts, as BPMN 2.0 §10.5.6 says, and what it started goes on by itself.
    """

    @override
    def happen(self, token: Token, values: Mapping[str, Value]) -> None:
        """Take the activity away, or start the branch beside it."""
        if self.element.is_interrupting:
            self.keep(token, values)
            token.run()
            return
        arena, before = token.workflow, token.facts
        arena.case.advance.passed.append(self.bpmn_id)
        self.keep(token, values)
        host = arena.host_of(arena.parent_of(token))
        for way in self.ways:
            arena.rehome(token.begin(way.node, way.flow), host)
        token.facts = before
        if self.clockwork is not None and self.clockwork.is_spent(token):
            arena.remove(token)


class Throwing(Node):
    """An event that happens elsewhere: a message, a signal, an error, an escalation."""

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, element, name)
        self.event = element.event or NO_EVENT
        self.correlation = Formula.of_optional(self.event.correlation)
        self.reach = reach_of(element)

    @override
    def act(self, token: Token) -> None:
        """Throw the event."""
        match self.event.kind:
            case "message":
                self.send(token)
            case "signal":
                self.signal(token)
            case "error" | "escalation":
                self.call_out(token)

    def send(self, token: Token) -> None:
        """Send a message: to the one in this case who waits for it, or else out of the case."""
        case = token.workflow.case
        key = key_of(self.correlation, token)
        payload = filled(self.takes, token.scope)
        own = case.tokens() if self.reach is Reach.ONE else ()
        receiver = receiver_of(own, self.event.reference, key)
        case.advance.note("message", self.bpmn_id, "sent", message=self.event.reference, key=key)
        if receiver is not None:
            receiver.task_spec.happen(receiver, payload)
            return
        number = f"m{case.tick():x}"
        case.advance.messages.append(
            SentMessage(
                number, self.event.reference, payload, key, self.bpmn_id, token.unit, self.reach
            )
        )

    def signal(self, token: Token) -> None:
        """Let everybody in this case who waits for a signal have it."""
        case = token.workflow.case
        payload = filled(self.takes, token.scope)
        for other in list(case.tokens()):
            if is_waiting_for(other, "signal", self.event.reference):
                other.task_spec.happen(other, payload)

    def call_out(self, token: Token) -> None:
        """Look for the boundary event that catches, from the nearest activity outwards.

        It knows what the thrower maps, or all the thrower knew where nothing is mapped.

        Raises:
            Stuck: An error nobody catches.
        """
        event, advance = self.event, token.workflow.case.advance
        payload = filled(self.takes, token.scope)
        catcher = catcher_of(token, event.kind, event.reference)
        if catcher is not None:
            advance.note(event.kind, self.bpmn_id, "caught", by=catcher.task_spec.bpmn_id)
            if not self.takes:
                catcher.facts = catcher.facts.met(token.facts)
            catcher.task_spec.happen(catcher, payload)
        elif event.kind == "error":
            raise Stuck("error_not_caught", self.bpmn_id, error=event.reference)
        else:
            advance.note(
                "warning", self.bpmn_id, "escalation_not_caught", escalation=event.reference
            )


class EndEvent(Throwing):
    """Where a branch ends; a terminate end ends every branch of its process."""

    @override
    def act(self, token: Token) -> None:
        """Throw what is drawn; a terminate end clears the process."""
        super().act(token)
        if token.is_finished:  # what it threw took its own process away: it never leaves
            token.workflow.case.advance.passed.append(self.bpmn_id)
        elif self.event.kind == "terminate":
            token.workflow.clear(keep=token)

    @override
    def leave(self, token: Token) -> None:
        """End the branch, and remember where the case ended."""
        super().leave(token)
        case = token.workflow.case
        if token.workflow is case:
            case.advance.ended_by.append(self.bpmn_id)
        case.advance.note("end", self.bpmn_id, "reached")


def reach_of(element: Element) -> Reach:
    """Tell whom the message of an element is for; one who waits, where nothing else is drawn."""
    drawn = element.dialect.properties
    found = (reach for key, reach in REACHES.items() if drawn.get(key) == "true")
    return next(found, Reach.ONE)


def catcher_of(token: Token, kind: str, reference: str) -> Token | None:
    """Give the boundary token that catches an error or escalation thrown at a token."""
    arena = token.workflow
    while arena is not arena.case:
        caller = arena.caller
        arena = caller.workflow
        guard = arena.parent_of(caller)
        if caller.task_spec.many is not None:
            guard = arena.parent_of(guard)
        for id_ in guard.held:
            other = arena.tasks[id_]
            if isinstance(guard.task_spec, Guard) and is_waiting_for(other, kind, reference):
                return other
    return None


def is_waiting_for(token: Token, kind: str, reference: str) -> bool:
    """Tell whether a token waits for an event."""
    node = token.task_spec
    waits = token.state == TaskState.WAITING and isinstance(node, Catching)
    return waits and node.catches(kind, reference)


def receiver_of(tokens: Any, name: str, key: str | None) -> Token | None:
    """Give the one token a message is for: of those with its very key, the longest waiting.

    A message without a key is for those who wait without one, in the case as between cases.
    """
    waiting = (token for token in tokens if is_waiting_for(token, "message", name))
    meant = (token for token in waiting if token.internal_data.get("key") == key)
    return min(meant, key=lambda token: token.age, default=None)


def key_of(correlation: Formula | None, token: Token) -> str | None:
    """Give the key by which a message finds its receiver; None where it is empty or not drawn."""
    key = None if correlation is None else correlation.value(token.scope)
    return None if key is None or key == "" else str(key)
