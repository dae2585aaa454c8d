"""One question being answered: what was handed in, what is known by now, and why."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from engine.feel import Budget, Scope
from engine.feel.findings import sentence
from engine.texts import say


@dataclass(frozen=True, slots=True)
class Where:
    """A spot in a decision file: the element, and inside a table the row and the column."""

    element: str
    line: int = 0
    row: int = 0
    column: str = ""

    def say(self, said: str, language: str) -> str:
        """Put the place before a sentence."""
        key = "dmn.at_cell" if self.column else "dmn.at_rule" if self.row else "dmn.at"
        return say(key, {**asdict(self), "sentence": said}, language)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that went wrong on the way and made a value null."""

    where: Where
    key: str
    facts: Mapping[str, object]

    def say(self, language: str = "zh") -> str:
        """Say what went wrong, and where."""
        return self.where.say(sentence(self.key, self.facts, language), language)


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule that spoke: enough to tell a person why."""

    element: str
    table: str
    rule: int
    rule_id: str
    inputs: tuple[tuple[str, object], ...]
    outputs: tuple[tuple[str, object], ...]
    notes: tuple[str, ...] = ()


# How many of FEEL's levels a decision, and a call of a boxed function, go down.
DECISION, CALL = 3, 10


@contextmanager
def deeper(budget: Budget, *, levels: int) -> Iterator[None]:
    """Go down some levels for one piece of work.

    Raises:
        BudgetExceeded: There is too much work, or it is nested too deeply.
    """
    budget.charge(1)
    budget.descend(levels)
    try:
        yield
    finally:
        budget.ascend(levels)


class Node(Protocol):
    """An element of the requirements graph that has a value in a run."""

    def value(self, run: "Run") -> object:
        """Work the value out."""


@dataclass(slots=True)
class Run:
    """What one question knows: inputs by name, values of elements, rules that matched."""

    root: Scope
    given: Mapping[str, object]
    known: dict[Node, object]
    matched: list[Matched]
    cautions: list[Caution]

    def value(self, node: Node) -> object:
        """Give the value of an element, worked out at most once."""
        if node not in self.known:
            with deeper(self.root.budget, levels=DECISION):
                self.known[node] = node.value(self)
        return self.known[node]

    def apart(self, known: Mapping[Node, object]) -> "Run":
        """Give a run with its own values, as a decision service has; reasons stay common."""
        return replace(self, known=dict(known), given={})

    def warn(self, where: Where, code: str, facts: Mapping[str, object]) -> None:
        """Note what made a value null."""
        self.cautions.append(Caution(where, f"dmn.{code}", facts))

    def gather(self, scope: Scope, where: Where) -> None:
        """Take over what FEEL warned of, with the place it happened."""
        found = scope.evaluation.warnings
        if not found:
            return
        self.cautions += [
            Caution(where, f"feel.{finding.code}", finding.facts) for finding in found.values()
        ]
        found.clear()
