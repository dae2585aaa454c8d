"""A drawing that passed the lint, into the specs SpiffWorkflow's tokens run on."""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.bpmn.calls import Call
from engine.bpmn.events import BoundaryEvent, Catching, EndEvent, Guard, StartEvent, Throwing
from engine.bpmn.formula import Formula
from engine.bpmn.gateways import EventGateway, ExclusiveGateway, ParallelGateway
from engine.bpmn.instances import CHILD, Many
from engine.bpmn.model import Drawing, Element, Flow, Process
from engine.bpmn.nodes import Node, Way
from engine.bpmn.tasks import BusinessRuleTask, ScriptTask, ServiceTask, UserTask

KINDS: dict[str, type[Node]] = {
    "userTask": UserTask,
    "manualTask": UserTask,
    "task": UserTask,
    "scriptTask": ScriptTask,
    "businessRuleTask": BusinessRuleTask,
    "serviceTask": ServiceTask,
    "sendTask": Throwing,
    "receiveTask": Catching,
    "callActivity": Call,
    "subProcess": Call,
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "eventBasedGateway": EventGateway,
    "startEvent": StartEvent,
    "endEvent": EndEvent,
    "boundaryEvent": BoundaryEvent,
    "intermediateCatchEvent": Catching,
    "intermediateThrowEvent": Throwing,
}


class Plan(BpmnProcessSpec):
    """The spec of one process; `first` is its start event. Nothing changes it once it is built."""

    def __init__(self, process: Process) -> None:
        WorkflowSpec.__init__(self, name=process.id, filename=process.file)
        self.data_objects: dict[str, Any] = {}
        self.bpmn_start_events: list[Any] = []
        self.start = Node(self, Element("(start)", "root", "", process.line))
        self.first: Node = self.start

    def nodes(self) -> Iterable[Node]:
        """Give every node, wrappers included."""
        return tuple(self.task_specs.values())


def build(drawing: Drawing) -> dict[str, Plan]:
    """Build the spec of every process of a drawing, called and embedded ones included."""
    return {id_: build_process(process) for id_, process in drawing.processes.items()}


def build_process(process: Process) -> Plan:
    """Build the spec of one process."""
    plan = Plan(process)
    bodies = {element.id: build_element(plan, element) for element in process.elements.values()}
    inner = {id_: wrapped(plan, body) for id_, body in bodies.items()}
    entries = {id_: guarded(plan, process, node, inner) for id_, node in inner.items()}
    for id_, node in inner.items():
        element = process.elements[id_]
        flows = in_order(process.outgoing(id_), element)
        node.ways = tuple(way(flow, element, entries) for flow in flows)
        if isinstance(node, ParallelGateway):
            node.incoming = frozenset(flow.id for flow in process.flows if flow.target == id_)
        if element.kind == "startEvent":
            plan.first = entries[id_]
    return plan


def build_element(plan: Plan, element: Element) -> Node:
    """Build the node of an element, without what surrounds it."""
    name = element.id + CHILD if element.loop else None
    return KINDS[element.kind](plan, element, name)


def wrapped(plan: Plan, body: Node) -> Node:
    """Put the multi-instance around an activity that has one."""
    loop = body.element.loop
    return body if loop is None else Many(plan, body.element, loop, body)


def guarded(plan: Plan, process: Process, node: Node, inner: dict[str, Node]) -> Node:
    """Put the guard around an activity that has boundary events: tokens enter through it."""
    guards = process.guards(node.bpmn_id)
    if not guards:
        return node
    guard = Guard(plan, Element(node.bpmn_id, "guard", "", 0), f"{node.bpmn_id} [guard]")
    guard.ways = (Way("", node), *(Way("", inner[event.id]) for event in guards))
    return guard


def way(flow: Flow, source: Element, entries: dict[str, Node]) -> Way:
    """Make the way a flow gives; only flows out of an exclusive gateway are judged."""
    is_judged = source.kind == "exclusiveGateway" and flow.id != source.default
    condition = Formula.of_optional(flow.condition) if is_judged else None
    return Way(flow.id, entries[flow.target], condition)


def in_order(flows: tuple[Flow, ...], source: Element) -> list[Flow]:
    """Give the flows as they are judged: in the order of the file, the default last."""
    return sorted(flows, key=lambda flow: flow.id == source.default)
