"""Numbers, answers to repeated requests, incidents."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from engine.store.idempotency import KEPT, Remembered, forget, recall, remember
from engine.store.incidents import Trouble, raise_incident, settle
from engine.store.marks import mark_as, set_ahead
from engine.store.numbers import BLOCK, Numbers
from engine.store.store import Store
from engine.store.tables import Incident
from tests.unit.store.cases import DISTRICT

DAY = date(2026, 11, 20)
TROUBLE = Trouble(code="job_dead", subject=9, case_id=4, facts={"kind": "timer"})


def numbers_of(store: Store) -> Callable[[date], str]:
    numbers = Numbers(store)
    return lambda day: numbers.take(DISTRICT, "330102", day)


def test_the_numbers_of_a_day_follow_each_other(store: Store) -> None:
    take = numbers_of(store)
    taken = [take(DAY) for _ in range(BLOCK + 2)]
    assert taken[0] == "330102-20261120-0001"
    assert taken[-1] == f"330102-20261120-{BLOCK + 2:04d}"


def test_every_day_begins_anew_and_an_old_day_goes_on(store: Store) -> None:
    take = numbers_of(store)
    days = [take(DAY), take(DAY + timedelta(days=1)), take(DAY)]
    assert days == [
        "330102-20261120-0001",
        "330102-20261121-0001",
        f"330102-20261120-{BLOCK + 1:04d}",
    ]


def test_no_number_is_given_twice_by_processes_and_threads(store: Store) -> None:
    takes, taken = [numbers_of(store), numbers_of(store)], list[str]()
    threads = [
        Thread(target=lambda take=take: taken.extend(take(DAY) for _ in range(30)))
        for take in takes * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(taken)) == 120


def test_an_answer_is_kept_as_long_as_a_request_may_be_repeated(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "test")
        remember(tx, DISTRICT, 7, "k", Remembered(b"d", 201, "{}"))
        assert forget(tx) == 0
        set_ahead(tx, KEPT + timedelta(minutes=1))
        assert forget(tx) == 1
        assert recall(tx, DISTRICT, 7, "k") is None


def test_one_trouble_is_one_open_incident_however_often_it_is_found(store: Store) -> None:
    with store.write() as tx:
        raise_incident(tx, DISTRICT, TROUBLE)
        raise_incident(tx, DISTRICT, TROUBLE)
        [id_] = tx.execute(select(Incident.id)).scalars()
        assert settle(tx, id_, by=7)
        assert not settle(tx, id_, by=7)
        raise_incident(tx, DISTRICT, TROUBLE)
    with store.read() as tx:
        states = tx.execute(select(Incident.state).order_by(Incident.id)).scalars().all()
    assert states == ["settled", "open"]


@pytest.mark.parametrize("subject", [0, 10])
def test_different_troubles_are_different_incidents(store: Store, subject: int) -> None:
    with store.write() as tx:
        raise_incident(tx, DISTRICT, TROUBLE)
        raise_incident(tx, DISTRICT, Trouble(code="job_dead", subject=subject))
        assert len(tx.execute(select(Incident.id)).all()) == 2
