"""One advance of a case: its instant, what it may look up, and what it has to tell."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from engine.bpmn.limits import Limits
from engine.bpmn.outcome import Effect, Entry, Milestone, SentMessage, SetClock, Still
from engine.bpmn.port import Reader
from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value
from engine.feel import Budget, Function, Parameter, Scope


class Advance:
    """What one step shares: now, the reader, the budgets, and the differences it collects."""

    def __init__(self, now: datetime, reader: Reader, limits: Limits, *, reads_case: bool) -> None:
        self.now = now
        self.reader = reader
        self.limits = limits
        self.steps = 0
        self.trail: list[Entry] = []
        self.effects: list[Effect] = []
        self.messages: list[SentMessage] = []
        self.clocks: dict[tuple[str, str], SetClock] = {}
        self.passed: list[str] = []
        self.milestones: list[Milestone] = []
        self.ended_by: list[str] = []
        self.unit = ""
        self.asked: dict[str, datetime | Still | None] = {}
        look_up = Function((Parameter("key"),), partial(self.look_up), name="clock")
        self.scope = Scope(
            {"case": reader.case} if reads_case else {},
            now=now,
            functions={**reader.functions, "clock": look_up},
            budget=Budget(limits.expression_steps),
        )

    def seen_by(self, values: Mapping[str, Value], unit: str) -> Scope:
        """Give the scope in which a token's expressions run; clocks are those of its unit."""
        self.unit = unit
        return self.scope.child(values)

    def look_up(self, _: Scope, key: Value) -> datetime | None:
        """Be FEEL's `clock("key")`: the unit's own clock, or else the case's; null if held."""
        due = self.asked[key] = self.instant_of(key)
        return due if isinstance(due, datetime) else None

    def instant_of(self, key: str) -> datetime | Still | None:
        """Give the instant of a clock as this step has left it so far."""
        for unit in dict.fromkeys((self.unit, "")):
            own = self.clocks.get((key, unit))
            due = own.due if own else self.reader.clock(key, unit)
            if due is not None:
                return due
        return None

    def set_clock(self, clock: SetClock) -> None:
        """Name an instant from now on."""
        self.clocks[clock.key, clock.unit] = clock

    def note(self, kind: str, element: str, code: str, /, **facts: Value) -> None:
        """Add a line to the trail."""
        self.trail.append(Entry(kind, element, code, facts))

    def count_step(self, element: str) -> None:
        """Count a token that moves.

        Raises:
            Stuck: The budget of this step is used up, as by a loop without a wait.
        """
        self.steps += 1
        if self.steps > self.limits.tokens:
            raise Stuck("too_many_steps", element, most=self.limits.tokens)
