"""How many tokens stand where, for whoever looks at the drawing of a case."""

from collections import Counter
from collections.abc import Mapping

from engine.bpmn import snapshot as snapshots
from engine.bpmn.events import Guard
from engine.bpmn.instances import Many
from engine.bpmn.nodes import Node
from engine.bpmn.program import Program
from engine.bpmn.stuck import Stuck


def tokens_of(program: Program, snapshot: bytes) -> Mapping[str, int]:
    """Count the tokens at each element; what watches it from its edge or holds it is left out.

    A snapshot that cannot be read has none: the next step says why, with its incident.
    """
    try:
        case, _ = snapshots.load(program, snapshot)
    except Stuck:
        return {}
    nodes = [token.task_spec for token in case.tokens() if isinstance(token.task_spec, Node)]
    return Counter(node.bpmn_id for node in nodes if stands_there(node))


def stands_there(node: Node) -> bool:
    """Tell whether a token at a node is what a reader of the drawing sees at the element."""
    return not isinstance(node, Guard | Many) and not node.element.attached_to
