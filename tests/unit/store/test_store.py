"""Transactions, the doorbell, the one owner of a folder, and the store's own clock."""

import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update

from engine.domain.refusals import ClockIsLive, DataFolderTaken, HouseBusy
from engine.store.clock import NOW
from engine.store.ids import district_of
from engine.store.marks import kind_of, mark_as, set_ahead
from engine.store.store import Store, open_store
from engine.store.tables import Case, Person
from tests.unit.store.cases import opened

HOUR = timedelta(hours=1)
PERSON = {"district": 1, "id": 5, "name": "孙倩", "username": "sun"}
OWN = """
import sys
from engine.store.store import open_store
store = open_store(sys.argv[1])
print("owned", flush=True)
sys.stdin.read()
"""


def test_a_block_that_ends_well_is_kept(store: Store) -> None:
    with store.write() as tx:
        tx.execute(insert(Person), PERSON)
    with store.read() as tx:
        assert tx.execute(select(Person.name)).scalar_one() == "孙倩"


def test_the_doorbell_rings_after_the_commit_and_only_for_work(store: Store) -> None:
    seen: list[int] = []

    def listener() -> None:
        with store.read() as tx:
            seen.append(len(tx.execute(select(Person.id)).all()))

    store.on_commit(listener)
    with store.write() as tx:
        tx.execute(insert(Person), PERSON)
        tx.ring()
        assert seen == []
    with store.write():
        pass
    assert seen == [1]


def ringing_and_failing(store: Store) -> None:
    with store.write() as tx:
        tx.ring()
        tx.execute(text("SELECT * FROM nowhere"))


def test_the_doorbell_is_silent_when_nothing_was_committed(store: Store) -> None:
    rung: list[bool] = []
    store.on_commit(lambda: rung.append(True))
    with pytest.raises(Exception, match="nowhere"):
        ringing_and_failing(store)
    assert rung == []


def test_every_point_where_a_crash_could_matter_is_passed(store_url: str) -> None:
    points: list[str] = []
    store = open_store(store_url, probe=points.append)
    with store.write():
        points.append("inside")
    store.close()
    assert points == ["begun", "inside", "committing", "committed"]


def test_the_time_is_the_databases_and_stands_still_in_a_transaction(store: Store) -> None:
    with store.write() as tx:
        now = tx.now
        assert tx.now == now
        later = tx.execute(select(NOW)).scalar_one()
        assert timedelta() <= later - now < timedelta(seconds=5)
        assert district_of(tx.new_id(3)) == 3


def test_a_demo_store_moves_its_clock_forward(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "demo")
        before = tx.now
        set_ahead(tx, HOUR)
        assert HOUR <= tx.now - before < HOUR + timedelta(seconds=5)
    with store.read() as tx:
        assert kind_of(tx) == "demo"
        assert tx.now - before >= HOUR


def test_an_empty_demo_store_may_begin_in_the_past(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "demo")
        set_ahead(tx, HOUR)
        set_ahead(tx, -365 * 24 * HOUR)
        assert tx.now.year == 2025 or tx.now.month == 11


def turn_back(store: Store) -> None:
    with store.write() as tx:
        set_ahead(tx, -HOUR)


def test_the_clock_of_live_data_cannot_be_moved(store: Store) -> None:
    with pytest.raises(ClockIsLive) as refused:
        turn_back(store)
    assert "正式数据" in refused.value.sentence()


def test_a_demo_clock_never_runs_back_over_what_was_recorded(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "demo")
    opened(store)
    with pytest.raises(ClockIsLive):
        turn_back(store)


def test_data_with_cases_stays_what_it_is(store: Store) -> None:
    opened(store)
    with pytest.raises(ClockIsLive), store.write() as tx:
        mark_as(tx, "demo")


def test_a_second_process_is_refused_and_told_who_owns_the_folder(sqlite_url: str) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWN, sqlite_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert owner.stdout
    assert owner.stdout.readline() == b"owned\n"
    with pytest.raises(DataFolderTaken) as refused:
        open_store(sqlite_url)
    assert str(owner.pid) in refused.value.sentence()
    owner.kill()
    owner.communicate()
    open_store(sqlite_url).close()


def test_who_only_reads_opens_beside_the_owner(sqlite_store: Store, sqlite_url: str) -> None:
    opened(sqlite_store)
    beside = open_store(sqlite_url, readonly=True)
    with beside.read() as tx:
        assert len(tx.execute(select(Case.id)).all()) == 1
    with pytest.raises(Exception, match="readonly"), beside.write() as tx:
        tx.execute(insert(Person), PERSON)
    beside.close()


def test_only_a_house_that_is_thrown_away_does_not_wait_for_the_disk(sqlite_url: str) -> None:
    levels = []
    for durable in (True, False):
        store = open_store(sqlite_url, durable=durable)
        with store.write() as tx:
            levels.append(tx.execute(text("PRAGMA synchronous")).scalar_one())
        store.close()
    assert levels == [2, 0]  # FULL, OFF


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with store.read() as reader:
        assert reader.execute(select(Person.id)).all() == []
        with store.write() as tx:
            tx.execute(insert(Person), PERSON)
        assert reader.execute(select(Person.id)).all() == []


def impatient_update(store: Store) -> None:
    with store.write() as tx:
        tx.execute(text("SET LOCAL lock_timeout = '50ms'"))
        tx.execute(update(Person).values(name="罗毅"))


@pytest.mark.postgres
def test_a_lock_held_too_long_is_told_as_busy(postgres_store: Store) -> None:
    store = postgres_store
    with store.write() as tx:
        tx.execute(insert(Person), PERSON)
    with store.write() as tx:
        tx.execute(update(Person).values(name="段青"))
        with pytest.raises(HouseBusy):
            impatient_update(store)


@pytest.mark.postgres
def test_two_who_wait_for_each_other_are_parted(postgres_store: Store) -> None:
    store = postgres_store
    with store.write() as tx:
        tx.execute(insert(Person), [PERSON, PERSON | {"id": 6, "username": "luo"}])
    barrier, told = threading.Barrier(2), []

    def cross(first: int, second: int) -> None:
        try:
            with store.write() as tx:
                tx.execute(update(Person).where(Person.id == first).values(name="甲"))
                barrier.wait()
                tx.execute(update(Person).where(Person.id == second).values(name="乙"))
        except HouseBusy:
            told.append(first)

    threads = [threading.Thread(target=cross, args=pair) for pair in ((5, 6), (6, 5))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
