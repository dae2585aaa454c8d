"""The same jobs over the three brokers: inside the process, RabbitMQ, Redis."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import uuid4

import pytest

from engine.domain.refusals import BrokerUnknown
from engine.jobs.doors import Hands, hire, open_broker
from engine.jobs.relay import Pace, Relay
from engine.jobs.work import Handlers
from engine.store.audit import verify
from engine.store.store import Store
from tests.commands.jobs.toys import cases_with_steps, snapshots, states, step
from tests.conftest import service_url

BROKERS = [
    pytest.param("", id="inside"),
    pytest.param("rabbitmq", marks=pytest.mark.rabbitmq),
    pytest.param("redis", marks=pytest.mark.redis),
]
PATIENCE = 30.0
PACE = Pace(batch=10, poll=0.05, sweep=0.2)


@pytest.fixture(params=BROKERS)
def broker_url(request: pytest.FixtureRequest) -> str:
    return service_url(request.param) if request.param else ""


@contextmanager
def at_work(store: Store, broker_url: str, handlers: Handlers) -> Iterator[Hands]:
    """Run a relay and two workers as the product does."""
    hands = hire(broker_url, store, handlers, threads=2, queue=f"test-{uuid4().hex}")
    stop = Event()
    relay = Relay(store, hands.door, pace=PACE)
    thread = Thread(target=relay.run, args=(stop,))
    hands.start()
    thread.start()
    yield hands
    stop.set()
    relay.bell.set()
    thread.join()
    hands.broker.flush(hands.queue)
    hands.stop()


def soon(store: Store, is_so: Callable[[], bool]) -> bool:
    """Wait until something is so, looking after every commit."""
    bell = Event()
    store.on_commit(bell.set)
    for _ in range(int(PATIENCE / 0.1)):
        if is_so():
            return True
        bell.wait(0.1)
        bell.clear()
    return False


def test_every_step_of_every_case_is_done_once(store: Store, broker_url: str) -> None:
    with at_work(store, broker_url, Handlers(steps={"step": step})):
        cases_with_steps(store, cases=8, steps=3)
        assert soon(store, lambda: states(store) == {"done": 24})
    assert snapshots(store) == [b"3"] * 8
    assert verify(store).breaks == []


def test_a_broker_that_forgets_its_messages_loses_no_job(
    sqlite_store: Store, broker_url: str
) -> None:
    handlers = Handlers(steps={"step": step})
    hands = hire(broker_url, sqlite_store, handlers, queue=f"test-{uuid4().hex}")
    relay = Relay(sqlite_store, hands.door, pace=Pace(lease=PACE.lease * 0))
    cases_with_steps(sqlite_store, cases=4, steps=1)
    relay.round()
    assert soon(sqlite_store, lambda: hands.door.waiting() == 1)
    hands.broker.flush(hands.queue)
    hands.stop()
    with at_work(sqlite_store, broker_url, handlers):
        assert soon(sqlite_store, lambda: states(sqlite_store) == {"done": 4})


def test_a_relay_takes_no_more_than_workers_can_do(sqlite_store: Store, broker_url: str) -> None:
    hands = hire(broker_url, sqlite_store, Handlers(), queue=f"test-{uuid4().hex}")
    relay = Relay(sqlite_store, hands.door, pace=Pace(batch=2, messages=3))
    cases_with_steps(sqlite_store, cases=10, steps=1)
    assert relay.round() == 6
    assert soon(sqlite_store, lambda: hands.door.waiting() == 3)
    assert relay.round() == 0
    hands.broker.flush(hands.queue)
    hands.stop()


def test_a_broker_whose_library_is_missing_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dramatiq.brokers.redis", None)
    with pytest.raises(BrokerUnknown) as refused:
        open_broker("redis://127.0.0.1")
    assert "redis" in refused.value.sentence()
