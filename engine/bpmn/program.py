"""A program: the diagrams of one policy version, ready to step any number of cases."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.bpmn.build import Plan
from engine.bpmn.model import Drawing
from engine.bpmn.port import Decide


@dataclass(frozen=True, slots=True)
class TaskModel:
    """What a drawn task says about itself, before any case has reached it.

    `inputs` are the names under which it hands something to its form.
    """

    element: str
    name: str
    process: str
    lane: str | None
    form: str | None
    due: str | None
    milestone: str | None
    properties: Mapping[str, str]
    inputs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Program:
    """Built once per policy version and shared by all threads; a step changes nothing in it.

    `names` are all its expressions and decisions read; only these enter a snapshot. `decide`
    answers by the name of any decision it brings, all of them in `decides`. `verbs`,
    `messages`, `clocks` and `decisions` are the keys the diagrams use; `signature` tells
    versions apart.
    """

    process: str
    name: str
    names: frozenset[str]
    reads_case: bool
    tasks: Mapping[str, TaskModel]
    verbs: frozenset[str]
    messages: frozenset[str]
    clocks: frozenset[str]
    decisions: frozenset[str]
    signature: str
    decide: Decide
    decides: frozenset[str]
    drawing: Drawing
    plans: Mapping[str, Plan]
