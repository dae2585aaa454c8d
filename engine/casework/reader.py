"""What one step of one case may look up: the case, its clocks, its places, the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from engine.bpmn import Answer, Program, SetClock, Still
from engine.casework.view import CaseView
from engine.domain import clocks
from engine.domain.calendar import Calendar
from engine.domain.clocks import Clock
from engine.domain.lanes import Lane
from engine.domain.places import Places
from engine.domain.refusals import InputInvalid
from engine.store.deeds import Answered, Summoned
from engine.store.rows import LockedCase
from engine.verbs import VERBS
from engine.verbs.port import Deed, Done
from engine.verbs.record import Record


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a district decides about every case: its places, its calendar, what FEEL may call."""

    places: Places
    calendar: Calendar
    functions: Mapping[str, Any] = field(default_factory=dict)


class CaseReader:
    """The look-ups of one step, for the drawing and for the verbs; the next step takes another.

    Nothing is written through it. It only remembers how the step has left the case and its clocks
    so far and what its verbs asked for, so that one sees what another did before it.
    """

    def __init__(
        self,
        case: LockedCase,
        surroundings: Surroundings,
        *,
        now: datetime,
        record: Record,
        program: Program,
    ) -> None:
        self.before = self.row = case
        self.surroundings = surroundings
        self.now = now
        self.record = record
        self.program = program
        self.left: Sequence[Clock] | None = None
        self.done: list[Done] = []
        self.unit = self.element = ""  # of the service task that asks
        self.case = CaseView(self)

    @property
    def functions(self) -> Mapping[str, Any]:
        """Give what expressions may call."""
        return self.surroundings.functions

    @property
    def places(self) -> Places:
        """Give the places and units of the district."""
        return self.surroundings.places

    @property
    def calendar(self) -> Calendar:
        """Give the calendar in which the district counts."""
        return self.surroundings.calendar

    @property
    def deeds(self) -> Sequence[Deed]:
        """Give what the verbs of this step have asked for so far."""
        return [deed for done in self.done for deed in done.deeds]

    @property
    def summoned(self) -> Sequence[tuple[str, bool]]:
        """Give the units called so far, and whether each has still to answer."""
        units = dict(self.kept_summoned)
        for deed in self.deeds:
            if isinstance(deed, Summoned | Answered):
                units[deed.unit] = isinstance(deed, Summoned)
        return list(units.items())

    @cached_property
    def kept_summoned(self) -> Sequence[tuple[str, bool]]:
        """Give the units called before this step; read when first asked for."""
        return self.record.summoned()

    @cached_property
    def kept_clocks(self) -> Sequence[Clock]:
        """Give the case's clocks as they stand in the record; read when first asked for."""
        return tuple(self.record.clocks())

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

    def ask(
        self, verb: str, inputs: Mapping[str, Any], unit: str = "", element: str = ""
    ) -> Answer:
        """Let a verb do what it is for, for the unit its service task belongs to.

        Raises:
            InputInvalid: An input it needs is not given, or is of no use.
        """
        asked, self.unit, self.element = VERBS[verb], unit, element
        for each in asked.inputs:
            if each.required and inputs.get(each.name) is None:
                raise InputInvalid(verb=verb, input=each.name)
        done = asked.do(inputs, self)
        self.done.append(done)
        self.row = replace(self.row, **done.case)
        moved = () if done.clocks is None else self.leave(done.clocks)
        return Answer(done.values, moved, done.units)

    def decide(self, decision: str, context: Mapping[str, Any]) -> Any:
        """Let a decision of the policy decide over what a verb read; null where it has none."""
        if decision not in self.program.decides:
            return None
        given = {"case": self.case, **context}
        return self.program.decide(decision, given, now=self.now, reader=self).value

    def place_of(self, lane: Lane) -> str:
        """Give the path of the unit a lane means for this case.

        A lane that names no unit above the case falls to the case's own place: the task stays on
        a list, where its keepers see that it went astray. Nothing falls to who is accused.
        """
        row = self.row
        return self.places.path_of(lane.at, row.path, accused=row.accused)


def instant_of(clock: Clock) -> datetime | Still:
    """Give the instant of a clock that is to be kept; any other one stands still."""
    return clock.due if clock.is_kept else Still.STILL
