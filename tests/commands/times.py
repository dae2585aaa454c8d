"""A district whose clock stands where a test wants it, and drawings about clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from engine.bpmn import Standing, waiting
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain import clocks
from engine.domain.clocks import Clock
from engine.store import tables
from engine.store.load import load_case
from engine.store.marks import set_ahead
from engine.wiring import handlers
from tests.commands.ground import Ground
from tests.commands.jobs.toys import House
from tests.unit.bpmn.drawing import (
    boundary,
    diagram,
    end,
    parallel,
    path,
    service,
    start,
    task,
    timer,
)
from tests.unit.calendar.moments import at

TELL = service("tell", "notify", {"template": '="late"', "to": '="leader@street"'}) + end("told")
PARKED = (
    service("hold", "hold_clocks"), task("lift"), service("release", "release_clocks"),
    path("ask", "hold", "lift", "release", "asked"),
)  # fmt: skip


def minute(due: datetime) -> datetime:
    """Give the nearest full minute: what a test does takes some time, too."""
    return (due + timedelta(seconds=30)).replace(second=0, microsecond=0)


def limits(*rows: str) -> Mapping[str, str]:
    """Give the inputs of `set_clocks`: rows as `handle_due 2 working_day`."""
    parts = (row.split() for row in rows)
    contexts = [f'{{key: "{key}", amount: {n}, unit: "{unit}"}}' for key, n, unit in parts]
    return {"limits": f"=[{', '.join(contexts)}]"}


def late(clock: str) -> str:
    """Draw what happens when the clock of the task `work` rings: the street is told."""
    rings = timer("timeDate", f'=clock("{clock}")')
    return boundary("late", "work", rings, interrupting=False) + TELL + path(
        "late", "tell", "told"
    )  # fmt: skip


def beside(inputs: Mapping[str, str], *parts: str, clock: str = "handle_due") -> bytes:
    """Draw work by a clock and, beside it, the parts between `ask` and `asked`."""
    return diagram(
        start(), service("set", "set_clocks", inputs), parallel("fork"),
        task("work", props={"shaodao:due": clock}), late(clock), end(),
        task("ask"), *parts, end("asked"),
        path("s", "set", "fork", "work", "e"), path("fork", "ask"),
    )  # fmt: skip


@dataclass
class Days:
    """A case of a drawing, at a time of its own."""

    ground: Ground
    house: House
    case: int = 0
    tasks: dict[str, str] = field(default_factory=dict)

    def go(self, text: str) -> None:
        """Let it be so late, and everything be done that is due by then."""
        with self.house.store.write() as tx:
            self.house.ahead += at(text) - tx.now
            set_ahead(tx, self.house.ahead)
        self.house.drain()

    def open(self, drawn: bytes, folder: Path, upstream_due: datetime | None = None) -> None:
        """Open a case of a drawing, of an order from above if that has an end."""
        file = folder / "p.bpmn"
        file.write_bytes(drawn)
        kind, wang = self.ground.use(file), self.ground.person("wang")
        report = Report(kind, "路灯不亮", place="G3", upstream_due=upstream_due)
        self.note(open_case(self.ground.office, report=report, by=wang).opened)
        self.case = int(str(self.ground.rows(tables.Case, "id")[-1][0]))

    def note(self, opened: list[dict[str, str]]) -> None:
        self.tasks |= {each["element"]: each["id"] for each in opened}

    def do(self, element: str, **answers: object) -> None:
        """Let the grid worker do a task."""
        self.note(self.ground.complete(self.tasks[element], "wang", **answers).opened)

    def clock(self, key: str = "handle_due") -> Clock:
        """Read a clock of the last case as it is kept."""
        rows = self.ground.rows(tables.Clock, "case_id", "key", "facts")
        (facts,) = [f for case, each, f in rows if (case, each) == (self.case, key)]
        return clocks.read(orjson.loads(str(facts)))

    def standing(self) -> Standing:
        """Give what is open in the drawing of the last case."""
        office = self.ground.office
        with office.store.write() as tx:
            case = load_case(tx, self.case)
            assert case
            policy = office.policy(tx, case.policy_id)
            return waiting(policy.program, case.snapshot, tx.now, office.reader(tx, case))

    def dues(self, key: str = "handle_due") -> list[datetime | None]:
        """Give when the row, the task, the snapshot's timer and the job say a clock is due."""
        items = self.ground.rows(tables.WorkItem, "case_id", "clock", "state", "due_at")
        jobs = self.ground.rows(tables.Job, "case_id", "kind", "state", "due")
        return [
            self.clock(key).rings_at,
            *[due for *found, due in items if found == [self.case, key, "open"]],
            *[timer.due for timer in self.standing().timers if key in timer.clocks],
            *[due for *found, due in jobs if found == [self.case, "timer", "ready"]],
        ]  # type: ignore[list-item]

    def told(self) -> int:
        """Count how often the street was told."""
        entries = self.ground.rows(tables.Entry, "case_id", "verb")
        return entries.count((self.case, "post_notice"))

    def record(self, verb: str) -> object:
        """Give what the last entry of a verb says of the clocks."""
        rows = self.ground.rows(tables.Entry, "case_id", "verb", "body")
        bodies = [body for *found, body in rows if found == [self.case, verb]]
        return orjson.loads(str(bodies[-1]))["clocks"]


def days(ground: Ground, text: str) -> Days:
    """Let the district begin at an instant."""
    begun = Days(ground, House(ground.office.store, handlers(ground.office)))
    begun.house.ahead = timedelta()
    begun.go(text)
    return begun
