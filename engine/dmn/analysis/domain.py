"""The values a column may take: those of its type, those it lists."""

from dataclasses import dataclass

from engine.dmn.constants import Constants, constants_of
from engine.feel import ANY, Allowed, Scope, Type, UnaryTests, Value, kind
from engine.feel.types import Simple


@dataclass(frozen=True, slots=True)
class Domain:
    """A kind (none where the column takes any) and the tests a value must pass."""

    kind: str
    listed: UnaryTests | None

    @property
    def constants(self) -> Constants:
        """Give the constants that matter whatever the cells say."""
        listed = constants_of(self.listed.tree) if self.listed else None
        return (*(listed or ()), *((True,) if self.kind == "boolean" else ()))

    def holds(self, value: Value) -> bool:
        """Tell whether a value may occur."""
        return self.is_kind(value) and self.lists(value)

    def is_kind(self, value: Value) -> bool:
        """Tell whether a value is of the declared kind; null is of every kind."""
        return value is None or self.kind in {"", kind(value)}

    def lists(self, value: Value) -> bool:
        """Tell whether a value is among those listed, if any are."""
        return value is None or self.listed is None or self.listed.run(Scope({}), value) is True


def kind_of(type_: Type) -> str:
    """Name the kind of the values of a simple type; none where it says nothing."""
    while isinstance(type_, Allowed):
        type_ = type_.base
    return type_.name if isinstance(type_, Simple) and type_ != ANY else ""
