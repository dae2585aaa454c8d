"""One rule of who sees which case: by place, by having had a task in it, never the accused."""

import pytest
from sqlalchemy import select, update

from engine.domain.people import Person
from engine.domain.refusals import TaskNotFound
from engine.queries.task import read_task
from engine.queries.tasks import Box, read_tasks
from engine.queries.visible import visible_cases
from engine.store import tables
from engine.store.tables import Case
from tests.commands.ground import DISTRICT, Ground


def seen_by(ground: Ground, person: Person) -> int:
    with ground.office.store.read() as tx:
        return len(tx.execute(select(Case.id).where(visible_cases(person))).all())


@pytest.mark.parametrize(
    ("username", "seen"), [("wang", 1), ("zhou", 1), ("sun", 1), ("zhao", 0), ("qian", 0)]
)
def test_a_case_is_seen_at_its_place_and_above(ground: Ground, username: str, seen: int) -> None:
    ground.report()
    assert seen_by(ground, ground.person(username)) == seen


def test_who_has_a_task_in_a_case_sees_it_wherever_it_lies(ground: Ground) -> None:
    ground.report()
    with ground.office.store.write() as tx:
        tx.execute(update(tables.WorkItem).values(path="/2/9/"))
    assert seen_by(ground, ground.person("qian")) == 1


@pytest.mark.parametrize("accused", ["/2/17/", "/2/17/5/"])
def test_who_belongs_to_an_accused_unit_sees_nothing_of_it(ground: Ground, accused: str) -> None:
    task = ground.report().opened[0]["id"]
    with ground.office.store.write() as tx:
        tx.execute(update(Case).values(accused=accused))
    assert seen_by(ground, ground.person("zhou")) == 0
    with pytest.raises(TaskNotFound):
        ground.complete(task, "wang", next="solved")
    with ground.office.store.read() as tx, pytest.raises(TaskNotFound):
        read_task(
            tx,
            ground.office.policies,
            ground.person("wang"),
            int(task),
            reader_of=ground.office.reader,
        )


def test_who_has_no_post_sees_nothing_and_has_nothing_to_do(ground: Ground) -> None:
    ground.report()
    nobody = Person(7, DISTRICT, "无岗")
    assert seen_by(ground, nobody) == 0
    with ground.office.store.read() as tx:
        assert read_tasks(tx, nobody, Box.UNIT, size=9).count == 0


def test_a_person_of_another_district_sees_nothing(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    stranger = Person(7, DISTRICT + 1, "外区", ground.person("sun").posts)
    assert seen_by(ground, stranger) == 0
    with pytest.raises(TaskNotFound):
        ground.complete_as(stranger, task)
