"""Gateways: one way, all ways, or the way of what happens first."""

from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.board import Token
from engine.bpmn.nodes import Node, Race, Way
from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value


class ExclusiveGateway(Node):
    """The first flow whose condition is true, or else the default."""

    @override
    def choose(self, token: Token) -> tuple[Way, ...]:
        """Choose one flow, and say in the trail why.

        Raises:
            Stuck: No condition is true and no default is drawn.
        """
        if len(self.ways) == 1 and self.ways[0].condition is None:
            return self.ways
        for way in self.ways:
            if self.holds(way, token):
                return (way,)
        default = next((way for way in self.ways if way.condition is None), None)
        if default is None:
            raise Stuck("no_way", self.bpmn_id, name=self.element.label)
        self.note(token, "took_default", default, None)
        return (default,)

    def holds(self, way: Way, token: Token) -> bool:
        """Tell whether a condition is true; one that is neither true nor false is warned of."""
        if way.condition is None:
            return False
        value = way.condition.value(token.scope)
        if value is True:
            self.note(token, "took", way, value)
        elif value is not False:
            self.note(token, "not_a_truth", way, value)
        return value is True

    def note(self, token: Token, code: str, way: Way, value: Value) -> None:
        """Write down which flow was judged, by what, and what that was worth."""
        kind = "warning" if code == "not_a_truth" else "flow"
        text = "" if way.condition is None else way.condition.text
        read = () if way.condition is None else sorted(way.condition.names)
        known = {name: token.data.get(name) for name in read}
        advance = token.workflow.case.advance
        to = way.node.bpmn_id
        advance.note(
            kind, self.bpmn_id, code, flow=way.flow, to=to, condition=text, value=value, known=known
        )


class ParallelGateway(Node):
    """Waits for one token on each incoming flow, then goes all ways at once."""

    counts_flows = True
    incoming: frozenset[str] = frozenset()

    @override
    def arrive(self, token: Token) -> bool:
        """Join with the tokens that wait here, one of each flow (BPMN 2.0 §13.4.1)."""
        arena = token.workflow
        waiting = [other for other in arena.tasks.values() if self.waits(other)]
        first = {other.internal_data["via"]: other for other in reversed(waiting)}
        others = [other for flow, other in first.items() if flow != token.internal_data["via"]]
        if len(others) + 1 < len(self.incoming):
            token.become(TaskState.WAITING)
            return False
        for other in others:
            token.facts = token.facts.met(other.facts)
            arena.remove(other)
        return True

    def waits(self, token: Token) -> bool:
        """Tell whether a token has come here and waits for the others."""
        return token.task_spec is self and token.state == TaskState.WAITING


class EventGateway(Race):
    """Waits for several events; the first to happen takes the others away."""

    @override
    def act(self, token: Token) -> None:
        """Count as passed: what follows is still open."""
        token.workflow.case.advance.passed.append(self.bpmn_id)
