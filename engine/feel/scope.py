"""What an evaluation sees: names, from the innermost out, and what all scopes of one share."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from engine.feel.budget import Budget
from engine.feel.findings import Finding
from engine.feel.values import Function, Value

MOST_WARNINGS = 100


class Evaluation:
    """What all scopes of one evaluation share.

    `patterns` are those already paid for; while `muted` is not 0, warnings are not kept.
    """

    __slots__ = ("budget", "muted", "now", "patterns", "warnings")

    def __init__(self, now: datetime | None, budget: Budget) -> None:
        self.now = now
        self.budget = budget
        self.warnings: dict[tuple[str, int], Finding] = {}
        self.patterns: set[str] = set()
        self.muted = 0


class Scope:
    """A context in which compiled texts run; inner scopes see the outer ones."""

    __slots__ = ("evaluation", "parent", "variables")

    variables: Mapping[str, Value]
    parent: "Scope | None"
    evaluation: Evaluation

    def __init__(
        self,
        context: Mapping[str, Value] | None = None,
        *,
        now: datetime | None = None,
        functions: Mapping[str, Function] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.variables = {} if context is None else context
        self.evaluation = Evaluation(now, budget or Budget())
        self.parent = None
        if functions:
            self.parent = make_scope(functions, None, self.evaluation)

    def child(self, variables: Mapping[str, Value]) -> "Scope":
        """Open an inner scope whose names hide the outer ones."""
        return make_scope(variables, self, self.evaluation)

    @property
    def now(self) -> datetime | None:
        """Give the instant at which this evaluation takes place."""
        return self.evaluation.now

    @property
    def budget(self) -> Budget:
        """Give what is left of the work this evaluation may do."""
        return self.evaluation.budget

    @property
    def warnings(self) -> list[Finding]:
        """Give what went wrong so far, each place once."""
        return list(self.evaluation.warnings.values())

    def warn(self, code: str, position: int, facts: Mapping[str, object] | None = None) -> None:
        """Note that something at a position became null."""
        self.note(Finding(code, position, facts or {}))

    def note(self, finding: Finding) -> None:
        """Keep a finding as a warning, the first of its code and place only."""
        warnings = self.evaluation.warnings
        if len(warnings) < MOST_WARNINGS and not self.evaluation.muted:
            warnings.setdefault((finding.code, finding.position), finding)

    def names(self) -> Iterator[str]:
        """Give every name in scope, the innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield from scope.variables
            scope = scope.parent


def make_scope(
    variables: Mapping[str, Value], parent: Scope | None, evaluation: Evaluation
) -> Scope:
    """Make a scope of an evaluation that is already going on."""
    scope = Scope.__new__(Scope)
    scope.variables = variables
    scope.parent = parent
    scope.evaluation = evaluation
    return scope
