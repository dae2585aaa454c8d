"""Expressions: each compiles, stands where one may stand, and reads what something writes."""

from collections.abc import Callable, Iterator, Mapping

from engine.bpmn.clockwork import is_cycle, is_duration, read_time
from engine.bpmn.formula import Formula
from engine.bpmn.host_functions import host_names
from engine.bpmn.lint.sheet import Found, Sheet, error, warning
from engine.bpmn.model import Element
from engine.bpmn.sites import Site, sites
from engine.domain.findings import Finding
from engine.feel import FeelError, FeelSyntaxError, Scope, check

ONLY_FEEL = {"condition", "collection", "correlation", "result", "enough", "unit"}
PERFORMED = {"userTask", "manualTask", "receiveTask"}
GIVEN = {"case", "clock"} | host_names()


def syntax(sheet: Sheet) -> Found:
    """Compile every expression site; say where in the text it goes wrong, or looks wrong."""
    for site in sites(sheet.drawing):
        if not site.text.startswith("="):
            yield from literal(site)
            continue
        try:
            _ = site.formula
        except FeelSyntaxError as problem:
            facts = {"part": site.part, "text": site.text, "position": problem.position}
            yield error(site.process, site.element, "not_feel", reason=problem.message, **facts)
            continue
        for remark in check(site.text[1:]):
            facts = {"part": site.part, "text": site.text, "position": remark.position}
            yield warning(site.process, site.element, "feel_doubtful", reason=remark.say(), **facts)


def literal(site: Site) -> Iterator[Finding]:
    """Check a text that is no expression: it must be what its place takes as it stands."""
    facts = {"part": site.part, "text": site.text}
    if site.part in ONLY_FEEL:
        yield error(site.process, site.element, "no_equals_sign", **facts)
    elif not IS_TIME.get(site.part, bool)(site.text):
        yield error(site.process, site.element, "not_a_time", **facts)


IS_TIME: Mapping[str, Callable[[str], bool]] = {
    "duration": lambda text: is_duration(read_time(text)),
    "date": lambda text: read_time(text) is not None,
    "cycle": is_cycle,
}


def names(sheet: Sheet) -> Found:
    """Warn of names that are read though nothing in the diagram or its forms writes them."""
    if sheet.forms is None or any(writes_anything(element) for _, element in sheet.elements()):
        return
    written = GIVEN | {
        name for _, element in sheet.elements() for name in written_by(sheet, element)
    }
    for site in sites(sheet.drawing):
        for name in sorted(names_of(site) - written):
            facts = {"part": site.part, "text": site.text, "missing": name}
            yield warning(site.process, site.element, "name_never_written", **facts)


def names_of(site: Site) -> frozenset[str]:
    """Give the names an expression reads; one that does not compile reads none."""
    return frozenset(path[0] for path in paths_of(site))


def paths_of(site: Site) -> frozenset[tuple[str, ...]]:
    """Give the names an expression reads, with their entries; none if it does not compile."""
    try:
        return site.formula.paths
    except FeelSyntaxError:
        return frozenset()


def writes_anything(element: Element) -> bool:
    """Tell whether an element may write names that the diagram does not say."""
    brings_more = element.kind == "serviceTask" or any(e.kind == "message" for e in element.events)
    throws = element.kind in {"sendTask", "endEvent", "intermediateThrowEvent"}
    return brings_more and not throws and not element.dialect.outputs


def written_by(sheet: Sheet, element: Element) -> Iterator[str]:
    """Give the names an element writes."""
    dialect, loop = element.dialect, element.loop
    yield from (line.target for line in (*dialect.inputs, *dialect.outputs))
    yield from (sheet.forms or {}).get(dialect.form or "", ())
    yield from (name for name in (dialect.result, dialect.decision) if name)
    if element.kind in PERFORMED:
        yield "performer"
    yield from keys_of(dialect.script or element.script or "")
    if loop is not None:
        yield from (name.removeprefix("=") for name in (loop.item, loop.results) if name)


def keys_of(script: str) -> frozenset[str]:
    """Give the keys of a script's context: FEEL gives a context even where all it reads is null."""
    try:
        value = Formula.of(script).value(Scope({}))
    except FeelError:
        return frozenset()
    return frozenset(value) if isinstance(value, Mapping) else frozenset()
