"""A diagram as facts: what was drawn, by process and element, before anything can run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MILESTONE = "shaodao:milestone"


@dataclass(frozen=True, slots=True)
class Mapped:
    """One line of an input or output mapping: `target` becomes the value of `source`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the extension elements of an element say (`zeebe:`; `camunda:` when imported)."""

    form: str | None = None
    groups: str | None = None
    users: str | None = None
    due_date: str | None = None
    verb: str | None = None
    inputs: tuple[Mapped, ...] = ()
    outputs: tuple[Mapped, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    called: str | None = None
    takes_all: bool = True
    passes_all: bool = True
    decision: str | None = None
    result: str | None = None
    script: str | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An event definition: `kind` as drawn (timer, message, error, …) and what it refers to.

    `reference` is the message or signal name, the error or escalation code ("" catches all);
    `clockwork` is duration, date or cycle, and `expression` its text; `correlation` the key of a
    message subscription.
    """

    kind: str
    reference: str = ""
    clockwork: str = ""
    expression: str = ""
    correlation: str | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Loop:
    """A multi-instance: for each item of a collection, at once or one after the other."""

    is_sequential: bool = False
    collection: str | None = None
    item: str | None = None
    results: str | None = None
    result: str | None = None
    enough: str | None = None
    kind: str = "multiple"


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node. `kind` is its BPMN tag; `body` the process an embedded sub-process holds."""

    id: str
    kind: str
    name: str
    line: int
    lane: str | None = None
    events: tuple[Event, ...] = ()
    attached_to: str | None = None
    is_interrupting: bool = True
    default: str | None = None
    loop: Loop | None = None
    body: str | None = None
    script: str | None = None
    dialect: Dialect = Dialect()

    @property
    def label(self) -> str:
        """What a person calls the element: its name, or its id where it has none."""
        return self.name or self.id

    @property
    def event(self) -> Event | None:
        """The only event definition, if there is exactly one."""
        return self.events[0] if len(self.events) == 1 else None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is its text as drawn."""

    id: str
    source: str
    target: str
    line: int
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """A process, or the inside of an embedded sub-process (`parent` is then its process)."""

    id: str
    name: str
    file: str
    line: int
    parent: str | None
    elements: Mapping[str, Element]
    flows: tuple[Flow, ...]
    is_executable: bool = True

    def outgoing(self, element: str) -> tuple[Flow, ...]:
        """Give the flows that leave an element, in the order of the file."""
        return tuple(flow for flow in self.flows if flow.source == element)

    @property
    def has_terminate(self) -> bool:
        """Tell whether an end of the process ends all of it at once."""
        events = (event for element in self.elements.values() for event in element.events)
        return any(event.kind == "terminate" for event in events)

    def guards(self, element: str) -> tuple[Element, ...]:
        """Give the boundary events on an activity, in the order of the file."""
        return tuple(other for other in self.elements.values() if other.attached_to == element)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Every process of a set of files, by id."""

    processes: Mapping[str, Process]
