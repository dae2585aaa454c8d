"""Moving a running case onto another version of its diagrams: the same tokens, ids and clocks.

Nothing is replayed and nothing starts anew: each token keeps its place on the element of the same
id (or the one the mapping names), as long as that is the same kind of element with the same
boundary events. Whatever comes after it is the new version's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.bpmn import snapshot as snapshots
from engine.bpmn.advance import Advance
from engine.bpmn.board import Case, Token
from engine.bpmn.findings import DiagramRefused
from engine.bpmn.gateways import ParallelGateway
from engine.bpmn.limits import LIMITS
from engine.bpmn.port import Reader
from engine.bpmn.program import Program
from engine.bpmn.values import Value
from engine.domain.findings import Finding


class MoveRefused(DiagramRefused):
    """Raised when a case cannot be moved where it stands; `findings` name each obstacle."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A case on its new version; `missing` are names the new version reads and nobody knows."""

    snapshot: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """From which program to which; `mapping` gives new ids for old (elements and processes)."""

    old: Program
    new: Program
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)


def migrate(move: Move, snapshot: bytes, now: datetime, reader: Reader) -> Moved:
    """Move a case between two steps; `answers` fill names only the new version reads.

    Raises:
        MoveRefused: A token stands where the new version has no place for it.
    """
    case, state = snapshots.load(move.old, snapshot)
    case.advance = Advance(now, reader, LIMITS, reads_case=move.new.reads_case)
    obstacles = [found for token in case.tokens() for found in obstacles_of(move, token)]
    if obstacles:
        raise MoveRefused(obstacles)
    moved, _ = snapshots.load(move.new, snapshots.renamed(snapshot, move.mapping))
    moved.advance = case.advance
    missing = fill(moved, move)
    return Moved(snapshots.save(moved, state), missing)


def obstacles_of(move: Move, token: Token) -> Iterator[Finding]:
    """Find what keeps one token from standing on the new version."""
    node = token.task_spec
    process = move.mapping.get(token.workflow.spec.name, token.workflow.spec.name)
    plan = move.new.plans.get(process)
    name = snapshots.new_name(node.name, move.mapping)
    there = None if plan is None else plan.task_specs.get(name)
    facts: dict[str, object] = {"element": node.bpmn_id}
    if there is None:
        yield Finding("bpmn.move_element_gone", facts, element=node.bpmn_id)
        return
    if type(there) is not type(node):
        kinds = {"old": type(node).__name__, "new": type(there).__name__}
        yield Finding("bpmn.move_kind_changed", {**facts, **kinds}, element=node.bpmn_id)
    if guards_of(move, token) != guards_on(move.new, process, there.bpmn_id):
        yield Finding("bpmn.move_guards_changed", facts, element=node.bpmn_id)
    if isinstance(there, ParallelGateway) and token.internal_data["via"] not in there.incoming:
        yield Finding("bpmn.move_flow_gone", facts, element=node.bpmn_id)


def guards_of(move: Move, token: Token) -> set[str]:
    """Give the boundary events on the activity a token stands at, by their new ids."""
    own = guards_on(move.old, token.workflow.spec.name, token.task_spec.bpmn_id)
    return {move.mapping.get(id_, id_) for id_ in own}


def guards_on(program: Program, process: str, element: str) -> set[str]:
    """Give the boundary events on an activity."""
    return {guard.id for guard in program.drawing.processes[process].guards(element)}


def fill(case: Case, move: Move) -> tuple[str, ...]:
    """Let every branch know the answers to what is newly read, and forget what nobody reads."""
    new = sorted(move.new.names - move.old.names)
    known = {name: move.answers[name] for name in new if name in move.answers}
    for token in case.tokens():
        token.facts = token.facts.only(move.new.names)
        token.write(known)
    for arena in case.arenas():
        arena.ended = arena.ended.only(move.new.names)
    return tuple(name for name in new if name not in known)
