"""Files into a drawing: one pass without recursion, so that the longest diagram reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.bpmn.dialect import feel, read_dialect, read_loop, subscription
from engine.bpmn.model import Drawing, Element, Event, Flow, Process
from engine.bpmn.xml import Tree, Unreadable, child, children, is_bpmn, local, parse, text_of
from engine.domain.findings import Finding

BODIES = {"subProcess", "transaction", "adHocSubProcess"}
NODES = BODIES | {
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "scriptTask",
    "businessRuleTask",
    "sendTask",
    "receiveTask",
    "callActivity",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
    "startEvent",
    "endEvent",
    "boundaryEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
}
REFERENCES = {
    "message": ("messageRef", "name"),
    "signal": ("signalRef", "name"),
    "error": ("errorRef", "errorCode"),
    "escalation": ("escalationRef", "escalationCode"),
}
CLOCKWORKS = {"timeDuration": "duration", "timeDate": "date", "timeCycle": "cycle"}


def read(files: Mapping[str, bytes]) -> tuple[Drawing, list[Finding]]:
    """Read every BPMN file; what cannot be read is a finding, the rest is still read."""
    processes: dict[str, Process] = {}
    findings: list[Finding] = []
    for file in sorted(files):
        try:
            root = parse(file, files[file])
        except Unreadable as error:
            findings.append(error.finding)
            continue
        for process in read_processes(file, root):
            if process.id in processes:
                facts = {"process": process.id, "other": processes[process.id].file}
                findings.append(
                    Finding("bpmn.process_twice", facts, file, process.id, process.line)
                )
            processes[process.id] = process
    return Drawing(processes), findings


def read_processes(file: str, root: Tree) -> Iterator[Process]:
    """Read the processes of a file and, after each, the embedded ones it holds."""
    named = Named.of(root)
    waiting = [Nested(node, None, {}) for node in children(root, "process")]
    while waiting:
        nested = waiting.pop(0)
        process = read_process(file, nested, named)
        yield process
        waiting[:0] = nested.bodies(process)


@dataclass(frozen=True, slots=True)
class Nested:
    """A process yet to be read, the process it lies in, and the lanes drawn around it."""

    node: Tree
    parent: str | None
    lanes: Mapping[str, str]

    def bodies(self, process: Process) -> list["Nested"]:
        """Give the embedded processes; what lies in one has its own lane, or the sub-process's."""
        inner = [node for node in self.node if is_bpmn(node) and local(node) in BODIES]
        around = {element.id: element.lane for element in process.elements.values()}
        named = {**self.lanes, **lanes_of(self.node)}
        return [
            Nested(node, process.id, {**dict.fromkeys(ids_in(node), lane), **named})
            if (lane := around.get(node.get("id", "")))
            else Nested(node, process.id, named)
            for node in inner
        ]


def ids_in(node: Tree) -> list[str]:
    """Give the ids of the flow nodes that lie directly in a process."""
    return [inner.get("id", "") for inner in node if is_bpmn(inner)]


@dataclass(frozen=True, slots=True)
class Named:
    """What event definitions of a file refer to, by id: name or code, and correlation key."""

    values: Mapping[str, str]
    correlations: Mapping[str, str | None]

    @classmethod
    def of(cls, root: Tree) -> "Named":
        """Collect the messages, signals, errors and escalations of a file."""
        values: dict[str, str] = {}
        correlations: dict[str, str | None] = {}
        for kind, (_, key) in REFERENCES.items():
            for node in children(root, kind):
                values[node.get("id", "")] = node.get(key) or node.get("name") or ""
                correlations[node.get("id", "")] = subscription(node) if kind == "message" else None
        return cls(values, correlations)


def read_process(file: str, nested: Nested, named: Named) -> Process:
    """Read the flow nodes and flows that lie directly in a process."""
    node, lanes = nested.node, {**nested.lanes, **lanes_of(nested.node)}
    nodes = [inner for inner in node if is_bpmn(inner)]
    found = [read_element(inner, lanes, named) for inner in nodes if local(inner) in NODES]
    return Process(
        id=node.get("id", ""),
        name=node.get("name", ""),
        file=file,
        line=node.sourceline or 0,
        parent=nested.parent,
        elements={element.id: element for element in found},
        flows=tuple(read_flow(inner) for inner in nodes if local(inner) == "sequenceFlow"),
        is_executable=node.get("isExecutable", "true") == "true",
    )


def lanes_of(node: Tree) -> dict[str, str]:
    """Give the lane of each flow node; of nested lanes the innermost counts."""
    lanes = [lane for lane in node.iter() if is_bpmn(lane) and local(lane) == "lane"]
    return {
        (reference.text or "").strip(): lane.get("name") or lane.get("id", "")
        for lane in lanes
        for reference in children(lane, "flowNodeRef")
    }


def read_element(node: Tree, lanes: Mapping[str, str], named: Named) -> Element:
    """Read one flow node."""
    kind, id_ = local(node), node.get("id", "")
    if kind == "subProcess" and node.get("triggeredByEvent") == "true":
        kind = "eventSubProcess"
    return Element(
        id=id_,
        kind=kind,
        name=" ".join(node.get("name", "").split()),
        line=node.sourceline or 0,
        lane=lanes.get(id_),
        events=tuple(read_events(node, named)),
        attached_to=node.get("attachedToRef"),
        is_interrupting=node.get("cancelActivity", "true") == "true",
        default=node.get("default"),
        loop=read_loop(node),
        body=id_ if local(node) in BODIES else None,
        script=text_of(child(node, "script")),
        dialect=read_dialect(node),
    )


def read_events(node: Tree, named: Named) -> Iterator[Event]:
    """Read the event definitions of a node, and the message a send or receive task names."""
    if local(node) in {"sendTask", "receiveTask"}:
        yield referring("message", node, named)
    for inner in node:
        if is_bpmn(inner) and local(inner).endswith("EventDefinition"):
            kind = local(inner).removesuffix("EventDefinition")
            yield read_timer(inner) if kind == "timer" else referring(kind, inner, named)


def referring(kind: str, node: Tree, named: Named) -> Event:
    """Read an event definition by what it refers to."""
    attribute, _ = REFERENCES.get(kind, ("", ""))
    reference = node.get(attribute, "") if attribute else ""
    return Event(
        kind=kind,
        reference=named.values.get(reference, ""),
        correlation=named.correlations.get(reference),
        is_known=not reference or reference in named.values,
    )


def read_timer(node: Tree) -> Event:
    """Read a timer: the first of duration, date and cycle that is drawn."""
    for tag, clockwork in CLOCKWORKS.items():
        text = text_of(child(node, tag))
        if text is not None:
            return Event("timer", clockwork=clockwork, expression=feel(text) or "")
    return Event("timer")


def read_flow(node: Tree) -> Flow:
    """Read one sequence flow."""
    return Flow(
        id=node.get("id", ""),
        source=node.get("sourceRef", ""),
        target=node.get("targetRef", ""),
        line=node.sourceline or 0,
        condition=feel(text_of(child(node, "conditionExpression"))),
    )
