"""The lint: every hazard of a diagram is found before it is published, and said in words.

What SpiffWorkflow or BPMN would run silently wrong is refused here, or made right by the engine;
`tests/unit/bpmn/test_hazards.py` shows each of them going wrong without this room.
"""

from collections.abc import Callable

from engine.bpmn.lint import elements, expressions, free_text, shape, work
from engine.bpmn.lint.sheet import Found, Sheet
from engine.domain.findings import Finding

RULES: tuple[Callable[[Sheet], Found], ...] = (
    shape.size,
    shape.starts_and_ends,
    shape.ids,
    shape.flows,
    shape.splits,
    shape.joins,
    shape.dead_parts,
    elements.refused_elements,
    elements.loops,
    elements.work_of_machines,
    work.people,
    work.deadlines,
    work.side_branches,
    work.correlations,
    expressions.syntax,
    expressions.names,
    free_text.expressions,
    free_text.decisions,
)


def check(sheet: Sheet) -> list[Finding]:
    """Apply every rule; findings come in the order of the file."""
    found = [finding for rule in RULES for finding in rule(sheet)]
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.rule))
