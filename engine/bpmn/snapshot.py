"""A case at rest as bytes: what tokens stand where and know what, and nothing of the past.

A JSON list, positional and safe to re-order nowhere: `[version, state, count, rung,
values, facts, processes]`. What branches share is written once. Specs are not in it: they belong
to the program, which is shared.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from SpiffWorkflow.util.task import TaskState

from engine.bpmn.board import Arena, Case, Inner, Token
from engine.bpmn.codec import decoded, encoded
from engine.bpmn.facts import Facts
from engine.bpmn.outcome import State
from engine.bpmn.program import Program
from engine.bpmn.stuck import Stuck

VERSION = 1


def save(case: Case, state: State) -> bytes:
    """Give the snapshot of a case between two steps."""
    table = Table()
    processes = [save_arena(arena, table) for arena in in_depth_order(case)]
    head = [VERSION, state, case.count, case.rung]
    return orjson.dumps([*head, table.cells, table.rows, processes])


def load(program: Program, snapshot: bytes) -> tuple[Case, State]:
    """Give the case of a snapshot, over the specs of its program.

    Raises:
        Stuck: The program has no such element any more, or the snapshot is of another version.
    """
    version, *rest = orjson.loads(snapshot)
    if version != VERSION:
        raise Stuck("snapshot_version", version=version)
    state, count, rung, cells, rows, processes = rest
    table = load_facts(rows, cells)
    case = Case(program.plans[program.process], program.plans, program.names)
    for process in processes:
        load_arena(case, process, table)
    case.count, case.rung, case.completed = count, rung, state != State.RUNNING
    case.ready.clear()
    return case, State(state)


class Table:
    """Facts, each written once, and the values they share, each written once.

    A name and the tick of its writing tell a value from every other one of the case.
    """

    def __init__(self) -> None:
        self.cells: list[Any] = []
        self.rows: list[Any] = []
        self.places: dict[int | tuple[str, int], int] = {}

    def place(self, facts: Facts) -> int:
        """Give the row of some facts."""
        found = self.places.get(id(facts))
        if found is None:
            row = [self.cell(name, tick, facts) for name, tick in facts.ticks.items()]
            found = self.places[id(facts)] = len(self.rows)
            self.rows.append(row)
        return found

    def cell(self, name: str, tick: int, facts: Facts) -> int:
        """Give the place of one value."""
        found = self.places.get((name, tick))
        if found is None:
            found = self.places[name, tick] = len(self.cells)
            self.cells.append([name, tick, encoded(facts.values[name])])
        return found


def load_facts(rows: list[list[int]], cells: list[Any]) -> list[Facts]:
    """Give the facts of every row."""
    values = [decoded(cell[2]) for cell in cells]
    return [
        Facts({cells[at][0]: values[at] for at in row}, {cells[at][0]: cells[at][1] for at in row})
        for row in rows
    ]


def in_depth_order(case: Case) -> Iterable[Arena]:
    """Give the processes so that each comes after the one it was called from."""
    return sorted(case.arenas(), key=lambda arena: arena.depth)


def save_arena(arena: Arena, table: Table) -> list[Any]:
    """Write one process: its id, its caller, what ended branches knew, its tokens."""
    root = arena.task_tree
    caller = None if arena is arena.case else arena.caller.id
    tokens = [token for token in arena.tasks.values() if token is not root]
    rows = [save_token(token, root, table) for token in tokens]
    return [arena.spec.name, caller, root.id, table.place(arena.ended), rows]


def save_token(token: Token, root: Token, table: Table) -> list[Any]:
    """Write one token; parents are named, as they may come later in the order of making."""
    row = [token.id, token.task_spec.name, token.state, table.place(token.facts)]
    holder = "" if token.holder == root.id else token.holder
    return [*row, holder, encoded(token.internal_data)]


def load_arena(case: Case, row: list[Any], table: list[Facts]) -> None:
    """Put the tokens of one process back onto the board."""
    name, caller, root, ended, rows = row
    if caller is None:
        arena: Arena = case
    else:
        found = case.find(caller)
        if found is None or name not in case.subprocess_specs:
            raise Stuck("element_gone", name)
        arena = Inner(case.subprocess_specs[name], found)
    arena.ended = table[ended]
    arena.task_tree = token_at(arena, root, arena.spec.start, TaskState.COMPLETED)
    for entry in rows:
        load_token(arena, entry, table)
    for token in arena.tasks.values():
        if token is not arena.task_tree:
            arena.parent_of(token).held.append(token.id)


def load_token(arena: Arena, row: list[Any], table: list[Facts]) -> None:
    """Put one token back onto its node."""
    id_, name, state, facts, holder, internal = row
    node = arena.spec.task_specs.get(name)
    if node is None:
        raise Stuck("element_gone", name)
    token = token_at(arena, id_, node, state)
    token.facts = table[facts]
    token.holder = holder or arena.task_tree.id
    token.internal_data = decoded(internal)


def token_at(arena: Arena, id_: str, node: Any, state: int) -> Token:
    """Make a token that has stood here before: with its own id, doing nothing."""
    token: Token = Token.__new__(Token)
    token.place(arena, node, id_, state)
    return token


def renamed(snapshot: bytes, mapping: Mapping[str, str]) -> bytes:
    """Give a snapshot whose elements and processes go by new ids."""
    *head, processes = orjson.loads(snapshot)
    for process in processes:
        process[0] = mapping.get(process[0], process[0])
        for row in process[-1]:
            row[1] = new_name(row[1], mapping)
    return orjson.dumps([*head, processes])


def new_name(name: str, mapping: Mapping[str, str]) -> str:
    """Give the new name of a node; wrappers (`a [guard]`, `a [child]`) go with their element."""
    element, *wrapper = name.split(" ", 1)
    return " ".join([mapping.get(element, element), *wrapper])
