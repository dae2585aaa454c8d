"""How many tokens stand where, for whoever looks at the drawing of a case."""

from collections import Counter
from collections.abc import Mapping

from engine.bpmn import snapshot as snapshots
from engine.bpmn.events import Guard
from engine.bpmn.nodes import Node
from engine.bpmn.program import Program
from engine.bpmn.stuck import Stuck


def tokens_of(program: Program, snapshot: bytes) -> Mapping[str, int]:
    """Count the tokens at each element; what watches an activity from its edge is left out.

    A snapshot that cannot be read has none: the next step says why, with its incident.
    """
    try:
        case, _ = snapshots.load(program, snapshot)
    except Stuck:
        return {}
    nodes = [token.task_spec for token in case.tokens() if isinstance(token.task_spec, Node)]
    standing = (node for node in nodes if not isinstance(node, Guard))
    return Counter(node.bpmn_id for node in standing if not node.element.attached_to)
