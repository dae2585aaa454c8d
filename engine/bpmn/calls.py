"""Inner processes: call activities and embedded sub-processes."""

from typing import Any

from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.board import Inner, Token
from engine.bpmn.facts import NOTHING, Facts
from engine.bpmn.formula import filled
from engine.bpmn.model import Element
from engine.bpmn.nodes import Node
from engine.bpmn.stuck import Stuck

DEEPEST = 20


class Call(Node):
    """An activity that runs another process: one called by its id, or the one drawn inside."""

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, element, name)
        self.called = element.body or element.dialect.called or ""
        self.is_embedded = element.body is not None

    @override
    def arrive(self, token: Token) -> bool:
        """Open the inner process; the token waits for it.

        Raises:
            Stuck: Processes call each other without end.
        """
        case = token.workflow.case
        if token.workflow.depth >= DEEPEST:
            raise Stuck("calls_too_deep", self.bpmn_id, most=DEEPEST)
        token.become(TaskState.STARTED)
        Inner(case.subprocess_specs[self.called], token).open(self.handed_in(token))
        return False

    def handed_in(self, token: Token) -> Facts:
        """Give what the inner process knows at its beginning."""
        seen = token.facts if self.is_embedded or self.element.dialect.takes_all else NOTHING
        if not self.takes:
            return seen
        case = token.workflow.case
        values = filled(self.takes, token.scope)
        kept = {name: value for name, value in values.items() if name in case.names}
        return seen.having(kept, case.tick())

    def come_back(self, token: Token, known: Facts) -> None:
        """Take what the inner process knew at its end, and go on."""
        if self.brings:
            advance = token.workflow.case.advance
            token.write(filled(self.brings, advance.seen_by(known.values, token.unit)))
        elif self.is_embedded or self.element.dialect.passes_all:
            token.facts = token.facts.met(known)
        token.become(TaskState.READY)
