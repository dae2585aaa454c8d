"""Free text: what people write in their own words steers nothing and enters no snapshot."""

from collections.abc import Collection

from engine.bpmn.lint.expressions import paths_of
from engine.bpmn.lint.sheet import Found, Sheet, error
from engine.bpmn.sites import sites


def expressions(sheet: Sheet) -> Found:
    """Refuse an expression that reads free text."""
    for site in sites(sheet.drawing):
        for path in sorted(paths_of(site)):
            if is_free(path, sheet.free_text):
                facts = {"part": site.part, "text": site.text, "field": ".".join(path)}
                yield error(site.process, site.element, "free_text_read", **facts)


def decisions(sheet: Sheet) -> Found:
    """Refuse a decision that reads free text; what its task hands it is the task's expression."""
    for process, element in sheet.elements():
        needs = (sheet.decisions or {}).get(element.dialect.decision or "", frozenset())
        for name in sorted(needs - {line.target for line in element.dialect.inputs}):
            if is_free((name,), sheet.free_text):
                facts = {"decision": element.dialect.decision, "field": name}
                yield error(process, element, "free_text_decides", **facts)


def is_free(path: tuple[str, ...], free_text: Collection[str]) -> bool:
    """Tell whether a path leads to free text or into it."""
    return any(".".join(path[:length]) in free_text for length in range(1, len(path) + 1))
