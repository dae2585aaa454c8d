"""What every element of a running diagram has in common: how a token comes and goes.

The life of a token is SpiffWorkflow's (READY → `run` → `complete` → `_on_complete`);
the future is not predicted, so a diagram of any length and depth costs nothing before it is
reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.board import Token
from engine.bpmn.formula import Formula, Lines, compiled, filled
from engine.bpmn.model import MILESTONE, Element
from engine.bpmn.outcome import Milestone
from engine.bpmn.values import Value


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence flow to a node, taken when its condition holds."""

    flow: str
    node: "Node"
    condition: Formula | None = None


class Node(BpmnSpecMixin):
    """A flow node; `ways` are its outgoing flows."""

    can_wait = False
    counts_flows = False

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, name or element.id, lane=element.lane)
        self.bpmn_id = element.id
        self.bpmn_name = element.name
        self.element = element
        self.ways: tuple[Way, ...] = ()
        self.brings: Lines = compiled(element.dialect.outputs)
        self.takes: Lines = compiled(element.dialect.inputs)
        self.many: Any = None
        self.milestone = element.dialect.properties.get(MILESTONE)

    def _predict(self, *_: object, **__: object) -> None:
        """Predict nothing."""

    def enter(self, token: Token) -> None:
        """Put a token onto the node; it runs at once unless it has to wait."""
        if self.arrive(token):
            token.become(TaskState.READY)

    def arrive(self, token: Token) -> bool:  # noqa: ARG002 the others ask the token
        """Receive a token: True lets it run at once, False makes it wait."""
        return True

    def act(self, token: Token) -> None:
        """Do what the element is for."""

    def _on_complete(self, token: Token) -> None:
        self.leave(token)
        token.workflow.retire(token)

    def leave(self, token: Token) -> None:
        """Go on: along the flows, or back into the multi-instance this was one item of."""
        advance = token.workflow.case.advance
        if self.many is None:
            advance.passed.append(self.bpmn_id)
        if self.milestone:
            advance.milestones.append(Milestone(self.milestone, token.unit))
        race = token.workflow.parent_of(token)
        race.task_spec.settle(race, token)
        if self.many is not None:
            self.many.take_back(race, token)
            return
        for way in self.choose(token):
            token.begin(way.node, way.flow)
        if not self.ways:
            token.workflow.meet_end(token)

    def choose(self, token: Token) -> tuple[Way, ...]:  # noqa: ARG002 gateways ask the token
        """Choose the flows to take."""
        return self.ways

    def settle(self, race: Token, winner: Token) -> None:
        """Be told that a token that hangs on this one is done."""

    def keep(self, token: Token, values: Mapping[str, Value]) -> None:
        """Write what the element brought: through its output mapping where one is drawn."""
        scope = token.scope.child(values)
        token.write(filled(self.brings, scope) if self.brings else values)


class Race(Node):
    """A node whose followers run against each other; it stays until they have settled it."""

    @override
    def _on_complete(self, token: Token) -> None:
        for way in self.ways:
            token.begin(way.node, way.flow)

    @override
    def settle(self, race: Token, winner: Token) -> None:
        """Take away everybody but the winner."""
        arena = race.workflow
        for id_ in list(race.held):
            if id_ != winner.id:
                arena.remove(arena.tasks[id_])
