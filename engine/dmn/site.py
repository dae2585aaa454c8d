"""Where in a decision file a text is compiled: the names it may read, the types, the element."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine import feel
from engine.dmn.boxed import Cell
from engine.dmn.errors import DmnError
from engine.dmn.run import Run, Where
from engine.dmn.types import Types
from engine.feel import (
    ANY,
    Expression,
    FeelError,
    Scope,
    Type,
    UnaryTests,
    Value,
    coerce,
    kind,
)
from engine.feel.types import name_of

# A compiled piece of a decision: its value in a run, reading names from a scope.
Step = Callable[[Run, Scope], Value]
Read = TypeVar("Read", Expression, UnaryTests)


@dataclass(frozen=True, slots=True)
class Site:
    """What compiling a text needs to know of its surroundings."""

    element: str
    names: frozenset[str]
    types: Types
    refuse: Callable[[DmnError], None]
    # Names the file gives a meaning here, and those read that have none: the asker's.
    given: frozenset[str] = frozenset()
    asked: dict[str, None] = field(default_factory=dict)

    def naming(self, names: Iterable[str]) -> "Site":
        """Give the site further in, where more names are known."""
        more = frozenset(names)
        return replace(self, names=self.names | more, given=self.given | more)

    def where(self, line: int, *, row: int = 0, column: str = "") -> Where:
        """Give the spot of this element at a line."""
        return Where(self.element, line, row, column)

    def type(self, ref: str, line: int) -> Type:
        """Give the type a reference names; an unknown one is refused and read as Any."""
        try:
            return self.types.get(ref, element=self.element, line=line)
        except DmnError as error:
            self.refuse(error)
            return ANY

    def expression(self, cell: Cell, where: Where) -> Expression | None:
        """Compile an expression; bad FEEL is refused and has no value."""
        try:
            return self._noted(feel.compile(cell.text, self.names, types=self.types.named))
        except FeelError as error:
            self.refuse(bad_feel(cell, where, error))
            return None

    def tests(self, cell: Cell, where: Where) -> UnaryTests | None:
        """Compile unary tests; an empty cell lets everything pass."""
        try:
            text = cell.text or "-"
            return self._noted(feel.compile_unary(text, self.names, types=self.types.named))
        except FeelError as error:
            self.refuse(bad_feel(cell, where, error))
            return None

    def _noted(self, read: Read) -> Read:
        self.asked.update(dict.fromkeys(sorted(read.names_used - self.given)))
        return read


def bad_feel(cell: Cell, where: Where, error: FeelError) -> DmnError:
    """Say which text of which cell is no FEEL."""
    facts: dict[str, object] = {"text": cell.text, "reason": error.finding}
    if where.row:
        facts |= {"row": where.row, "column": where.column}
    code = "bad_cell" if where.row else "bad_feel"
    return DmnError(code, facts, element=where.element, line=where.line)


def literal(cell: Cell, site: Site, where: Where) -> Step:
    """Compile one FEEL text; what it warns of is told with its place."""
    if not cell.text:
        return nothing
    expression = site.expression(cell, where)
    if expression is None:
        return lambda run, _scope: run.warn(where, "faulty", {})
    evaluate = expression.run

    def step(run: Run, scope: Scope) -> Value:
        value = evaluate(scope)
        if scope.evaluation.warnings:
            run.gather(scope, where)
        return value

    return step


def nothing(_run: Run, _scope: Scope) -> Value:
    """Give null."""
    return None


def typed(step: Step, declared: Type, where: Where) -> Step:
    """Coerce a result to its declared type (DMN 1.5 §10.3.2.9.4)."""
    if declared == ANY:
        return step
    return lambda run, scope: fit(run, step(run, scope), declared, where)


def fit(run: Run, value: Value, declared: Type, where: Where) -> Value:
    """Coerce a value; one that does not conform becomes null, with a caution."""
    fitting = coerce(value, declared, run.root.budget)
    if fitting is None and value is not None:
        run.warn(where, "wrong_type", {"type": name_of(declared), "kind": kind(value)})
    return fitting
