"""Completions, deadlines, duplicates, crashes and lost messages in any order: the house and a
pure model of it never differ.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from engine.commands.complete_task import complete_task
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain.people import Person
from engine.domain.refusals import NotYours, TaskAlreadyDone, TaskNotFound
from engine.jobs.cases import of_cases
from engine.jobs.chores import reconcile
from engine.jobs.relay import Parcel
from engine.jobs.run import run
from engine.jobs.work import Handlers
from engine.store import tables
from engine.store.audit import verify
from engine.store.queue import retry
from engine.store.schema import upgrade
from engine.store.store import open_store
from tests.commands.ground import LADDER, settle
from tests.commands.jobs.toys import House, incidents
from tests.properties.jobs.model import HOLDER, ModelCase

POINTS = st.sampled_from(["begun", "committing", "committed"])
ANSWERS = st.sampled_from(["solved", "report_up"])
DEAD_JOBS = select(tables.Job.id).where(tables.Job.state == "dead")
LIMIT = timedelta(hours=2)  # as the ladder draws it
FEW, MANY = 15, 300


class Crash(BaseException):
    """The process ends here: no handler of the house may catch it."""


class Fuse:
    """Lets a transaction end the process at a point, once it is lit."""

    def __init__(self) -> None:
        self.point = ""

    def __call__(self, point: str) -> None:
        if point == self.point:
            self.point = ""
            raise Crash


class Life(RuleBasedStateMachine):
    """A house under everything that happens to houses."""

    cases = Bundle("cases")
    parcels = Bundle("parcels")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'life.db'}"
        upgrade(url)
        self.fuse = Fuse()
        self.store = open_store(url, probe=self.fuse)
        ground = settle(self.store)
        ground.use(LADDER)
        self.office = ground.office
        self.people = {name: ground.person(name) for name in ("wang", "zhou", "sun", "zhao")}
        handlers = Handlers(of_cases(self.office).steps, errands={"notice": lambda _: None})
        self.house = House(self.store, handlers)
        self.model: list[ModelCase] = []
        self.keys = 0

    def teardown(self) -> None:
        self.settle_down()
        self.house_and_model_are_the_same()
        self.store.close()
        self.folder.cleanup()

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    @rule(target=cases)
    def report(self) -> ModelCase:
        report = Report(kind="ladder", words="路灯不亮", place="G3")
        opened = open_case(self.office, report=report, by=self.people["wang"], key=self.key())
        case = ModelCase(opened.number, due=self.house.ahead + LIMIT)
        self.note(case, opened.opened)
        self.model.append(case)
        return case

    def note(self, case: ModelCase, opened: list[dict[str, str]]) -> None:
        case.tasks |= {task["element"]: task["id"] for task in opened}

    def ask(self, task: str, by: Person, answer: str, key: str) -> list[dict[str, str]]:
        done = complete_task(
            self.office, task_id=int(task), answers={"next": answer}, by=by, key=key
        )
        return done.opened

    @rule(case=cases, answer=ANSWERS, times=st.integers(1, 3))
    def complete(self, case: ModelCase, answer: str, times: int) -> None:
        """Do the open task, perhaps pressing the button again and again."""
        if not case.at:
            return
        key, task, by = self.key(), case.tasks[case.at], self.people[HOLDER[case.at]]
        answers = [self.ask(task, by, answer, key) for _ in range(times)]
        assert answers == answers[:1] * times
        case.complete(answer)
        self.note(case, answers[0])

    @rule(case=cases, answer=ANSWERS, point=POINTS)
    def crash_while_completing(self, case: ModelCase, answer: str, point: str) -> None:
        """The process dies before the answer; the client asks again under its key."""
        if not case.at:
            return
        key, task, by = self.key(), case.tasks[case.at], self.people[HOLDER[case.at]]
        self.fuse.point = point
        with pytest.raises(Crash):
            self.ask(task, by, answer, key)
        opened = self.ask(task, by, answer, key)
        case.complete(answer)
        self.note(case, opened)

    @rule(case=cases, data=st.data())
    def do_what_is_done(self, case: ModelCase, data: st.DataObject) -> None:
        """Somebody is late with the same task: told who was quicker."""
        if case.done:
            task = data.draw(st.sampled_from(sorted(case.done)))
            with pytest.raises(TaskAlreadyDone):
                self.ask(task, self.people[HOLDER[case.done[task]]], "solved", self.key())

    @rule(case=cases)
    def meddle(self, case: ModelCase) -> None:
        """Somebody to whom the task does not belong tries it."""
        if case.at:
            with pytest.raises((NotYours, TaskNotFound)):
                self.ask(case.tasks[case.at], self.people["zhao"], "solved", self.key())

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes: int) -> None:
        self.house.later(timedelta(minutes=minutes))

    @rule(target=parcels)
    def send(self) -> object:
        """The relay takes what is due; messages may be lost, come late, or twice."""
        return multiple(*self.house.deliver())

    @rule(parcel=parcels)
    def work(self, parcel: Parcel) -> None:
        self.expecting_rings(lambda: run(self.store, self.house.handlers, parcel.ids))

    @rule(parcel=parcels, point=POINTS)
    def crash_while_working(self, parcel: Parcel, point: str) -> None:
        def work() -> None:
            self.fuse.point = point
            try:
                run(self.store, self.house.handlers, parcel.ids)
            except Crash:
                return
            self.fuse.point = ""

        self.expecting_rings(work)

    def expecting_rings(self, work: Callable[[], None]) -> None:
        """Work, and let the model ring where the house did: once, late, with the task open."""
        work()
        for case in self.model:
            if "fire_timer" in self.entries_of(case) and not case.rung:
                assert case.is_late(self.house.ahead)
                case.ring()

    def entries_of(self, case: ModelCase) -> list[str]:
        query = (
            select(tables.Entry.verb)
            .join(tables.Case, tables.Case.id == tables.Entry.case_id)
            .where(tables.Case.number == case.number)
            .order_by(tables.Entry.seq)
        )
        with self.store.read() as tx:
            return list(tx.execute(query).scalars())

    def open_of(self, case: ModelCase) -> list[str]:
        query = (
            select(tables.WorkItem.element)
            .join(tables.Case, tables.Case.id == tables.WorkItem.case_id)
            .where(tables.Case.number == case.number, tables.IS_OPEN)
        )
        with self.store.read() as tx:
            return list(tx.execute(query).scalars())

    @invariant()
    def house_and_model_are_the_same(self) -> None:
        for case in self.model:
            assert self.open_of(case) == ([case.at] if case.at else [])
            assert self.entries_of(case) == case.entries
        assert verify(self.store).breaks == []

    @invariant()
    def no_case_is_stuck(self) -> None:
        reconcile(self.store)
        assert {code for code, _ in incidents(self.store)} <= {"job_dead"}

    @rule()
    def settle_down(self) -> None:
        """Let everything come to rest: every deadline that has passed has rung."""
        for _ in range(8):
            self.expecting_rings(self.house.drain)
            self.house.later(timedelta(minutes=2))
            self.revive()
        self.expecting_rings(self.house.drain)
        assert [
            case for case in self.model if case.is_late(self.house.ahead) and not case.rung
        ] == []

    def revive(self) -> None:
        """A person retries what was laid aside because its workers died."""
        with self.store.write() as tx:
            for id_ in tx.execute(DEAD_JOBS).scalars().all():
                retry(tx, id_)


def live(examples: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # a life is short enough to be read as it is
        ),
    )


def test_the_house_never_differs_from_its_model() -> None:
    live(FEW)


@pytest.mark.long
def test_the_house_never_differs_from_its_model_in_many_lives() -> None:
    live(MANY)
