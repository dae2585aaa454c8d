"""Timers: when one is due, what happens to it when it rings, and when its clock is moved.

A waiting token keeps its timer in four entries: `due` (an instant, or None: wait until the clock
is moved), `clocks` (the named clocks its expression read), `every` and `left` (cycles only).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.bpmn.board import Case, Token
from engine.bpmn.formula import Formula
from engine.bpmn.model import Event
from engine.bpmn.outcome import SetClock, Still
from engine.bpmn.stuck import Stuck
from engine.bpmn.values import Value
from engine.feel import temporal

ENDLESS = -1


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What a timer event says: a duration, a date or a cycle (ISO 8601, or FEEL behind `=`)."""

    kind: str
    formula: Formula

    @classmethod
    def of(cls, event: Event) -> "Clockwork":
        """Compile a timer event."""
        return cls(event.clockwork, Formula.of(event.expression))

    def wind(self, token: Token) -> None:
        """Set the timer of a token that arrives.

        A bell on the edge of an activity that has rung for this instant does not ring again; a
        case that waits for an instant goes on at once if it has passed.

        Raises:
            Stuck: The expression gives no time.
        """
        due, clocks = self.reckon(token)
        at = due.isoformat() if due else None
        is_bell = bool(clocks) and token.task_spec.element.kind == "boundaryEvent"
        rung = is_bell and token.workflow.case.rung.get(bell_of(token)) == at
        token.internal_data.update(due=None if rung else at, clocks=clocks)

    def rewind(self, token: Token, moved: frozenset[str]) -> None:
        """Set the timer anew if one of its clocks was moved."""
        if not moved.isdisjoint(token.internal_data["clocks"]):
            self.wind(token)

    def strike(self, token: Token) -> None:
        """Use up one ring; a cycle goes on to its next time to come, those missed are skipped."""
        internal, advance = token.internal_data, token.workflow.case.advance
        missed = 0
        internal["rings"] = internal.get("rings", 0) + 1
        if internal["clocks"]:
            token.workflow.case.rung[bell_of(token)] = internal["due"]
        if self.kind == "cycle":
            due, passed = self.next_of(internal, advance.now)
            left = internal["left"]
            missed = passed - 1
            internal["left"] = ENDLESS if left == ENDLESS else max(0, left - passed)
            internal["due"] = due.isoformat()
        else:
            internal["due"] = None
        advance.note("timer", token.task_spec.bpmn_id, "rang", missed=missed)

    def is_spent(self, token: Token) -> bool:
        """Tell whether the timer will never ring again, whatever happens to its clocks."""
        if self.kind == "cycle":
            return bool(token.internal_data["left"] == 0)
        return not token.internal_data["clocks"]

    def reckon(self, token: Token) -> tuple[datetime | None, list[str]]:
        """Give when the timer is due, None while a clock is held, and the clocks it read."""
        case = token.workflow.case
        case.advance.asked.clear()
        value = self.formula.value(token.scope)
        asked = dict(case.advance.asked)
        due = self.due_of(value, token)
        if due is None and Still.STILL in asked.values():
            case.advance.note("timer", token.task_spec.bpmn_id, "held", clocks=list(asked))
            return None, list(asked)
        if due is None:
            facts = {"expression": self.formula.text, "value": str(value)}
            raise Stuck("no_time", token.task_spec.bpmn_id, **facts)
        case.advance.note(
            "timer", token.task_spec.bpmn_id, "set", due=due, expression=self.formula.text
        )
        return due, list(asked)

    def due_of(self, value: Value, token: Token) -> datetime | None:
        """Give the instant a value of the expression means; None if it means none."""
        now = token.workflow.case.advance.now
        if self.kind == "cycle":
            return begin_cycle(value, token.internal_data, now)
        meant = read_time(value)
        if self.kind == "duration" or is_duration(meant):
            return after(now, meant)
        return instant_of(meant, now.tzinfo)

    def next_of(self, internal: dict[str, Any], now: datetime) -> tuple[datetime, int]:
        """Give the first time of a cycle that lies after now, and how many have passed."""
        due, every, passed = datetime.fromisoformat(internal["due"]), internal["every"], 0
        step = temporal.parse_duration(every)
        gap = temporal.timedelta_of(step) if isinstance(step, temporal.DayTimeDuration) else None
        if gap is not None:
            passed = max(0, (now - due) // gap)
            due += gap * passed
        while passed == 0 or due <= now:
            due, passed = after(due, step) or due, passed + 1
        return due, passed


def shift(case: Case, clocks: Collection[SetClock]) -> None:
    """Set, move or hold named clocks, and every timer that was reckoned from one of them."""
    for clock in clocks:
        case.advance.set_clock(clock)
    for token in case.tokens():
        clockwork = getattr(token.task_spec, "clockwork", None)
        if clockwork is not None and token.state == TaskState.WAITING:
            moved = frozenset(clock.key for clock in clocks if clock.unit in ("", token.unit))
            clockwork.rewind(token, moved)


def bell_of(token: Token) -> str:
    """Name the bell of a timer: the same element of the same unit rings the same bell."""
    return f"{token.workflow.spec.name}|{token.task_spec.bpmn_id}|{token.unit}"


def begin_cycle(value: Value, internal: dict[str, Any], now: datetime) -> datetime | None:
    """Read `R3/PT12H`, `R/2026-01-01T08:00:00+08:00/P1D`: note the cycle, give its first time."""
    if not is_cycle(value):
        return None
    count, *start, every = value.split("/")
    step = temporal.parse_duration(every)
    first = instant_of(read_time(start[0]), now.tzinfo) if start else after(now, step)
    if first is None or (after(first, step) or first) <= first:
        return None
    internal.update(every=every, left=int(count[1:]) if count[1:] else ENDLESS)
    return first


def is_cycle(value: Value) -> bool:
    """Tell whether a value is a repeating interval of ISO 8601: a start or none, and a step."""
    count, *start, every = value.split("/") if isinstance(value, str) and "/" in value else ("", "")
    has_start = not start or (len(start) == 1 and read_time(start[0]) is not None)
    is_counted = count[:1] == "R" and (count[1:] == "" or count[1:].isdecimal())
    return is_counted and has_start and is_duration(temporal.parse_duration(every))


def read_time(value: Value) -> Value:
    """Give the time a text stands for; any other value as it is."""
    if not isinstance(value, str):
        return value
    parse = (temporal.parse_duration, temporal.parse_date_and_time, temporal.parse_date)
    return next((found for read in parse if (found := read(value)) is not None), None)


def is_duration(value: Value) -> bool:
    """Tell whether a value is a duration of FEEL."""
    return isinstance(value, temporal.DayTimeDuration | temporal.YearMonthDuration)


def after(start: datetime, duration: Value) -> datetime | None:
    """Give the instant a duration later; None for no duration, or beyond the calendar."""
    later = temporal.add(start, duration) if is_duration(duration) else None
    return later if isinstance(later, datetime) else None


def instant_of(value: Value, zone: tzinfo | None) -> datetime | None:
    """Give the instant of a date or a date and time; a local one is read in the case's zone."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time.min, zone)
    return None
