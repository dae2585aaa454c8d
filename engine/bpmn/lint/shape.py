"""How elements hang together: every part can be reached, goes on, and comes to an end."""

from collections.abc import Iterable, Iterator, Mapping

from engine.bpmn.lint.sheet import WAITING, Found, Sheet, error, of_process, warning
from engine.bpmn.model import Element, Flow, Process
from engine.domain.findings import Finding

GATEWAYS = {"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"}
ENTRANCES = {"startEvent", "boundaryEvent", "eventSubProcess"}
MOST_ELEMENTS = 2_000


def size(sheet: Sheet) -> Found:
    """Keep diagrams to a size a person and a page can hold."""
    count = sum(1 for _ in sheet.elements())
    if count > MOST_ELEMENTS:
        first = next(iter(sheet.drawing.processes.values()))
        yield of_process(first, "too_many_elements", count=count, most=MOST_ELEMENTS)


def starts_and_ends(sheet: Sheet) -> Found:
    """Ask for exactly one start and at least one end in every process."""
    for process in sheet.drawing.processes.values():
        kinds = [element.kind for element in process.elements.values()]
        if kinds.count("startEvent") == 0:
            yield of_process(process, "no_start")
        if kinds.count("startEvent") > 1:
            yield of_process(process, "several_starts")
        if "endEvent" not in kinds:
            yield of_process(process, "no_end")


def ids(sheet: Sheet) -> Found:
    """Ask for ids that name one piece of work only, in whichever process it lies."""
    seen: dict[str, Process] = {}
    for process, element in sheet.elements():
        if element.kind in WAITING:
            other = seen.setdefault(element.id, process)
            if other is not process:
                yield error(process, element, "id_twice", id=element.id, other=other.id)


def flows(sheet: Sheet) -> Found:
    """Check each flow: it leads from somewhere to somewhere, and only gateways judge."""
    for process in sheet.drawing.processes.values():
        for flow in process.flows:
            source, target = process.elements.get(flow.source), process.elements.get(flow.target)
            if source is None or target is None:
                yield of_process(process, "flow_to_nowhere", flow=flow.id)
                continue
            if flow.condition and source.kind not in {"exclusiveGateway", "inclusiveGateway"}:
                yield error(process, source, "condition_off_gateway", flow=flow.id)
            if target.kind in ENTRANCES:
                yield error(process, target, "flow_into_entrance", flow=flow.id)
            if source.kind == "endEvent":
                yield error(process, source, "flow_out_of_end", flow=flow.id)


def splits(sheet: Sheet) -> Found:
    """Refuse a task that forks without a gateway, and gateways that leave a case without a way."""
    for process, element in sheet.elements():
        leaving = process.outgoing(element.id)
        if len(leaving) > 1 and element.kind not in GATEWAYS:
            yield error(process, element, "implicit_fork")
        if element.kind == "exclusiveGateway":
            yield from wrong_choice(process, element, leaving)
        if element.kind == "eventBasedGateway":
            yield from wrong_race(process, element, leaving)
        if element.attached_to is not None and element.attached_to not in process.elements:
            yield error(process, element, "attached_to_nowhere")


def wrong_choice(
    process: Process, element: Element, leaving: tuple[Flow, ...]
) -> Iterator[Finding]:
    """Check the flows out of an exclusive gateway."""
    default = element.default
    if default is not None and default not in {flow.id for flow in leaving}:
        yield error(process, element, "unknown_default", flow=default)
    if len(leaving) <= 1:
        return
    if default is None:
        yield error(process, element, "gateway_without_default")
    for flow in leaving:
        if flow.id != default and flow.condition is None:
            yield error(process, element, "flow_without_condition", flow=flow.id)
        if flow.id == default and flow.condition is not None:
            yield warning(process, element, "default_with_condition", flow=flow.id)


def wrong_race(process: Process, element: Element, leaving: tuple[Flow, ...]) -> Iterator[Finding]:
    """Check that an event gateway leads to events only, each its own."""
    for flow in leaving:
        target = process.elements.get(flow.target)
        if target is None:
            continue
        if target.kind not in {"intermediateCatchEvent", "receiveTask"} or target.loop:
            yield error(process, element, "event_gateway_target", flow=flow.id)
        elif sum(1 for other in process.flows if other.target == target.id) > 1:
            yield error(process, target, "event_gateway_shared")


def joins(sheet: Sheet) -> Found:
    """Refuse a join that waits for a flow which only the join itself could lead to."""
    for process, element in sheet.elements():
        coming = [flow for flow in process.flows if flow.target == element.id]
        if element.kind != "parallelGateway" or len(coming) <= 1:
            continue
        ahead = arrows(process) | {element.id: []}
        starts = [e.id for e in process.elements.values() if e.kind == "startEvent"]
        reached = closure(starts, ahead)
        for flow in coming:
            if flow.source not in reached and flow.source in process.elements:
                yield error(process, element, "join_waits_for_itself", flow=flow.id)


def dead_parts(sheet: Sheet) -> Found:
    """Find what no token reaches, what goes on nowhere, and what never comes to an end."""
    for process in sheet.drawing.processes.values():
        ahead = arrows(process)
        back = turned(ahead)
        entrances = [e.id for e in process.elements.values() if e.kind == "startEvent"]
        ends = [e.id for e in process.elements.values() if e.kind == "endEvent"]
        reached, ending = closure(entrances, ahead), closure(ends, back)
        for element in process.elements.values():
            if element.kind == "eventSubProcess":
                continue
            if element.kind != "endEvent" and not process.outgoing(element.id):
                yield error(process, element, "dead_end")
            elif element.id not in reached:
                yield error(process, element, "unreachable")
            elif element.id not in ending and not is_kept_beside(process, element, ahead):
                yield error(process, element, "no_way_to_an_end")


def is_kept_beside(process: Process, element: Element, ahead: Mapping[str, list[str]]) -> bool:
    """Tell whether an element lies in a receive loop beside the work, ended by a terminate end."""
    after = (process.elements[id_] for id_ in closure([element.id], ahead))
    return process.has_terminate and any(other.kind in WAITING for other in after)


def arrows(process: Process) -> dict[str, list[str]]:
    """Give what follows each element; a boundary event follows its activity."""
    ahead: dict[str, list[str]] = {id_: [] for id_ in process.elements}
    for flow in process.flows:
        ahead.setdefault(flow.source, []).append(flow.target)
    for element in process.elements.values():
        if element.attached_to is not None:
            ahead.setdefault(element.attached_to, []).append(element.id)
    return ahead


def turned(ahead: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give what leads to each element."""
    back: dict[str, list[str]] = {}
    for source, targets in ahead.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    return back


def closure(starts: Iterable[str], arrows_: Mapping[str, Iterable[str]]) -> set[str]:
    """Give everything that can be reached along arrows."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for target in arrows_.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
