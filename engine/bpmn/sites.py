"""Every place of a drawing where an expression may stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.bpmn.formula import Formula
from engine.bpmn.model import Drawing, Element, Mapped, Process
from engine.bpmn.template import IN_BRACES


@dataclass(frozen=True, slots=True)
class Site:
    """An expression of an element; `part` says which. FEEL stands behind `=`."""

    process: Process
    element: Element
    part: str
    text: str
    line: int

    @property
    def formula(self) -> Formula:
        """The compiled text.

        Raises:
            FeelSyntaxError: It is not FEEL.
        """
        return Formula.of(self.text)


def sites(drawing: Drawing) -> Iterator[Site]:
    """Give every expression site of a drawing, in the order drawn."""
    for process in drawing.processes.values():
        for element in process.elements.values():
            for part, text in texts_of(process, element):
                if text:
                    yield Site(process, element, part, text, element.line)


def texts_of(process: Process, element: Element) -> Iterator[tuple[str, str | None]]:
    """Give the texts of one element that may be expressions, by the part they stand for."""
    dialect, loop = element.dialect, element.loop
    if element.kind == "exclusiveGateway":
        flows = process.outgoing(element.id)
        yield from (("condition", f.condition) for f in flows if f.id != element.default)
    if element.kind == "scriptTask":
        yield "script", dialect.script or element.script
    if loop is not None:
        yield "collection", loop.collection
        yield "result", loop.result
        yield "enough", loop.enough
        yield "unit", dialect.properties.get("shaodao:unit")
    for event in element.events:
        yield event.clockwork, event.expression
        yield "correlation", event.correlation
    yield "groups", dialect.groups
    yield "users", dialect.users
    yield "due_date", dialect.due_date
    yield from (("lane", text) for text in in_lane(element.lane))
    yield from mapped("input", dialect.inputs)
    yield from mapped("output", dialect.outputs)


def in_lane(lane: str | None) -> list[str]:
    """Give the FEEL in the braces of a lane's name."""
    if lane is None or lane.startswith("="):
        return [lane] if lane else []
    return [f"={text}" for text in IN_BRACES.findall(lane)]


def mapped(part: str, lines: tuple[Mapped, ...]) -> Iterator[tuple[str, str]]:
    """Give the sources of a mapping."""
    return ((part, line.source) for line in lines)
