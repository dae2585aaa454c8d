"""What a form is once it is read: fields with their rules, in the order drawn and worked out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.domain.findings import Finding
from engine.feel import Expression, Scope, UnaryTests

Value = Any
Sites = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Reference:
    """Something an answer names by its id: a photo, voice or file, a place, person, department."""

    kind: str
    id: str
    accept: str = ""


Known = Callable[[Reference], bool]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at besides the value: the other answers, the inputs, the instant."""

    scope: Scope
    inputs: Mapping[str, Value]
    now: datetime | None = None
    known: Known | None = None


Check = Callable[[Value, Scene], Finding | None]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A place an answer is written to: one key, or a list of rows with fields of their own.

    `path` leads there from the form or the row, `name` is the same from the form in dots.
    `reads` is what decides over it and computes it, `offers` what its options are computed from.
    """

    kind: str
    path: tuple[str, ...]
    name: str
    label: str
    component: Mapping[str, Any]
    typed: Callable[[Value], Value]
    special: str = ""
    hides: tuple[UnaryTests, ...] = ()
    readonly: bool | UnaryTests = False
    expression: Expression | None = None
    checks: tuple[Check, ...] = ()
    options: Mapping[Value, str] = field(default_factory=dict)
    rows: "Block | None" = None
    reads: Sites = frozenset()
    offers: Sites = frozenset()

    @property
    def disabled(self) -> bool:
        """Tell whether the field only shows its value and never sends it."""
        return bool(self.component.get("disabled"))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The fields of a form or of a row: as drawn, and each behind those it depends on."""

    fields: tuple[Field, ...]
    order: tuple[Field, ...]
