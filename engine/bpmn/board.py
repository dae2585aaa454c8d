"""The board of a case: its processes and the tokens that stand in them.

SpiffWorkflow keeps every task a case ever had in one tree and searches it at every step. Here a
token leaves the tree when its work is done (`Arena.retire`), so a step costs what the step does,
in a loop, in a branch, in a called process and behind a reminder alike. Ids and order come from
the case's own counter, and nothing here reads a clock or draws a random number.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.advance import Advance
from engine.bpmn.environment import ENVIRONMENT
from engine.bpmn.facts import NOTHING, Facts
from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value
from engine.feel import Scope

NO_SCRIPTS = PythonScriptEngine(ENVIRONMENT)


class Token(Task):
    """One place where a case stands, with what the branch that led there knows.

    `holder` is the id of the token it hangs on, `held` are the ids of those that hang on it.
    """

    facts: Facts

    def __init__(self, arena: "Arena", node: Any, parent: "Token | None", state: int) -> None:
        self.place(arena, node, arena.case.new_id(), state)
        if parent is not None:
            self.facts = parent.facts
            self.holder = parent.id
            parent.held.append(self.id)

    def place(self, arena: "Arena", node: Any, id_: str, state: int) -> None:
        """Put the token onto the board of its process."""
        self.id = id_
        self.workflow = arena
        self.task_spec = node
        self._state = state
        self.holder = ""
        self.held: list[str] = []
        self.internal_data: dict[str, Any] = {}
        self.facts = NOTHING
        arena.tasks[id_] = self

    @property
    def data(self) -> Mapping[str, Value]:
        """What expressions see: the values of the branch."""
        values: Mapping[str, Value] = self.facts.values
        return values

    @property
    def scope(self) -> Scope:
        """The scope in which expressions of this token run."""
        return self.workflow.case.advance.seen_by(self.facts.values, self.unit)

    @property
    def unit(self) -> str:
        """The multi-instance item this token belongs to, or "" for none."""
        own: str | None = self.internal_data.get("unit")
        return self.workflow.unit if own is None else own

    @property
    def item(self) -> Value:
        """The value of the multi-instance item this token belongs to."""
        many = self.task_spec.many
        return self.workflow.item if many is None else many.item_of(self)

    @property
    def age(self) -> int:
        """The tick at which the token was made; ids are counted, so they tell."""
        return int(self.id[1:], 16)

    @property
    def is_finished(self) -> bool:
        """Tell whether the token has done its work or was taken away."""
        return bool(self._state >= TaskState.COMPLETED)

    def write(self, values: Mapping[str, Value]) -> None:
        """Let the branch know some values; what no expression ever reads is not kept."""
        case = self.workflow.case
        kept = {name: value for name, value in values.items() if name in case.names}
        self.facts = self.facts.having(kept, case.tick())

    def begin(self, node: Any, via: str = "") -> "Token":
        """Put a new token onto a node, by way of a flow, knowing what this one knows."""
        token = Token(self.workflow, node, self, TaskState.FUTURE)
        if node.counts_flows:
            token.internal_data["via"] = via
        node.enter(token)
        return token

    def run(self) -> None:
        """Let the element act, and go on unless that took the token itself away."""
        self.task_spec.act(self)
        if not self.is_finished:
            self.complete()

    def become(self, state: int) -> None:
        """Change the state; a token that is ready and needs nobody is moved next."""
        self._state = state
        if state == TaskState.READY and not self.task_spec.manual:
            self.workflow.case.ready.append(self)

    def _set_state(self, value: int) -> None:
        self.become(value)


class Arena:
    """The tokens of one process, running for a case or for one of its call activities."""

    spec: Any
    tasks: dict[str, Token]
    task_tree: Token
    completed: bool
    depth: int
    ended: Facts
    case: "Case"
    caller: Token
    unit: str = ""
    item: Value = None

    def open(self, facts: Facts) -> None:
        """Begin the process; its root token stays as long as the process runs."""
        self.task_tree = Token(self, self.spec.start, None, TaskState.COMPLETED)
        self.task_tree.facts = self.ended = facts
        self.task_tree.begin(self.spec.first)

    def retire(self, token: Token) -> None:
        """Let a finished token go; what came after it hangs on the nearest one still alive."""
        host = self.host_of(token)
        for id_ in list(token.held):
            self.rehome(self.tasks[id_], host)
        self.drop(token)
        self.close_if_empty()

    def close_if_empty(self) -> None:
        """End the process when its last token is gone."""
        if len(self.tasks) == 1 and not self.completed:
            self.completed = True
            self.ended_for_good()

    def rehome(self, token: Token, host: Token) -> None:
        """Hang a token on another one."""
        self.parent_of(token).held.remove(token.id)
        token.holder = host.id
        host.held.append(token.id)

    def parent_of(self, token: Token) -> Token:
        """Give the token another one hangs on; only the root hangs on none."""
        return self.tasks[token.holder]

    def host_of(self, token: Token) -> Token:
        """Give the nearest ancestor that is still at work, or else the root."""
        host = self.parent_of(token)
        while host.is_finished and host is not self.task_tree:
            host = self.parent_of(host)
        return host

    def drop(self, token: Token) -> None:
        """Take a childless token off the board, and the finished ones it was the last child of."""
        while token is not self.task_tree and not token.held:
            parent = self.parent_of(token)
            parent.held.remove(token.id)
            del self.tasks[token.id]
            if not parent.is_finished:
                return
            token = parent

    def remove(self, token: Token) -> None:
        """Take a token away with everything that hangs on it, inner processes included."""
        waiting = [token]
        while waiting:
            gone = waiting.pop()
            waiting.extend(self.tasks[id_] for id_ in gone.held)
            gone.become(TaskState.CANCELLED)
            gone.held = []
            if gone is not token:
                del self.tasks[gone.id]
            inner = self.case.subprocesses.pop(gone.id, None)
            if inner is not None:
                inner.clear()
        self.drop(token)

    def clear(self, keep: Token | None = None) -> None:
        """Take every token away but the root, and one that is to be kept."""
        for token in list(self.tasks.values()):
            if token.id in self.tasks and token not in (self.task_tree, keep):
                self.remove(token)

    def meet_end(self, token: Token) -> None:
        """Keep what a branch knew when it ended."""
        self.ended = self.ended.met(token.facts)

    def ended_for_good(self) -> None:
        """Be told that no token is left."""


class Inner(Arena, BpmnSubWorkflow):
    """The process a call activity or an embedded sub-process runs."""

    def __init__(self, spec: Any, caller: Token) -> None:
        case = caller.workflow.case
        self.caller = caller
        self.case = case
        self.unit, self.item = caller.unit, caller.item
        super().__init__(spec, caller.id, case, deserializing=True)
        case.subprocesses[caller.id] = self

    def _calculate_depth(self) -> int:
        return int(self.caller.workflow.depth) + 1

    @property
    def parent_workflow(self) -> Arena:
        """The process that runs around this one."""
        return self.caller.workflow

    @override
    def ended_for_good(self) -> None:
        """Hand what is known at the end back to the caller."""
        self.case.subprocesses.pop(self.caller.id, None)
        self.caller.task_spec.come_back(self.caller, self.ended)


class Case(Arena, BpmnWorkflow):
    """All that runs for one case, while one step is taken."""

    def __init__(self, spec: Any, specs: Mapping[str, Any], names: frozenset[str]) -> None:
        self.case = self
        self.names = names
        self.count = 0
        self.ready: deque[Token] = deque()
        self.rung: dict[str, str] = {}
        self.advance: Advance
        super().__init__(spec, specs, script_engine=NO_SCRIPTS, deserializing=True)

    def tick(self) -> int:
        """Count what happens; the order of writing is the order of ticks."""
        self.count += 1
        return self.count

    def new_id(self) -> str:
        """Give an id that is short and new in this case."""
        return f"t{self.tick():x}"

    @override
    def ended_for_good(self) -> None:
        """Remember which end events were reached (done by the end events)."""

    def arenas(self) -> Iterator[Arena]:
        """Give every process that runs, the case's own first."""
        yield self
        yield from self.subprocesses.values()

    def tokens(self) -> Iterator[Token]:
        """Give every token but the roots, process by process, in the order they were made."""
        for arena in self.arenas():
            yield from (token for token in arena.tasks.values() if token is not arena.task_tree)

    def find(self, id_: str) -> Token | None:
        """Give the token of an id."""
        return next((arena.tasks[id_] for arena in self.arenas() if id_ in arena.tasks), None)

    def move(self) -> None:
        """Move every token that can move, first come first served, until all wait or have ended.

        Raises:
            Stuck: A budget is used up, or an element cannot be run.
        """
        while self.ready:
            token = self.ready.popleft()
            if token.state == TaskState.READY:
                self.advance.count_step(token.task_spec.bpmn_id)
                token.run()
        self.check()

    def check(self) -> None:
        """Hold the invariant: a case that has not ended waits for a person, an event or a timer.

        Raises:
            Stuck: Tokens are left, but nothing could ever move them.
        """
        if not self.completed and not any(token.task_spec.can_wait for token in self.tokens()):
            raise Stuck("nothing_to_wait_for", self.spec.name)
