"""Work for people: who does it, with which form, by when, and what a deadline may do."""

from collections.abc import Iterator, Mapping, Sequence

from engine.bpmn.lint.shape import arrows, closure
from engine.bpmn.lint.sheet import WAITING, Found, Sheet, error, warning
from engine.bpmn.model import Element, Process
from engine.domain.findings import Finding

TAKES_AWAY = "shaodao:takes-away"
DUE = "shaodao:due"


def people(sheet: Sheet) -> Found:
    """Ask every user task for a lane, a form and a clock, unless the pack is bare."""
    if sheet.bare:
        return
    for process, element in sheet.elements():
        if element.kind not in {"userTask", "manualTask"}:
            continue
        if not element.name:
            yield warning(process, element, "task_without_name")
        if element.lane is None:
            yield error(process, element, "task_without_lane")
        if element.kind == "userTask" and element.dialect.form is None:
            yield error(process, element, "task_without_form")
        if not has_clock(sheet, process, element):
            yield error(process, element, "task_without_clock")


def has_clock(sheet: Sheet, process: Process, element: Element) -> bool:
    """Tell whether a task has a clock, or else an activity around it on every way to it."""
    if DUE in element.dialect.properties or element.dialect.due_date:
        return True
    asked, waiting = {process.id}, [process]
    while waiting:
        around = list(callers(sheet, waiting.pop()))
        without = [other for other, caller in around if DUE not in caller.dialect.properties]
        if not around:
            return False
        waiting.extend(other for other in without if other.id not in asked)
        asked.update(other.id for other in without)
    return True


def callers(sheet: Sheet, process: Process) -> Iterator[tuple[Process, Element]]:
    """Give the activities that run a process: around it, or calling it."""
    for other, element in sheet.elements():
        if process.id in (element.body, element.dialect.called):
            yield other, element


def deadlines(sheet: Sheet) -> Found:
    """Refuse a timer that takes work away from its holder without saying that it is meant to."""
    if sheet.bare:
        return
    for process, element in sheet.elements():
        activity = process.elements.get(element.attached_to or "")
        is_timer = any(event.kind == "timer" for event in element.events)
        if activity is None or not is_timer or not element.is_interrupting:
            continue
        if activity.kind in {"userTask", "manualTask"} and not element.dialect.properties.get(
            TAKES_AWAY
        ):
            yield error(process, element, "deadline_takes_work_away", task=activity.label)


def side_branches(sheet: Sheet) -> Found:
    """Ask an inner process with a waiting side branch for a terminate end.

    A branch beside the main one keeps the inner process open, and with it the activity outside.
    What the main branch passes too is none of the side branch's own: it is meant to be waited for.
    """
    for process in sheet.drawing.processes.values():
        if not any(True for _ in callers(sheet, process)) or process.has_terminate:
            continue
        ahead = arrows(process)
        for element in process.elements.values():
            if element.attached_to is None or element.is_interrupting:
                continue
            if any(other.kind in WAITING for other in beside(process, element, ahead)):
                yield error(process, element, "side_branch_keeps_open")


def beside(
    process: Process, bell: Element, ahead: Mapping[str, Sequence[str]]
) -> Iterator[Element]:
    """Give what only a boundary event leads to, not the main branch."""
    starts = [each.id for each in process.elements.values() if each.kind == "startEvent"]
    without = {id_: [to for to in follows if to != bell.id] for id_, follows in ahead.items()}
    own = closure([bell.id], ahead) - closure(starts, without) - {bell.id}
    return (process.elements[id_] for id_ in own)


def correlations(sheet: Sheet) -> Found:
    """Ask a message received by one of several items for the key that tells them apart."""
    inside = repeated(sheet)
    for process, element in sheet.elements():
        if element.loop is None and process.id not in inside:
            continue
        if element.kind in {"receiveTask", "intermediateCatchEvent", "boundaryEvent"}:
            yield from without_key(process, element)


def without_key(process: Process, element: Element) -> Iterator[Finding]:
    """Find the message of an element that has no correlation key."""
    for event in element.events:
        if event.kind == "message" and event.correlation is None:
            yield error(process, element, "message_without_key", message=event.reference)


def repeated(sheet: Sheet) -> set[str]:
    """Give the processes that run once for each item of a multi-instance."""
    calls: dict[str, list[str]] = {}
    starts: list[str] = []
    for process, element in sheet.elements():
        inner = element.body or element.dialect.called
        if inner:
            calls.setdefault(process.id, []).append(inner)
            starts.extend([inner] if element.loop else [])
    return closure(starts, calls)
