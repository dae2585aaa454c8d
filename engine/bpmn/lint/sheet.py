"""What every rule of the lint is given, and how it says what it found."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.bpmn.model import Drawing, Element, Process
from engine.domain.findings import Finding, Severity

Found = Iterable[Finding]

WAITING = frozenset({"userTask", "manualTask", "task", "receiveTask", "intermediateCatchEvent"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The drawing under the lint, and what else is known of the pack it belongs to.

    `bare` asks for no lanes, forms and deadlines; `forms` are the field keys of each form;
    `decisions` what has to be known for each name that can be decided (None: not known);
    `free_text` the dotted names of what people write in their own words.
    """

    drawing: Drawing
    bare: bool = False
    forms: Mapping[str, Collection[str]] | None = None
    decisions: Mapping[str, frozenset[str]] | None = None
    free_text: Collection[str] = ()

    def elements(self) -> Iterator[tuple[Process, Element]]:
        """Give every element with its process."""
        for process in self.drawing.processes.values():
            for element in process.elements.values():
                yield process, element


def error(process: Process, element: Element, rule: str, **facts: object) -> Finding:
    """Find something that keeps the diagram from being published."""
    return found(process, element, rule, Severity.ERROR, **facts)


def warning(process: Process, element: Element, rule: str, **facts: object) -> Finding:
    """Find something for the author to weigh."""
    return found(process, element, rule, Severity.WARNING, **facts)


def found(
    process: Process, element: Element, rule: str, severity: Severity, **facts: object
) -> Finding:
    """Make the finding of an element."""
    return Finding(
        rule=f"bpmn.{rule}",
        facts={"name": element.label, **facts},
        file=process.file,
        element=element.id,
        line=element.line,
        severity=severity,
    )


def of_process(process: Process, rule: str, **facts: object) -> Finding:
    """Find something about a process as a whole."""
    name = process.name or process.id
    facts = {"name": name, **facts}
    return Finding(f"bpmn.{rule}", facts, file=process.file, element=process.id, line=process.line)
