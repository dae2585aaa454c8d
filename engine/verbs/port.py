"""What a verb is: a name, its inputs, and what it does with them.

A verb does nothing itself. What it answers goes back into the drawing in the same step, and so
do the clocks and the case as it leaves them; its deeds are written in the same transaction, and
whatever leaves the house leaves through a job.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from engine.bpmn import AddUnit, WithdrawUnit
from engine.domain.calendar import Calendar
from engine.domain.clocks import Clock
from engine.domain.places import Places
from engine.store.deeds import Beside
from engine.store.rows import LockedCase
from engine.verbs.record import Record

Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell somebody: a template of the policy, for whom, with the facts it names."""

    template: str
    to: tuple[str, ...]
    urgency: str
    facts: Mapping[str, Any]


Deed = Notice | Beside


class Reader(Protocol):
    """What a verb may look up; it cannot change anything."""

    @property
    def now(self) -> datetime:
        """The instant of the step, at the district's time of day."""

    @property
    def unit(self) -> str:
        """The summoned unit the service task belongs to, empty for the case as a whole."""

    @property
    def calendar(self) -> Calendar:
        """The calendar in which the district counts."""

    @property
    def places(self) -> Places:
        """The places and units of the district."""

    @property
    def clocks(self) -> Sequence[Clock]:
        """The clocks of the case as this step has left them so far."""

    @property
    def row(self) -> LockedCase:
        """The case as this step has left it so far."""

    @property
    def deeds(self) -> Sequence[Deed]:
        """What the verbs of this step have asked for so far."""

    @property
    def summoned(self) -> Sequence[tuple[str, bool]]:
        """The units the case has called so far, and whether each has still to answer."""

    @property
    def record(self) -> Record:
        """What stands beside the case, as it was before this step."""

    def decide(self, decision: str, context: Mapping[str, Any]) -> Any:
        """Let a decision of the policy decide."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb does: `values` are known to the drawing at once, `case` are fields of its row.

    `clocks` gives every clock of the case as the verb leaves it, None changes none; `units` are
    called into a running multi-instance or let go from it, and whether that could be done is known
    under their names; `told` is what the journal says of it.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    case: Mapping[str, Any] = field(default_factory=dict)
    clocks: Sequence[Clock] | None = None
    deeds: tuple[Deed, ...] = ()
    units: Mapping[str, AddUnit | WithdrawUnit] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a verb; its meaning is said in the catalogue under `<verb>_<name>`."""

    name: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; `do` is pure and raises `InputInvalid` on inputs it cannot use."""

    name: str
    inputs: tuple[Input, ...]
    do: Callable[[Inputs, Reader], Done]
