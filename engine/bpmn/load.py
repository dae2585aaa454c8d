"""Files into a program, or into the findings that keep them from being one."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from engine.bpmn.build import Plan, build
from engine.bpmn.decisions import Decisions
from engine.bpmn.findings import DiagramRefused
from engine.bpmn.host_functions import host_names
from engine.bpmn.lint import check
from engine.bpmn.lint.sheet import Sheet
from engine.bpmn.model import MILESTONE, Drawing, Element, Process
from engine.bpmn.port import Decide
from engine.bpmn.program import Program, TaskModel
from engine.bpmn.read import read
from engine.bpmn.sites import sites
from engine.bpmn.tasks import BusinessRuleTask
from engine.domain.findings import Finding

# What every expression may read without anybody having written it.
GIVEN = frozenset({"case", "clock"})
CLOCK = re.compile(r'\bclock\(\s*"([^"]+)"')
PERSONAL = {"userTask", "manualTask", "task", "receiveTask"}


def lint(
    files: Mapping[str, bytes],
    *,
    bare: bool = False,
    forms: Mapping[str, Collection[str]] | None = None,
    free_text: Collection[str] = (),
) -> list[Finding]:
    """Find everything wrong with the diagrams among some files (`*.bpmn`, `*.dmn`), by path.

    `bare` lets a plain BPMN file through, without lanes, forms and deadlines; `forms` gives the
    field keys of each form, for names that are read but never written, and `free_text` the dotted
    names of what people write in their own words, which steers nothing.
    """
    drawing, unreadable = read(diagrams_of(files))
    decisions, wrong = Decisions.of(files)
    sheet = Sheet(drawing, bare, forms, decisions.needs, free_text)
    return [*unreadable, *wrong, *check(sheet)]


def load(
    files: Mapping[str, bytes],
    *,
    process: str | None = None,
    bare: bool = False,
    decide: Decide | None = None,
) -> Program:
    """Build the program of a policy version from its diagrams and decisions.

    `process` is the one a case starts with (default: the only executable one nobody calls);
    `decide` answers business rule tasks in place of the decisions among the files.

    Raises:
        DiagramRefused: The files hold an error, or it is not clear where a case starts.
    """
    drawing, findings = read(diagrams_of(files))
    decisions, wrong = Decisions.of(files)
    known = None if decide else decisions.needs
    findings += [*wrong, *check(Sheet(drawing, bare, None, known))]
    errors = [finding for finding in findings if finding.is_error]
    first = first_of(drawing, process)
    if first is None:
        ids = ", ".join(p.id for p in candidates(drawing))
        errors.append(Finding("bpmn.no_first_process", {"process": process or "", "found": ids}))
    if errors or first is None:
        raise DiagramRefused(errors)
    plans = build(drawing)
    connect(plans, decide or decisions)
    program = program_of(drawing, first, plans, signature_of(files), decisions)
    return replace(program, decide=decide) if decide else program


def diagrams_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the diagrams among some files."""
    return {path: content for path, content in files.items() if path.endswith(".bpmn")}


def first_of(drawing: Drawing, process: str | None) -> Process | None:
    """Give the process a case starts with, if it is clear which."""
    if process is not None:
        return drawing.processes.get(process)
    found = candidates(drawing)
    return found[0] if len(found) == 1 else None


def candidates(drawing: Drawing) -> list[Process]:
    """Give the executable processes that no other one calls."""
    called = {e.dialect.called for p in drawing.processes.values() for e in p.elements.values()}
    top = [p for p in drawing.processes.values() if p.parent is None and p.id not in called]
    return [p for p in top if p.is_executable] or top


def connect(plans: Mapping[str, Plan], decide: Decide) -> None:
    """Let the business rule tasks know who decides; the last thing done to a plan."""
    for plan in plans.values():
        for node in plan.nodes():
            if isinstance(node, BusinessRuleTask):
                node.decide = decide


def program_of(
    drawing: Drawing,
    first: Process,
    plans: Mapping[str, Plan],
    signature: str,
    decisions: Decisions,
) -> Program:
    """Collect what a program says about itself."""
    elements = [(p, e) for p in drawing.processes.values() for e in p.elements.values()]
    read = {name for site in sites(drawing) for name in site.formula.names}
    rung_by = {key for site in sites(drawing) for key in CLOCK.findall(site.text)}
    events = [event for _, element in elements for event in element.events]
    return Program(
        process=first.id,
        name=first.name or first.id,
        names=(decisions.reads | read) - host_names() - GIVEN,
        reads_case="case" in read,
        tasks={e.id: task_model(p, e) for p, e in elements if e.kind in PERSONAL},
        verbs=keys(elements, lambda element: element.dialect.verb),
        messages=frozenset(event.reference for event in events if event.kind == "message"),
        clocks=keys(elements, lambda e: e.dialect.properties.get("shaodao:due")) | rung_by,
        decisions=keys(elements, lambda element: element.dialect.decision),
        signature=signature,
        decide=decisions,
        decides=frozenset(decisions.needs),
        drawing=drawing,
        plans=plans,
    )


def keys(
    elements: Iterable[tuple[Process, Element]], read_key: Callable[[Element], str | None]
) -> frozenset[str]:
    """Collect the keys that elements use."""
    return frozenset(key for _, element in elements if (key := read_key(element)))


def task_model(process: Process, element: Element) -> TaskModel:
    """Say what a drawn task says about itself."""
    properties = element.dialect.properties
    return TaskModel(
        element=element.id,
        name=element.label,
        process=process.id,
        lane=element.lane,
        form=element.dialect.form,
        due=properties.get("shaodao:due"),
        milestone=properties.get(MILESTONE),
        properties=properties,
        inputs=frozenset(line.target for line in element.dialect.inputs),
    )


def signature_of(files: Mapping[str, bytes]) -> str:
    """Tell one set of files from any other."""
    digest = sha256()
    for path in sorted(files):
        for part in (path.encode(), files[path]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
