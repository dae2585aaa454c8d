"""What the write path hands over: a case loaded under its lock, and the changes to be kept.

Everything in `Changes` belongs to one case; the store adds the case's key, the instant, the ids
and the sequence numbers, so that whoever works out the changes needs none of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.store.columns import NEVER
from engine.store.deeds import Beside
from engine.store.journal import Happening, Head


@dataclass(frozen=True, slots=True)
class LockedCase:
    """A case as it stands while its row is locked; `dataclasses.replace` makes what to save."""

    district: int
    id: int
    number: str
    kind: str
    policy_id: int
    state: str
    stage: str
    outcome: str | None
    category: str | None
    summary: str | None
    place_id: int | None
    path: str
    l2: int
    l3: int
    accused: str | None
    access: str
    upstream: str | None
    upstream_due: datetime | None
    channel: str
    origin: str | None
    alike: bytes | None
    lon: float | None
    lat: float | None
    handler: str | None
    merged_into: int | None
    facts: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    version: int
    seq: int
    head: bytes
    snapshot: bytes

    @property
    def chain(self) -> Head:
        """Give the end of the case's journal."""
        return Head(self.district, self.id, self.seq, self.head)


@dataclass(frozen=True, slots=True)
class LockedTask:
    """A task and its case; `state` may be older than the snapshot, which is the truth."""

    case: LockedCase
    id: int
    task: str
    element: str
    name: str
    role: str
    path: str
    state: str
    due_at: datetime
    clock: str | None
    assigned_to: int | None
    claimed_by: int | None
    done_at: datetime | None
    done_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task for a list: `task` is its short id in the snapshot, `path` the unit it belongs to."""

    task: str
    element: str
    name: str
    role: str
    path: str
    due_at: datetime = NEVER
    clock: str | None = None
    unit: str = ""
    priority: int = 0
    assigned_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A task that was done; `answers` is JSON without free text."""

    task: str
    by: int | None  # None: who reported
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An open task whose limit moved."""

    task: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """An open task in other hands: whose alone it is, and who has taken it upon them."""

    task: str
    assigned_to: int | None
    claimed_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClock:
    """A named instant as it stands now; `facts` is JSON of all else that is known of it."""

    key: str
    holder: str = ""
    state: str = "running"
    due_at: datetime
    provisional: bool = False
    facts: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A milestone reached now, and until when it had to be."""

    key: str
    scope: str = ""
    due_at: datetime = NEVER
    by: int | None = None
    item_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWait:
    """A receiver of the drawing that waits from now on; `receiver` is its id in the snapshot."""

    receiver: str
    name: str
    correlation: str = ""
    element: str = ""
    lane: str | None = None
    form: str | None = None
    unit: str = ""


def topic(name: str, correlation: str) -> str:
    """Name what a message that nobody can receive yet waits for."""
    return f"{name}:{correlation}"


def parted(topic: str) -> tuple[str, str]:
    """Part a topic into the message's name and what it has in common with the receiver."""
    name, _, correlation = topic.partition(":")
    return name, correlation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """Free text kept apart; `key` opens its digest in the journal (see `journal.seal`)."""

    kind: str
    field: str
    body: str
    key: bytes
    readers: str = ""
    item_id: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """Something to do at `due` (None: as soon as this is committed).

    `key` is unique within the case for ever; the store puts the case before it. `topic` names
    the message it delivers, if it may have to wait for a receiver.
    """

    key: str
    kind: str
    due: datetime | None = None
    args: Mapping[str, object]
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one step changes beside the case's own row; empty groups cost nothing."""

    happenings: Sequence[Happening]
    finished: Sequence[Finished] = ()
    withdrawn: Sequence[str] = ()
    opened: Sequence[NewTask] = ()
    dated: Sequence[Dated] = ()
    handed: Sequence[Handed] = ()
    clocks: Sequence[SetClock] = ()
    reached: Sequence[Reached] = ()
    waits: Sequence[NewWait] = ()
    waits_over: Sequence[str] = ()  # receivers
    words: Sequence[KeptWords] = ()
    jobs: Sequence[NewJob] = ()
    timers: Sequence[NewJob] = ()  # set, or set anew under the same key
    jobs_dropped: Sequence[str] = ()  # keys; of timers too
    beside: Sequence[Beside] = ()  # links, rows of registers, summonses, slots …
