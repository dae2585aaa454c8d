"""What a step leaves beside its case, besides tasks and clocks: links, rows of registers, slots.

Like everything in `Changes` these belong to one case; `engine.store.beside` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Linked:
    """A case belongs to another one from now on."""

    case_id: int
    other_id: int
    relation: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A case does not belong to another one any more."""

    case_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class Summoned:
    """A unit is called, or called for another part or round than before."""

    unit: str
    path: str
    part: str
    round: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A unit that was called has answered."""

    unit: str
    result: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A new row of a register; a sealed one is read by nobody before it is opened."""

    register: str
    number: str
    document: str | None
    row: Mapping[str, object]
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Struck:
    """A row of a register ends now (销号)."""

    register: str
    number: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Sealed rows of the case are opened together, of one number where it is given."""

    register: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A unit is told what becomes of the case."""

    path: str


@dataclass(frozen=True, slots=True)
class SlotTaken:
    """The case takes a slot of a unit on a day."""

    path: str
    day: date


@dataclass(frozen=True, slots=True)
class SlotFreed:
    """The case gives its slot of a unit back."""

    path: str


@dataclass(frozen=True, slots=True)
class VoiceDropped:
    """Who reported is told and asked no more."""


@dataclass(frozen=True, slots=True)
class VoicesInvited:
    """The voices of merged cases are told how it ended, and may rate it."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Files that were sent before belong to the case from now on; `readers` are roles."""

    ids: tuple[int, ...]
    item_id: int | None = None
    readers: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice for a role at a unit, or for who reported; it is read with the case named."""

    case_id: int
    template: str
    text: str
    urgency: str
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A task that was done or taken away is open again; `task` is its short id."""

    task: str


@dataclass(frozen=True, slots=True)
class Unmade:
    """A task that a step opened which was taken back: its short id is given out again."""

    task: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """The milestones of an entry that was taken back do not count."""

    seq: int


@dataclass(frozen=True, slots=True)
class Raised:
    """The drawing itself asks for a person to look at the case; `reason` is its code."""

    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


Beside = (
    Linked
    | Unlinked
    | Summoned
    | Answered
    | Registered
    | Struck
    | Opened
    | Watched
    | SlotTaken
    | SlotFreed
    | VoiceDropped
    | VoicesInvited
    | Attached
    | Told
    | Reopened
    | Unmade
    | Unreached
    | Raised
)
