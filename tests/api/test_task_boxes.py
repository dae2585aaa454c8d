"""The four boxes of a person's tasks: narrowed, counted, and not sent again unchanged."""

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from engine.store import tables
from engine.store.columns import EPOCH
from tests.api.conftest import Ask
from tests.commands.ground import DISTRICT, Ground

TASKS = "/api/v1/tasks"


def box(ask: Ask, who: str, query: str = "") -> list[Any]:
    answer = ask(who, "GET", f"{TASKS}?{query}")
    assert answer.status_code == 200, answer.json
    return list(answer.json["tasks"])


def watched_by(ground: Ground, path: str) -> None:
    """Let a unit watch every case."""
    with ground.office.store.write() as tx:
        row = {"district": DISTRICT, "path": path, "since": EPOCH}
        for case_id in tx.execute(select(tables.Case.id)).scalars().all():
            tx.execute(insert(tables.Watcher), row | {"case_id": case_id})


def handed_up(ground: Ground) -> str:
    opened = ground.report()
    ground.complete(opened.opened[0]["id"], "wang", next="report_up")
    return opened.number


def test_a_task_is_listed_with_what_its_keys_are_called(ask: Ask, ground: Ground) -> None:
    ground.report()
    (task,) = box(ask, "wang")
    assert (task["stage_name"], task["unit"]["name"]) == ("执行处置", "第三网格")
    assert task["place"]["path_name"] == "山河街道 兴华社区 第三网格"
    assert (task["overdue"], task["assigned_to"], task["kind"]) == (False, None, "ladder")


def test_who_sent_a_case_up_watches_who_has_it_now(ask: Ask, ground: Ground) -> None:
    number = handed_up(ground)
    watched_by(ground, "/2/17/5/3/")
    (task,) = box(ask, "wang", "box=watching")
    assert (task["case"], task["element"], task["unit"]["code"]) == (number, "community", "XH")
    assert box(ask, "wang") == []
    assert box(ask, "zhou", "box=watching") == []


def test_what_a_person_did_stands_among_what_is_done_the_last_first(
    ask: Ask, ground: Ground
) -> None:
    first, second = handed_up(ground), handed_up(ground)
    done = box(ask, "wang", "box=done")
    assert [(task["case"], task["state"]) for task in done] == [(second, "done"), (first, "done")]
    assert all(task["done_at"] for task in done)
    assert box(ask, "li", "box=done") == []


@pytest.mark.parametrize("name", ["done", "watching"])
def test_these_boxes_are_read_page_by_page(ask: Ask, ground: Ground, name: str) -> None:
    numbers = [handed_up(ground) for _ in range(3)]
    watched_by(ground, "/2/17/5/3/")
    first = ask("wang", "GET", f"{TASKS}?box={name}&size=2").json
    second = ask("wang", "GET", f"{TASKS}?box={name}&size=2&after={first['next']}").json
    seen = [task["case"] for task in first["tasks"] + second["tasks"]]
    assert (sorted(seen), first["count"], second["next"]) == (numbers, "3", None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=噪音", 1),
        ("category=油烟", 0),
        ("stage=handle", 2),
        ("stage=feedback", 0),
        ("kind=ladder", 2),
        ("kind=whistle", 0),
        ("place=XH", 2),
        ("place=G4", 0),
        ("role=handler", 2),
        ("role=leader", 0),
        ("overdue=true", 0),
    ],
)
@pytest.mark.parametrize("name", ["mine", "unit"])
def test_a_box_is_narrowed(ask: Ask, ground: Ground, name: str, query: str, found: int) -> None:
    number = ground.report().number
    ground.report()
    with ground.office.store.write() as tx:
        one = update(tables.Case).where(tables.Case.number == number)
        tx.execute(one.values(category="噪音/邻里"))
    assert len(box(ask, "wang", f"box={name}&{query}")) == found


def test_what_is_past_its_limit_is_found_and_says_so(ask: Ask, ground: Ground) -> None:
    ground.report()
    ground.later(hours=3)
    ground.report()
    assert [task["overdue"] for task in box(ask, "wang", "overdue=true")] == [True]
    assert [task["overdue"] for task in box(ask, "wang")] == [True, False]


def test_a_place_nobody_knows_is_refused(ask: Ask) -> None:
    assert ask("wang", "GET", f"{TASKS}?place=nowhere").status_code == 422


def test_every_box_is_counted(ask: Ask, ground: Ground) -> None:
    handed_up(ground)
    ground.report()
    watched_by(ground, "/2/17/5/3/")
    counts = ask("wang", "GET", f"{TASKS}/counts").json
    assert counts == {"mine": "1", "unit": "1", "watching": "1", "done": "1"}


def test_a_list_that_has_not_changed_is_not_sent_again(ask: Ask, ground: Ground) -> None:
    ground.report()
    first = ask("wang", "GET", TASKS)
    known = {"If-None-Match": first.headers["ETag"]}
    again = ask("wang", "GET", TASKS, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    ground.report()
    assert ask("wang", "GET", TASKS, headers=known).status_code == 200
