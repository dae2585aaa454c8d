"""One step with load and save, against SpiffWorkflow's own deserialize, run and serialize."""

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from bench.diagrams import DIAGRAMS, Case
from bench.harness import Promise
from tests.properties.bpmn.stock import FeelScripts, in_bpmns_own_words

UNITS = ["城管", "市监", "消防"]
# The way to the step that is measured; the step itself comes last.
LADDER = [("grid", {}), ("community", {})]
SUMMONS = [
    ("grid", {"outcome": "up"}),
    ("community", {}),
    ("whistle", {"units": UNITS, "replies": []}),
    ("sign", {}),
]
BRANCHES = [("d0", {}), ("d1", {})]


def bench() -> Iterator[Promise]:
    yield against_naive("four_levels", LADDER, at_most=0.2)
    yield against_naive("summons", SUMMONS, at_most=0.1)
    yield against_naive("parallel_30", BRANCHES, at_most=0.1)


def against_naive(
    name: str, way: list[tuple[str, Mapping[str, Any]]], *, at_most: float
) -> Promise:
    """Promise the last step of a way as a fraction of what naive use costs."""
    case, plain = Case(name), Naive(name)
    for element, answers in way[:-1]:
        case.take(case.done(element, **answers))
        plain.take(element, answers)
    element, answers = way[-1]
    unit = UNITS[0] if name == "summons" else ""
    last = case.done(element, unit, **answers)
    return Promise(
        sentence=f"{name}: completing {element}, against naive use ({len(case.snapshot)} bytes"
        f" kept, naively {len(plain.state):,})",
        subject=lambda: case.try_out(last),
        baseline=lambda: plain.try_out(element, answers),
        at_most=at_most,
    )


class Naive:
    """A case as SpiffWorkflow's manual keeps it: the whole state as JSON, specs included."""

    def __init__(self, name: str) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(in_bpmns_own_words((DIAGRAMS / f"{name}.bpmn").read_bytes()))
        specs = parser.get_subprocess_specs(name)
        self.serializer = BpmnWorkflowSerializer()
        self.engine = PythonScriptEngine(FeelScripts())
        case = BpmnWorkflow(parser.get_spec(name), specs, script_engine=self.engine)
        case.do_engine_steps()
        self.state: str = self.serializer.serialize_json(case)

    def take(self, element: str, answers: Mapping[str, Any]) -> None:
        """Take a step and keep the state."""
        self.state = self.try_out(element, answers)

    def try_out(self, element: str, answers: Mapping[str, Any]) -> str:
        """Take a step: deserialize, run, serialize."""
        case = self.serializer.deserialize_json(self.state)
        case.script_engine = self.engine
        ready = case.get_tasks(state=TaskState.READY, spec_name=element)
        ready[0].data.update(answers)
        ready[0].run()
        case.do_engine_steps()
        state: str = self.serializer.serialize_json(case)
        return state
