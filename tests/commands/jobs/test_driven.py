"""A driven house does everything that is due on the way, when it is due, and says what failed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from engine.domain.refusals import ClockIsLive
from engine.jobs.driven import Driver
from engine.jobs.work import Handlers, Later, Work
from engine.store import tables
from engine.store.marks import mark_as, set_clock
from engine.store.rows import NewJob
from engine.store.store import Store, Tx
from engine.store.tables import Mark
from engine.wiring import handlers
from tests.commands.ground import Ground
from tests.commands.jobs.toys import failing, leave

HOUR = timedelta(hours=1)


def now_in(store: Store) -> datetime:
    with store.read() as tx:
        return tx.now


def test_what_is_due_is_done_when_it_is_due_and_not_before(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "test")
    seen: list[tuple[str, datetime]] = []

    def look(tx: Tx, work: Work) -> None:
        seen.append((work.key.partition(".")[2], tx.now))

    begun = now_in(store)
    due = [NewJob(key=f"k{n}", kind="look", due=begun + n * HOUR, args={}) for n in (3, 1, 2, 9)]
    leave(store, *due)
    Driver(store, Handlers({"look": look})).go(begun + 4 * HOUR)
    assert [key for key, _ in seen] == ["k1", "k2", "k3"]
    for nth, (_, at) in enumerate(seen, 1):
        assert timedelta() <= at - (begun + nth * HOUR) < timedelta(minutes=1)
    assert begun + 4 * HOUR <= now_in(store) < begun + 5 * HOUR


def test_what_a_job_leaves_is_done_on_the_way_too(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "test")
    times: list[datetime] = []

    def again(tx: Tx, _: Work) -> Later:
        times.append(tx.now)
        return Later(HOUR)

    begun = now_in(store)
    leave(store, NewJob(key="k", kind="again", args={}))
    Driver(store, Handlers({"again": again})).go(begun + timedelta(hours=3, minutes=30))
    assert len(times) == 4


def test_a_message_nobody_receives_does_not_stop_the_clock_at_every_look(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "test")
    looks: list[int] = []

    def wait(_: Tx, work: Work) -> Later:
        looks.append(work.id)
        return Later(timedelta(minutes=10))

    begun = now_in(store)
    leave(store, NewJob(key="m", kind="wait", topic="whistle.ended:1", args={}))
    driver = Driver(store, Handlers({"wait": wait}))
    driver.drain()
    driver.go(begun + timedelta(days=30))
    assert len(looks) == 1


def test_what_fails_is_told_and_the_clock_stops_there(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "test")
    driver = Driver(store, Handlers({"fail": failing(9, lambda: KeyError("gone"))}))
    leave(store, NewJob(key="f", kind="fail", args={}))
    driver.go(now_in(store) + HOUR)
    assert [type(error) for error in driver.troubles] == [KeyError]


def test_a_case_goes_on_by_its_clocks(ground: Ground) -> None:
    driver = Driver(ground.office.store, handlers(ground.office))
    ground.report()
    driver.go(now_in(ground.office.store) + 3 * HOUR)
    assert driver.troubles == []
    assert [verb for (verb,) in ground.rows(tables.Entry, "verb")][-1] == "post_notice"


def test_a_live_house_is_not_driven(store: Store) -> None:
    with store.write() as tx:
        tx.execute(update(Mark).values(kind="live"))
    driver = Driver(store, Handlers())
    with pytest.raises(ClockIsLive):
        driver.go(now_in(store) + HOUR)


def test_a_clock_is_set_to_an_instant_and_not_back_over_cases(ground: Ground) -> None:
    store, begun = ground.office.store, now_in(ground.office.store)
    ground.report()
    with store.write() as tx:
        set_clock(tx, begun + HOUR)
        assert timedelta() <= tx.now - (begun + HOUR) < timedelta(seconds=5)
    with pytest.raises(ClockIsLive), store.write() as tx:
        set_clock(tx, begun)
