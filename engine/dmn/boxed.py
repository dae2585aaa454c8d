"""The boxed expressions of DMN 1.5 §10.2.2 and the decision table of §8.2, as plain facts."""

from dataclasses import dataclass
from enum import StrEnum


class HitPolicy(StrEnum):
    """Which of the matching rules speak (DMN 1.5 §8.2.10)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    COLLECT = "COLLECT"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"


class Aggregation(StrEnum):
    """What COLLECT makes of its values."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"


class Loop(StrEnum):
    """The three iterators."""

    FOR = "for"
    SOME = "some"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Cell:
    """One FEEL text where it stands."""

    text: str
    type_ref: str
    language: str
    line: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A FEEL expression."""

    cell: Cell

    @property
    def type_ref(self) -> str:
        """Give the declared type of the result."""
        return self.cell.type_ref


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a boxed context; the line without a name is its result."""

    name: str
    type_ref: str
    value: "Boxed | None"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """A boxed context: names, each readable by those below it."""

    entries: tuple[Entry, ...]
    type_ref: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A boxed list."""

    items: tuple["Boxed", ...]
    type_ref: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A boxed relation: a list of contexts drawn as a grid."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple["Boxed", ...], ...]
    type_ref: str


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """A boxed function definition; kind is FEEL, Java or PMML."""

    parameters: tuple[tuple[str, str], ...]
    body: "Boxed | None"
    kind: str
    type_ref: str
    line: int


@dataclass(frozen=True, slots=True)
class Invocation:
    """A boxed invocation: a function and its arguments by name."""

    function: "Boxed"
    bindings: tuple[tuple[str, "Boxed | None"], ...]
    type_ref: str


@dataclass(frozen=True, slots=True)
class Conditional:
    """A boxed if, then, else."""

    condition: "Boxed"
    then: "Boxed"
    otherwise: "Boxed"
    type_ref: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A boxed filter: the items of a list for which the match holds."""

    source: "Boxed"
    match: "Boxed"
    type_ref: str


@dataclass(frozen=True, slots=True)
class Iteration:
    """A boxed for, some or every."""

    loop: Loop
    variable: str
    source: "Boxed"
    body: "Boxed"
    type_ref: str


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column that is tested: its expression, and the values it may take."""

    label: str
    expression: Cell
    allowed: Cell | None


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column that speaks: its values in order of priority, and what it says by default."""

    name: str
    label: str
    type_ref: str
    allowed: Cell | None
    default: Cell | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a decision table."""

    id: str
    tests: tuple[Cell, ...]
    results: tuple[Cell, ...]
    notes: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    id: str
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[InputColumn, ...]
    outputs: tuple[OutputColumn, ...]
    rules: tuple[Rule, ...]
    type_ref: str
    line: int


Boxed = (
    Literal
    | ContextOf
    | ListOf
    | Relation
    | FunctionOf
    | Invocation
    | Conditional
    | Filter
    | Iteration
    | Table
)
