"""What a decision file says, word for word: the elements of DMN 1.5 as plain facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.dmn.boxed import Boxed, FunctionOf


@dataclass(frozen=True, slots=True)
class Href:
    """A reference to an element: of this file (no namespace) or of an imported one."""

    namespace: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Element:
    """What every element of the requirements graph has; the name is that of its variable."""

    id: str
    name: str
    type_ref: str
    line: int


@dataclass(frozen=True, slots=True)
class InputData(Element):
    """What the asker hands in."""


@dataclass(frozen=True, slots=True)
class Decision(Element):
    """A question with its logic, and what the logic may read."""

    logic: Boxed | None
    needs: tuple[Href, ...]
    knows: tuple[Href, ...]


@dataclass(frozen=True, slots=True)
class Knowledge(Element):
    """A business knowledge model: logic with parameters, invoked by name."""

    logic: FunctionOf | None
    knows: tuple[Href, ...]


@dataclass(frozen=True, slots=True)
class Service(Element):
    """A decision service: decisions with a fixed set of inputs, invoked by name."""

    outputs: tuple[Href, ...]
    inside: tuple[Href, ...]
    input_decisions: tuple[Href, ...]
    input_data: tuple[Href, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """The type of a function value: what goes in and what comes out."""

    parameters: tuple[tuple[str, str], ...]
    result: str


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A named type: another type narrowed, a structure, or a function; perhaps a list of it."""

    id: str
    name: str
    type_ref: str
    is_collection: bool
    allowed: str
    constraint: str
    components: tuple["ItemDefinition", ...]
    function: Signature | None
    line: int


@dataclass(frozen=True, slots=True)
class Import:
    """Another file whose elements are read under a name."""

    name: str
    namespace: str
    location: str
    line: int


@dataclass(frozen=True, slots=True)
class Definitions:
    """A whole file."""

    name: str
    namespace: str
    imports: tuple[Import, ...]
    items: tuple[ItemDefinition, ...]
    inputs: tuple[InputData, ...]
    decisions: tuple[Decision, ...]
    knowledge: tuple[Knowledge, ...]
    services: tuple[Service, ...]

    def elements(self) -> Iterator[Element]:
        """Give every element of the requirements graph."""
        yield from self.inputs
        yield from self.decisions
        yield from self.knowledge
        yield from self.services
