"""What one step of one case may look up: the case, its clocks, its places, the calendar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from engine.bpmn import Answer, SetClock, Still
from engine.domain import clocks
from engine.domain.calendar import Calendar
from engine.domain.clocks import Clock
from engine.domain.lanes import Lane
from engine.domain.places import Places
from engine.store.rows import LockedCase
from engine.verbs import VERBS


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a district decides about every case: its places, its calendar, what FEEL may call."""

    places: Places
    calendar: Calendar
    functions: Mapping[str, Any] = field(default_factory=dict)


class CaseReader:
    """The look-ups of one step, for the drawing and for the verbs; the next step takes another.

    Nothing is written through it. It only remembers how the step has left the clocks so far, so
    that one verb sees what another did before it.
    """

    def __init__(
        self,
        case: LockedCase,
        surroundings: Surroundings,
        *,
        now: datetime,
        read_clocks: Callable[[], Sequence[Clock]],
    ) -> None:
        self.row = case
        self.surroundings = surroundings
        self.now = now
        self.read_clocks = read_clocks
        self.left: Sequence[Clock] | None = None

    @property
    def functions(self) -> Mapping[str, Any]:
        """Give what expressions may call."""
        return self.surroundings.functions

    @property
    def calendar(self) -> Calendar:
        """Give the calendar in which the district counts."""
        return self.surroundings.calendar

    @cached_property
    def case(self) -> Mapping[str, Any]:
        """Give the case as expressions see it under the name `case`."""
        row, zone = self.row, self.calendar.zone
        due = row.upstream_due
        return {
            "number": row.number,
            "kind": row.kind,
            "state": str(row.state),
            "stage": row.stage,
            "category": row.category,
            "opened_at": row.opened_at.astimezone(zone),
            "upstream": {"number": row.upstream, "due": due.astimezone(zone) if due else None},
        }

    @cached_property
    def kept_clocks(self) -> Sequence[Clock]:
        """Give the case's clocks as they stand in the record; read when first asked for."""
        return tuple(self.read_clocks())

    @property
    def clocks(self) -> Sequence[Clock]:
        """Give the case's clocks as this step has left them so far."""
        return self.kept_clocks if self.left is None else self.left

    def leave(self, after: Sequence[Clock]) -> tuple[SetClock, ...]:
        """Leave the clocks otherwise, each capped by what encloses it; give those that differ."""
        before, due = self.clocks, self.row.upstream_due
        self.left = clocks.enclose(
            after,
            now=self.now,
            calendar=self.calendar,
            outside={"upstream_due": due} if due else {},
        )
        differ = clocks.changed(before, self.left)
        return tuple(SetClock(clock.key, instant_of(clock), clock.holder) for clock in differ)

    def clock(self, key: str, unit: str) -> datetime | Still | None:
        """Give the instant of a clock; for the drawing, one that was stopped stands still."""
        found = self.named(key, unit)
        return instant_of(found) if found else None

    def named(self, key: str, unit: str) -> Clock | None:
        """Give a clock of a unit, or of the whole case where the unit has none of that name."""
        by_name = {clock.name: clock for clock in self.clocks}
        return by_name.get((key, unit)) or by_name.get((key, ""))

    def ask(self, verb: str, inputs: Mapping[str, Any], unit: str = "") -> Answer:
        """Let a verb answer at once, for the unit its service task belongs to."""
        asked, look = VERBS[verb], ForUnit(self, unit)
        answer = asked.answer(inputs, look)
        if asked.clocks is None:
            return answer
        return replace(answer, clocks=self.leave(asked.clocks(inputs, look)))

    def place_of(self, lane: Lane) -> str:
        """Give the path of the unit a lane means for this case.

        A lane that names no unit above the case falls to the case's own place: the task stays on
        a list, where its keepers see that it went astray.
        """
        place = self.surroundings.places.unit(lane.at, self.row.path) if lane.at else None
        return place.path if place else self.row.path


def instant_of(clock: Clock) -> datetime | Still:
    """Give the instant of a clock that is to be kept; any other one stands still."""
    return clock.due if clock.is_kept else Still.STILL


@dataclass(frozen=True, slots=True)
class ForUnit:
    """The look-ups of a verb, which asks for one unit of the case."""

    reader: CaseReader
    unit: str

    @property
    def now(self) -> datetime:
        """Give the instant of the step."""
        return self.reader.now

    @property
    def calendar(self) -> Calendar:
        """Give the calendar in which the district counts."""
        return self.reader.calendar

    @property
    def clocks(self) -> Sequence[Clock]:
        """Give the clocks of the case."""
        return self.reader.clocks
