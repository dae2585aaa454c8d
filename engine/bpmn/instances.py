"""Multi-instance: one activity for each item of a collection, together or one by one.

The token of the multi-instance waits (STARTED) while a token for each item hangs on it. Items
may be added and let go while it runs; it goes on when the last one has come back.
"""

from typing import Any

from SpiffWorkflow.util.task import TaskState
from typing_extensions import override

from engine.bpmn.board import Case, Token
from engine.bpmn.formula import Formula
from engine.bpmn.model import Element, Loop
from engine.bpmn.nodes import Node
from engine.bpmn.stimuli import AddUnit, WithdrawUnit
from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value

CHILD = " [child]"


class Many(Node):
    """The multi-instance around an activity; `body` is the activity itself."""

    def __init__(self, spec: Any, element: Element, loop: Loop, body: Node) -> None:
        super().__init__(spec, element)
        self.takes = self.brings = ()
        self.milestone = None
        self.loop = loop
        self.body = body
        body.many = self
        self.collection = Formula.of(loop.collection or "=[]")
        self.result = Formula.of_optional(loop.result)
        self.enough = Formula.of_optional(loop.enough)
        self.unit = Formula.of_optional(element.dialect.properties.get("shaodao:unit"))

    @override
    def arrive(self, token: Token) -> bool:
        """Begin an item for each of the collection; none at all goes straight on.

        Raises:
            Stuck: The collection is no list, too long, or calls too many at once.
        """
        items = self.collection.value(token.scope)
        if items is None:
            items = []
        if not isinstance(items, list | tuple):
            facts = {"expression": self.collection.text, "value": str(items)}
            raise Stuck("no_collection", self.bpmn_id, **facts)
        token.internal_data.update(next=0, rest=items, out={})
        self.check_length(token)
        if not items:
            self.finish(token)
            return True
        token.become(TaskState.STARTED)
        for _ in items[:1] if self.loop.is_sequential else list(items):
            self.begin_next(token)
        return False

    def check_length(self, token: Token) -> None:
        """Keep the list of those that wait their turn to a size.

        Raises:
            Stuck: It is longer.
        """
        most = token.workflow.case.advance.limits.items
        if len(token.internal_data["rest"]) > most:
            raise Stuck("too_many_items", self.bpmn_id, most=most)

    def begin_next(self, token: Token) -> None:
        """Begin the next item that waits its turn."""
        item, *rest = token.internal_data["rest"]
        token.internal_data["rest"] = rest
        self.begin_item(token, item)

    def begin_item(self, token: Token, item: Value) -> None:
        """Begin one item.

        Raises:
            Stuck: More items at once than one multi-instance may hold.
        """
        internal, most = token.internal_data, token.workflow.case.advance.limits.units
        if len(token.held) >= most:
            raise Stuck("too_many_units", self.bpmn_id, most=most)
        at = internal["next"]
        internal["next"] = at + 1
        child = Token(token.workflow, self.body, token, TaskState.FUTURE)
        child.internal_data["at"] = at
        if self.loop.item:
            child.write({self.loop.item: item})
        if self.loop.item not in child.facts.values:
            child.internal_data["item"] = item
        child.internal_data["unit"] = self.name_of(token, child)
        self.body.enter(child)

    def name_of(self, token: Token, child: Token) -> str:
        """Give the key of an item: what the diagram says, or the item itself, or its number."""
        at = str(child.internal_data["at"] + 1)
        key = self.item_of(child) if self.unit is None else self.unit.value(child.scope)
        key = key if isinstance(key, str) else at
        name = f"{token.unit}/{key}" if token.unit else key
        others = (token.workflow.tasks[id_] for id_ in token.held)
        taken = any(other.internal_data.get("unit") == name for other in others)
        return f"{name}#{at}" if taken else name

    def item_of(self, child: Token) -> Value:
        """Give the item of one of the tokens; it is kept once, where expressions read it."""
        return child.facts.values.get(self.loop.item or "", child.internal_data.get("item"))

    def take_back(self, token: Token, child: Token) -> None:
        """Take the result of an item that is done; after the last one go on."""
        internal = token.internal_data
        if self.result is not None:
            internal["out"][str(child.internal_data["at"])] = self.result.value(child.scope)
        enough = self.enough is not None and self.enough.value(child.scope) is True
        if enough:
            internal["rest"] = []
            self.let_go_but(token, child)
        self.go_on(token, left=len(token.held) - 1)

    def let_go_but(self, token: Token, child: Token) -> None:
        """Let every item go but one."""
        arena = token.workflow
        for id_ in list(token.held):
            if id_ != child.id:
                arena.remove(arena.tasks[id_])

    def let_go(self, token: Token, unit: str) -> bool:
        """Let one item go; False if it is not there. The join goes on if it was the last."""
        arena = token.workflow
        children = (arena.tasks[id_] for id_ in token.held)
        child = next((other for other in children if other.internal_data["unit"] == unit), None)
        if child is None:
            return False
        arena.remove(child)
        self.go_on(token, left=len(token.held))
        return True

    def add(self, token: Token, item: Value) -> None:
        """Call one more item in."""
        token.internal_data["rest"].append(item)
        self.check_length(token)
        if not self.loop.is_sequential:
            self.begin_next(token)

    def go_on(self, token: Token, *, left: int) -> None:
        """Begin the next item, or finish when none is left."""
        if left:
            return
        if token.internal_data["rest"]:
            self.begin_next(token)
            return
        self.finish(token)
        token.become(TaskState.READY)

    def finish(self, token: Token) -> None:
        """Write the results in the order of the items, whoever was done first."""
        out = token.internal_data["out"]
        if self.loop.results:
            results = [out[at] for at in sorted(out, key=int)]
            token.write({self.loop.results.removeprefix("="): results})
        token.internal_data.clear()


def running(case: Case, activity: str) -> list[Token]:
    """Give the multi-instances of an element that are running."""
    tokens = (t for t in case.tokens() if t.task_spec.bpmn_id == activity)
    return [t for t in tokens if isinstance(t.task_spec, Many) and t.state == TaskState.STARTED]


def add_unit(case: Case, stimulus: AddUnit) -> bool:
    """Call one more item into a running multi-instance."""
    found = running(case, stimulus.activity)
    for token in found[:1]:
        token.task_spec.add(token, stimulus.item)
    return bool(found)


def withdraw_unit(case: Case, stimulus: WithdrawUnit) -> bool:
    """Let one item of a running multi-instance go."""
    found = running(case, stimulus.activity)
    return any(token.task_spec.let_go(token, stimulus.unit) for token in found)


def change_units(case: Case, asked: AddUnit | WithdrawUnit) -> bool:
    """Call an item in or let it go, as a verb asks; False where that cannot be."""
    if isinstance(asked, AddUnit):
        return add_unit(case, asked)
    return withdraw_unit(case, asked)
