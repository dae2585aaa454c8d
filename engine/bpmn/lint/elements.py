"""Elements that would run wrongly, or not at all: each is refused by its name."""

from collections.abc import Iterator

from engine.bpmn.lint.sheet import Found, Sheet, error, warning
from engine.bpmn.model import Element, Process
from engine.domain.findings import Finding

REFUSED = {
    "complexGateway": "complex_gateway",
    "inclusiveGateway": "inclusive_gateway",
    "adHocSubProcess": "ad_hoc",
    "eventSubProcess": "event_sub_process",
    "transaction": "transaction",
}
REFUSED_EVENTS = {
    "link": "link_event",
    "compensate": "compensation",
    "conditional": "conditional_event",
    "cancel": "cancel_event",
}
ALLOWED = {
    "startEvent": set(),
    "endEvent": {"message", "signal", "error", "escalation", "terminate"},
    "boundaryEvent": {"timer", "message", "signal", "error", "escalation"},
    "intermediateCatchEvent": {"timer", "message", "signal"},
    "intermediateThrowEvent": {"message", "signal", "escalation"},
    "sendTask": {"message"},
    "receiveTask": {"message"},
}
NAMED = {"message", "signal"}
MUST_HAVE = {"boundaryEvent", "intermediateCatchEvent"}


def refused_elements(sheet: Sheet) -> Found:
    """Refuse what this engine does not run, and event definitions that cannot be meant."""
    for process, element in sheet.elements():
        if element.kind in REFUSED:
            yield error(process, element, REFUSED[element.kind])
        if element.kind == "task" and sheet.bare:
            yield warning(process, element, "untyped_task")
        elif element.kind == "task":
            yield error(process, element, "undefined_task")
        if element.kind in ALLOWED:
            yield from wrong_events(process, element)
        if element.dialect.imported:
            yield warning(process, element, "camunda_dialect")


def wrong_events(process: Process, element: Element) -> Iterator[Finding]:
    """Check the event definitions of one element."""
    events = element.events
    if len(events) > 1:
        yield error(process, element, "several_events")
    if not events and element.kind in MUST_HAVE:
        yield error(process, element, "event_without_definition")
    for event in events:
        if event.kind in REFUSED_EVENTS:
            yield error(process, element, REFUSED_EVENTS[event.kind])
        elif element.kind == "startEvent":
            yield error(process, element, "start_waits")
        elif event.kind not in ALLOWED[element.kind]:
            yield error(process, element, "event_misplaced", kind=event.kind)
        elif not event.is_known or (event.kind in NAMED and not event.reference):
            yield error(process, element, "event_without_reference", kind=event.kind)
        elif event.kind == "timer" and not event.expression:
            yield error(process, element, "timer_without_time")
        if event.kind == "error" and not element.is_interrupting:
            yield error(process, element, "error_not_interrupting")


def loops(sheet: Sheet) -> Found:
    """Check the loop characteristics of activities."""
    for process, element in sheet.elements():
        loop = element.loop
        if loop is None:
            continue
        if loop.kind == "standard":
            yield error(process, element, "standard_loop")
        elif loop.kind == "cardinality":
            yield error(process, element, "loop_cardinality")
        elif not (loop.collection or "").startswith("="):
            yield error(process, element, "loop_without_collection")
        elif (loop.results is None) != (loop.result is None):
            yield error(process, element, "loop_half_a_result")


def work_of_machines(sheet: Sheet) -> Found:
    """Check that scripts, rules, verbs and calls say what they are to do."""
    for process, element in sheet.elements():
        dialect, kind = element.dialect, element.kind
        script = dialect.script or element.script or ""
        if kind == "scriptTask" and not script.startswith("="):
            yield error(process, element, "script_not_feel")
        if kind == "serviceTask" and not dialect.verb:
            yield error(process, element, "service_without_verb")
        if kind == "businessRuleTask":
            yield from wrong_decision(sheet, process, element)
        if kind == "callActivity":
            yield from wrong_call(sheet, process, element)


def wrong_decision(sheet: Sheet, process: Process, element: Element) -> Found:
    """Check that the decision of a business rule task is there."""
    decision = element.dialect.decision
    if not decision:
        yield error(process, element, "rule_without_decision")
    elif sheet.decisions is not None and decision not in sheet.decisions:
        yield error(process, element, "unknown_decision", decision=decision)


def wrong_call(sheet: Sheet, process: Process, element: Element) -> Found:
    """Check that the process of a call activity is there."""
    called = element.dialect.called
    if not called:
        yield error(process, element, "call_without_process")
    elif called.startswith("="):
        yield error(process, element, "call_by_expression")
    elif called not in sheet.drawing.processes:
        yield error(process, element, "unknown_process", called=called)
