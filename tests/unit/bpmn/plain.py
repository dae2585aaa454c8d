"""Plain SpiffWorkflow, as its own manual uses it: to show what goes wrong without this room."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.util.task import TaskState

from tests.unit.bpmn.drawing import diagram


class Plain:
    """A case run by plain SpiffWorkflow; its expressions are Python."""

    def __init__(self, *parts: str, data: Mapping[str, Any] | None = None) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(diagram(*parts))
        self.spec = parser.get_spec("p")
        self.specs = parser.get_subprocess_specs("p")
        self.case = self.begin(data)

    def begin(self, data: Mapping[str, Any] | None = None) -> BpmnWorkflow:
        case = BpmnWorkflow(self.spec, self.specs)
        case.task_tree.data.update(data or {})
        case.do_engine_steps()
        return case

    def do(self, name: str, at: int = 0, **answers: Any) -> None:
        ready = [t for t in self.case.get_tasks(state=TaskState.READY) if t.task_spec.name == name]
        task = ready[at]
        task.data.update(answers)
        task.run()
        self.case.do_engine_steps()

    def tell(self, name: str, case: BpmnWorkflow | None = None) -> None:
        case = case or self.case
        case.catch(BpmnEvent(MessageEventDefinition(name), {}))
        case.do_engine_steps()

    @property
    def at(self) -> list[str]:
        return names(self.case)

    @property
    def data(self) -> Mapping[str, Any]:
        ready = self.case.get_next_task(state=TaskState.READY, manual=True)
        found: Mapping[str, Any] = ready.data
        return found


def names(case: BpmnWorkflow) -> list[str]:
    """The elements where people are asked to work."""
    ready = case.get_tasks(state=TaskState.READY, manual=True)
    return sorted(task.task_spec.name for task in ready)
