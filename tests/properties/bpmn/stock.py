"""Plain SpiffWorkflow on the same diagram: its own parser, tasks and driver, no save, no prune.

Only what the dialect asks for is added: FEEL as the script environment, zeebe's multi-instance in
BPMN's own words, a clock a test can set. Its join is mended (`MendedJoin`), because the stale copy
of a late branch would otherwise undo what another branch wrote; the unit tests show that.
"""

import datetime as real
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.task_parsers import GatewayParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.defaults import ParallelGateway
from SpiffWorkflow.bpmn.specs.event_definitions import MessageEventDefinition, timer
from SpiffWorkflow.util.task import TaskState

from engine.bpmn.environment import Environment
from engine.feel import evaluate

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"


class Clock(real.datetime):
    """The clock SpiffWorkflow reads, held still."""

    at: real.datetime

    @classmethod
    def now(cls, tz: Any = None) -> real.datetime:  # type: ignore[override]
        return cls.at.astimezone(tz)


class FeelScripts(Environment):
    """Scripts are FEEL contexts here too."""

    def execute(self, script: str, context: Any, *_: Any) -> bool:  # type: ignore[override]
        context.update(evaluate(script[1:], context))
        return True


class MendedJoin(ParallelGateway):
    """Counts the tokens of this pass only, and takes from each what it changed since the fork.

    The tokens are merged in the order they arrived. Without this a join in a loop fires on tokens
    of an earlier pass, and a late branch undoes what another one wrote (see the hazards).
    """

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        come = [my_task.parent, *(task.parent for task in self.unused(my_task))]
        done = {parent.task_spec for parent in come if parent.state == TaskState.COMPLETED}
        return set(self.inputs) <= done

    def unused(self, my_task: Any) -> list[Any]:
        mine = (task for task in my_task.workflow.tasks.values() if task.task_spec is self)
        come = [task for task in mine if task.state >= TaskState.WAITING]
        return [task for task in come if not task.internal_data.get("used")]

    def _run_hook(self, my_task: Any) -> bool:
        mine = lineage(my_task)
        others = [task for task in self.unused(my_task) if task is not my_task]
        for task in (*others, my_task):
            task.internal_data["used"] = True
        merged = dict(my_task.data)
        for other in sorted(others, key=lambda task: task.last_state_change):
            fork = next(task for task in lineage(other) if task in mine)
            own = changes(fork.data, my_task.data)
            changed = changes(fork.data, other.parent.data)
            merged.update({k: v for k, v in changed.items() if k not in own})
        my_task.data = merged
        return True


def lineage(task: Any) -> list[Any]:
    found = []
    while task is not None:
        found.append(task)
        task = task.parent
    return found


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in after.items() if k not in before or before[k] != v}


class Parser(BpmnParser):
    OVERRIDE_PARSER_CLASSES: ClassVar[Any] = {
        full_tag("parallelGateway"): (GatewayParser, MendedJoin)
    }


def in_bpmns_own_words(content: bytes) -> bytes:
    """Say zeebe's calls, scripts and multi-instances as BPMN itself would."""
    root = etree.fromstring(content)
    for called in root.iter(f"{ZEEBE}calledElement"):
        called.getparent().getparent().set("calledElement", called.get("processId"))
    for script in root.iter(f"{ZEEBE}script"):
        node = etree.SubElement(script.getparent().getparent(), f"{BPMN}script")
        node.text = script.get("expression")
    for loop in list(root.iter(f"{ZEEBE}loopCharacteristics")):
        outer = loop.getparent().getparent()
        outer.remove(loop.getparent())
        add(outer, "loopDataInputRef", loop.get("inputCollection").removeprefix("="))
        add(outer, "loopDataOutputRef", loop.get("outputCollection"))
        for tag, key in (("inputDataItem", "inputElement"), ("outputDataItem", "outputElement")):
            name = loop.get(key).removeprefix("=")
            etree.SubElement(outer, f"{BPMN}{tag}", id=name, name=name)
    return etree.tostring(root)


def add(outer: Any, tag: str, text: str) -> None:
    etree.SubElement(outer, f"{BPMN}{tag}").text = text


class Stock:
    """A case run by plain SpiffWorkflow."""

    def __init__(self, name: str, content: bytes, now: datetime, monkeypatch: Any) -> None:
        Clock.at = now
        monkeypatch.setattr(timer, "datetime", Clock)
        parser = Parser()
        parser.add_bpmn_str(in_bpmns_own_words(content))
        engine = PythonScriptEngine(FeelScripts())
        specs = parser.get_subprocess_specs(name)
        self.case = BpmnWorkflow(parser.get_spec(name), specs, script_engine=engine)
        self.case.do_engine_steps()

    def ready(self) -> list[Any]:
        return list(self.case.get_tasks(state=TaskState.READY, manual=True))

    def complete(self, task: Any, answers: Mapping[str, Any]) -> None:
        task.data.update(answers)
        task.run()
        self.settle()

    def settle(self) -> None:
        self.case.do_engine_steps()
        self.case.get_events()

    def dues(self) -> list[tuple[str, datetime]]:
        found = []
        for task in self.case.event_manager.tasks.values():
            definition = task.task_spec.event_definition
            value = task.internal_data.get("event_value")
            if isinstance(definition, timer.CycleTimerEventDefinition):
                found.append((task.task_spec.name, datetime.fromisoformat(value["next"])))
            elif isinstance(definition, timer.TimerEventDefinition):
                found.append((task.task_spec.name, datetime.fromisoformat(value)))
            elif task.task_spec.__class__.__name__ == "EventBasedGateway" and value is not None:
                names = [c.task_spec.name for c in task.children]
                kinds = definition.event_definitions
                at = next(
                    n for n, d in enumerate(kinds) if isinstance(d, timer.TimerEventDefinition)
                )
                found.append((names[at], datetime.fromisoformat(value)))
        return sorted(found)

    def tick(self, now: datetime) -> None:
        # SpiffWorkflow lets a timer ring after its instant, not at it.
        Clock.at = now + real.timedelta(microseconds=1)
        self.case.refresh_timers()
        self.settle()
        Clock.at = now

    def receives(self) -> set[str]:
        events = [
            task.task_spec.event_definition for task in self.case.event_manager.tasks.values()
        ]
        flat = [inner for event in events for inner in getattr(event, "event_definitions", [event])]
        return {event.name for event in flat if isinstance(event, MessageEventDefinition)}

    def tell(self, name: str) -> None:
        self.case.catch(BpmnEvent(MessageEventDefinition(name), {}))
        self.settle()

    def units(self, element: str) -> list[Any]:
        tasks = self.case.get_tasks(spec_name=f"{element} [child]")
        return [task for task in tasks if task.state == TaskState.STARTED]

    def withdraw(self, child: Any) -> None:
        many = child.parent
        for task in self.case.delete_subprocess(child):
            self.case.event_manager.remove_task(task)
        self.case._remove_task(child.id)
        if many.task_spec.children_complete(many):
            many._set_state(TaskState.READY)
        self.settle()

    def add(self, element: str, item: Any) -> None:
        many = self.units(element)[0].parent
        many.task_spec.create_child(many, item, None)
        self.settle()
