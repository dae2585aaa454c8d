"""A deadline rings once: the drawing decides what happens, the clock has then rung."""

import orjson

from engine.casework.jobs import JobKind
from engine.casework.ring import Timer
from engine.commands.fire_timer import fire_timer
from engine.commands.post_notice import post_notice
from engine.store import tables
from engine.verbs.port import Notice
from tests.commands.ground import Ground


def ring(ground: Ground, timer: Timer) -> bool:
    (case,) = ground.rows(tables.Case, "id")
    with ground.office.store.write() as tx:
        return fire_timer(ground.office, tx, case_id=int(str(case[0])), timer=timer)


def timer_of(ground: Ground) -> Timer:
    (args,) = [a for kind, a in ground.rows(tables.Job, "kind", "args") if kind == JobKind.TIMER]
    facts = orjson.loads(str(args))
    return Timer(facts["timer"], facts["clocks"], facts["unit"])


def test_a_task_that_is_late_stays_and_its_street_is_told(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    ground.later(hours=3)
    assert ring(ground, timer_of(ground))
    (notice,) = [a for kind, a in ground.rows(tables.Job, "kind", "args") if kind == "notice"]
    assert orjson.loads(str(notice))["template"] == "late"
    assert ground.rows(tables.Clock, "key", "state")[0] == ("grid_due", "rung")
    assert ground.rows(tables.Entry, "verb", "actor")[-1] == ("fire_timer", None)
    assert ground.complete(task, "wang", next="solved").opened


def test_a_timer_rings_once(ground: Ground) -> None:
    ground.report()
    timer = timer_of(ground)
    ground.later(hours=3)
    assert ring(ground, timer)
    assert not ring(ground, timer)
    assert len(ground.rows(tables.Entry, "seq")) == 2


def test_a_timer_of_a_task_that_is_done_finds_nothing_to_do(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    timer = timer_of(ground)
    ground.complete(task, "wang", next="report_up")
    assert not ring(ground, timer)


def test_a_timer_of_no_case_finds_nothing_to_do(ground: Ground) -> None:
    with ground.office.store.write() as tx:
        assert not fire_timer(ground.office, tx, case_id=17, timer=Timer("t1"))


def test_a_notice_of_no_case_is_posted_nowhere(ground: Ground) -> None:
    with ground.office.store.write() as tx:
        notice = Notice("late", ("leader@street",), "", {})
        post_notice(ground.office, tx, case_id=17, notice=notice)
    assert ground.rows(tables.Entry, "seq") == []
