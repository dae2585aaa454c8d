"""One's own last action is taken back, as long as nothing of it has left the case."""

from datetime import timedelta

import pytest

from engine.commands.hand_task import claim_task
from engine.commands.withdraw_action import withdraw_action
from engine.domain.refusals import CannotTakeBack, TaskNotFound
from engine.jobs.cases import of_cases
from engine.store import audit, tables
from tests.commands.drawn import HANDLER, PLAIN, pack, receive, work
from tests.commands.ground import Ground
from tests.commands.jobs.toys import House, incidents
from tests.unit.bpmn.drawing import (
    diagram,
    end,
    lanes,
    message,
    path,
    service,
    start,
)


def done(ground: Ground, **answers: object) -> str:
    """Let the grid worker do the first task of a case; give its id."""
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", **({"next": "report_up"} | answers))
    return task


def back(ground: Ground, task: str, by: str = "wang") -> None:
    withdraw_action(ground.office, task_id=int(task), by=ground.person(by))


def standing(ground: Ground) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a completion changes, but the journal and what is counted."""
    return {
        "case": ground.rows(tables.Case, "state", "stage", "snapshot"),
        "tasks": ground.rows(tables.WorkItem, "element", "state", "done_by", "answers", "due_at"),
        "waits": ground.rows(tables.Wait, "receiver"),
        "timers": ground.rows(tables.Job, "key", "due", "state", "args"),
        "milestones": ground.rows(tables.Milestone, "key"),
        "clocks": ground.rows(tables.Clock, "key", "state", "due_at"),
    }


@pytest.mark.parametrize("answer", ["report_up", "solved"])
def test_everything_stands_as_it_stood_before(ground: Ground, answer: str) -> None:
    task = ground.report().opened[0]["id"]
    before = standing(ground)
    ground.complete(task, "wang", next=answer)
    assert standing(ground) != before
    back(ground, task)
    assert standing(ground) == before
    assert ground.rows(tables.Entry, "verb")[-1] == ("withdraw_action",)
    assert audit.verify(ground.office.store).breaks == []


def test_what_was_taken_back_may_be_done_otherwise(ground: Ground) -> None:
    task = done(ground)
    back(ground, task)
    opened = ground.complete(task, "wang", next="solved").opened
    assert [each["element"] for each in opened] == ["check"]
    assert incidents(ground.office.store) == []


def test_the_deadline_of_the_task_rings_again(ground: Ground) -> None:
    house = House(ground.office.store, of_cases(ground.office))
    back(ground, done(ground))
    house.later(timedelta(hours=3))
    house.drain()
    assert ("grid_due", "rung") in ground.rows(tables.Clock, "key", "state")


def test_only_who_did_it_takes_it_back(ground: Ground) -> None:
    task = done(ground)
    with pytest.raises(CannotTakeBack) as caught:
        back(ground, task, "li")
    assert "撤回" in caught.value.sentence("zh")
    with pytest.raises(TaskNotFound):
        back(ground, task, "qian")


def test_nothing_is_taken_back_twice_nor_before_it_was_done(ground: Ground) -> None:
    task = done(ground)
    back(ground, task)
    for _ in range(2):
        with pytest.raises(CannotTakeBack):
            back(ground, task)


def test_once_somebody_has_taken_up_the_next_task_it_is_too_late(ground: Ground) -> None:
    first = ground.report().opened[0]["id"]
    after = ground.complete(first, "wang", next="report_up").opened[0]["id"]
    claim_task(ground.office, task_id=int(after), by=ground.person("zhou"))
    with pytest.raises(CannotTakeBack):
        back(ground, first)


def test_what_happens_to_another_case_does_not_matter(ground: Ground) -> None:
    task = done(ground)
    done(ground)
    back(ground, task)
    assert ground.rows(tables.WorkItem, "element", "state")[0] == ("grid", "open")


@pytest.mark.parametrize(
    ("verb", "inputs"),
    [
        ("notify", {"template": '="late"', "to": '="leader@street"'}),
        ("set_clocks", {"limits": '=[{key: "x", amount: 1, unit: "hour"}]'}),
        ("register_row", {"register": '="marks"', "row": "={a: 1}"}),
    ],
)
def test_what_left_the_case_is_not_taken_back(
    ground: Ground, verb: str, inputs: dict[str, str]
) -> None:
    drawn = diagram(
        lanes({HANDLER: ["s", "one", "ask", "two", "e"]}), start(), work("one"),
        service("ask", verb, inputs, {"x": "=number"}), work("two"), end(),
        path("s", "one", "ask", "two", "e"),
    )  # fmt: skip
    task = ground.report(ground.use_pack(pack("leaving", drawn, PLAIN))).opened[0]["id"]
    ground.complete(task, "wang")
    with pytest.raises(CannotTakeBack):
        back(ground, task)


def test_who_waits_and_who_does_not_is_as_before(ground: Ground) -> None:
    drawn = diagram(
        lanes({HANDLER: ["s", "one", "wait", "two", "e"]}), start(), work("one"),
        receive("wait", "x", outputs={"y": "=y"}), work("two"), end(), message("x", '="k"'),
        path("s", "one", "wait", "two", "e"),
    )  # fmt: skip
    task = ground.report(ground.use_pack(pack("waiting", drawn, PLAIN))).opened[0]["id"]
    before = standing(ground)
    ground.complete(task, "wang")
    assert len(ground.rows(tables.Wait, "receiver")) == 1
    back(ground, task)
    assert standing(ground) == before
