"""What the house does for itself: ticks once each, old rows gone, stuck cases found."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from engine.jobs.chores import KEPT, RECURRING, SLICE, chores, reconcile
from engine.jobs.ticks import Recurring
from engine.jobs.work import Handlers
from engine.store.idempotency import Remembered, remember
from engine.store.load import load_case
from engine.store.rows import Changes, NewJob, NewWait, topic
from engine.store.store import Store
from engine.store.tables import Anchor, Idempotency, Job
from engine.store.write import Saved, save_case
from tests.commands.jobs.toys import House, incidents, job, leave
from tests.unit.store.cases import DISTRICT, happening, opened

HOUR = timedelta(hours=1)
PURGE = RECURRING[0]


def test_a_tick_is_made_once_however_many_relays_there_are(store: Store) -> None:
    rung: list[str] = []
    handlers = Handlers(steps={"hourly": lambda _, work: rung.append(work.key)})
    house = House(store, handlers, [Recurring("hourly", every=HOUR)])
    other = House(store, handlers, house.recurring)
    for _ in range(3):
        house.drain()
        other.drain()
    assert len(rung) == 1
    house.later(HOUR)
    house.drain()
    assert len(set(rung)) == 2


def test_ticks_missed_while_nobody_was_there_are_not_made_up_for(store: Store) -> None:
    rung: list[str] = []
    handlers = Handlers(steps={"hourly": lambda _, work: rung.append(work.key)})
    house = House(store, handlers, [Recurring("hourly", every=HOUR)])
    house.later(72 * HOUR)
    house.drain()
    assert len(rung) == 1


def test_the_house_does_its_chores(store: Store) -> None:
    house = House(store, chores(store), RECURRING)
    opened(store)
    house.later(25 * HOUR)
    house.drain()
    with store.read() as tx:
        kinds = set(tx.execute(select(Job.kind).where(Job.state == "done")).scalars())
        assert kinds == {work.kind for work in RECURRING}
        assert len(tx.execute(select(Anchor.hash)).all()) == 1


def purged(house: House) -> list[str]:
    """Purge, and give the kinds of the jobs of cases that are left."""
    house.handlers, house.relay.recurring = chores(house.store), [PURGE]
    house.drain()
    with house.store.read() as tx:
        kept = select(Job.kind).where(Job.case_id.is_not(None))
        return list(tx.execute(kept).scalars())


def test_jobs_long_done_are_deleted_and_timers_far_ahead_are_kept(store: Store) -> None:
    house = House(store, Handlers(steps={"quick": lambda _, __: None}))
    with store.read() as tx:
        next_year = tx.now + 365 * 24 * HOUR
    timer = NewJob(key="t5", kind="timer", due=next_year, args={})
    leave(store, *(job("quick", nth) for nth in range(SLICE + 1)), timer)
    house.drain()
    house.later(KEPT + HOUR)
    assert purged(house) == ["timer"]


def test_answers_too_old_to_be_asked_for_are_deleted(store: Store) -> None:
    house = House(store, Handlers())
    with store.write() as tx:
        remember(tx, DISTRICT, 7, "k", Remembered(b"d", 200, "{}"))
    house.later(KEPT)
    purged(house)
    with store.read() as tx:
        assert tx.execute(select(Idempotency.key)).all() == []


def changed(store: Store, saved: Saved, state: str = "open", **changes: Any) -> None:
    with store.write() as tx:
        case = load_case(tx, saved.case.id)
        assert case
        after = replace(case, state=state)
        save_case(tx, case, after, Changes(happenings=[happening()], **changes))


def test_a_case_with_a_task_a_job_or_an_end_is_not_stuck(store: Store) -> None:
    _, jobbed, closed = opened(store, count=3)
    changed(store, jobbed, withdrawn=["t1"], jobs=[job("timer")])
    changed(store, closed, state="closed", withdrawn=["t1"])
    reconcile(store)
    assert incidents(store) == []


@pytest.mark.parametrize("state", ["open", "suspended", "resolved"])
def test_a_case_nothing_will_ever_move_again_is_an_incident_once(store: Store, state: str) -> None:
    _, stuck = opened(store, count=2)
    changed(store, stuck, state=state, withdrawn=["t1"])
    reconcile(store)
    reconcile(store)
    assert incidents(store) == [("case_stuck", stuck.case.id)]


def test_a_command_somebody_might_give_does_not_keep_a_case_alive(store: Store) -> None:
    [saved] = opened(store)
    command = NewWait(receiver="t9", name="case.urged", form="urge")
    changed(store, saved, withdrawn=["t1"], waits=[command])
    reconcile(store)
    assert incidents(store) == [("case_stuck", saved.case.id)]


def test_a_case_may_wait_for_another_until_that_has_ended(store: Store) -> None:
    waiting, other = opened(store, count=2)
    wait = NewWait(receiver="t9", name="whistle.ended", correlation=other.case.number)
    changed(store, waiting, withdrawn=["t1"], waits=[wait])
    reconcile(store)
    assert incidents(store) == []
    changed(store, other, state="closed", withdrawn=["t1"])
    reconcile(store)
    assert incidents(store) == [("case_waits_in_vain", waiting.case.id)]


def test_a_case_whose_message_is_on_its_way_does_not_wait_in_vain(store: Store) -> None:
    waiting, other = opened(store, count=2)
    number = other.case.number
    wait = NewWait(receiver="t9", name="whistle.ended", correlation=number)
    changed(store, waiting, withdrawn=["t1"], waits=[wait])
    told = NewJob(key="m", kind="message", args={}, topic=topic("whistle.ended", number))
    changed(store, other, state="closed", withdrawn=["t1"], jobs=[told])
    reconcile(store)
    assert incidents(store) == []
