"""Lets the stories of the demonstration happen, all of them in the order of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import Any

from engine.commands.act_on_case import Wanted, act_publicly
from engine.commands.complete_publicly import complete_publicly
from engine.commands.complete_task import complete_task
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain.lanes import REPORTER
from engine.domain.people import Person
from engine.domain.refusals import SamePerson
from engine.domain.reporters import Contact, Voice
from engine.jobs.driven import Driver
from engine.queries.people import holders
from engine.queries.whole_case import KnownCase, Listed, read_cases, read_whole
from engine.rehearsal.cast import DISTRICT
from engine.rehearsal.demo.stories import Demo, Told, later
from engine.rehearsal.houses import House
from engine.rehearsal.stage import Fault, listed
from engine.rehearsal.tree import Table

PUBLIC = Person(0, DISTRICT, "")


@dataclass(slots=True)
class Story:
    """A case whose story is being told: how far it has come."""

    told: Told
    steps: list[Table]
    case: KnownCase | None = None
    next: int = 0

    @property
    def step(self) -> Table | None:
        """Give the step that comes next; None where the story is over."""
        return self.steps[self.next] if self.next < len(self.steps) else None


@dataclass(slots=True)
class Player:
    """Plays the stories of a demonstration in its house; `tick` is told of every step."""

    house: House
    demo: Demo
    tick: Callable[[], None]
    queue: list[tuple[datetime, int, Story]] = field(default_factory=list)
    planned: int = 0

    def play(self, until: datetime) -> None:
        """Let everything happen that happens until an instant.

        Raises:
            Fault: A step of a story cannot be taken.
            Refusal: Or it is refused.
        """
        for told in self.demo.reports:
            self.plan(told.at(until), Story(told, self.demo.stories[told.given["story"]]))
        while self.queue and self.queue[0][0] <= until:
            at, _, story = heappop(self.queue)
            self.go(at)
            self.take(story)
            self.tick()
            if step := story.step:
                self.plan(later(self.house.office.calendar, at, step), story)
        self.go(until)

    def plan(self, at: datetime, story: Story) -> None:
        """Take a story up again at an instant; of two at once, the one that was planned first."""
        self.planned += 1
        heappush(self.queue, (at, self.planned, story))

    def go(self, at: datetime) -> None:
        """Let it become an instant; whatever fails on the way ends the demonstration."""
        self.house.driver.go(at)
        self.settle()

    def settle(self) -> None:
        """Do what is due now."""
        driver: Driver = self.house.driver
        driver.drain()
        if driver.troubles:
            raise driver.troubles[0]

    def take(self, story: Story) -> None:
        """Take the next step of a story; its first one is the report itself."""
        if story.case is None:
            story.case = self.report(story.told)
        elif step := story.step:
            self.act(story.case, story.told, step)
            story.next += 1
        self.settle()

    def report(self, told: Told) -> KnownCase:
        """Let somebody report; give the case."""
        given = told.given
        reporter = dict(given.get("reporter") or {})
        contact = Contact(reporter.pop("contact", Contact.NONE))
        report = Report(
            kind=self.demo.kind,
            words=given["words"],
            place=given["place"],
            channel=given.get("channel", ""),
            voice=Voice(contact=contact, **reporter) if "reporter" in given else None,
        )
        number = open_case(self.house.office, report=report, by=PUBLIC).number
        return next(case for case in self.cases() if case.number == number)

    def act(self, own: KnownCase, told: Told, step: Table) -> None:
        """Let a step be taken by whoever holds the post for it."""
        case = self.opened_by(own, step["of"]) if "of" in step else own
        answers = filled(step.get("answers") or {}, told.given)
        if message := step.get("act"):
            act_publicly(
                self.house.office, case_id=case.id, wanted=Wanted(message), answers=answers
            )
        for task in self.tasks_of(case, step):
            self.complete(case, task, filled(answers, {"unit": task.unit}))
            self.settle()

    def tasks_of(self, case: KnownCase, step: Table) -> list[Listed]:
        """Give the open tasks a step means: one, or that of every unit."""
        if "do" not in step:
            return []
        with self.house.office.store.read() as tx:
            tasks = read_whole(tx, case.id).tasks
        found = [task for task in tasks if task.element == step["do"]]
        if not found:
            known = listed(task.element for task in tasks)
            raise Fault("task_absent", case=case.number, element=step["do"], known=known)
        return [task for task in found if task.unit not in step.get("but", ())]

    def complete(self, case: KnownCase, task: Listed, answers: Mapping[str, Any]) -> None:
        """Complete a task; where two must do it, the second holder of the post does."""
        office = self.house.office
        if task.role == REPORTER:
            complete_publicly(office, case_id=case.id, task_id=task.id, answers=answers)
            return
        with office.store.read() as tx:
            able = holders(tx, DISTRICT, task.role, task.path)
        for person in able:
            try:
                complete_task(office, task_id=task.id, answers=answers, by=person)
            except SamePerson:
                continue
            return
        facts = {
            "case": case.number,
            "element": task.element,
            "known": listed(person.name for person in able),
        }
        raise Fault("task_absent", **facts)

    def opened_by(self, own: KnownCase, kind: str) -> KnownCase:
        """Give the case of another kind that a case has opened."""
        of_kind = (case for case in self.cases() if case.kind == kind)
        return next(case for case in of_kind if (case.origin or "").startswith(own.number))

    def cases(self) -> list[KnownCase]:
        """Read every case there is."""
        with self.house.office.store.read() as tx:
            return read_cases(tx, DISTRICT)


def filled(value: Any, given: Mapping[str, Any]) -> Any:
    """Give answers with what the report says in place of `{category}`, `{summary}`, `{unit}`."""
    if isinstance(value, str):
        return given[value[1:-1]] if is_named(value, given) else value
    if isinstance(value, list):
        return [filled(inside, given) for inside in value]
    if isinstance(value, Mapping):
        return {name: filled(inside, given) for name, inside in value.items()}
    return value


def is_named(text: str, given: Mapping[str, Any]) -> bool:
    """Tell whether a text is the name of something the report says."""
    return text.startswith("{") and text.endswith("}") and text[1:-1] in given
