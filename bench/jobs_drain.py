"""Jobs that are all due at once: many in a transaction, and people who are served meanwhile."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from statistics import quantiles
from threading import Event, Thread

from sqlalchemy import update

from bench.harness import Bound, Promise, measure
from bench.houses import house
from engine.jobs.relay import Pace
from engine.jobs.work import Handlers
from engine.store.queue import enqueue
from engine.store.store import Store
from engine.store.tables import Person
from engine.store.write import Saved
from tests.commands.jobs.toys import House, cases_with_steps, step, step_job

JOBS, BATCH = 100, 50
AT_MOST = {"sqlite": 0.75, "postgresql": 0.75}
VISITS = 100
MOST_MS = 100


def bench() -> Iterator[Bound]:
    """Measure on SQLite, then on PostgreSQL; the ratio in CPU time."""
    for database, at_most in AT_MOST.items():
        with house(database) as ground:
            store = ground.office.store
            cases = cases_with_steps(store, JOBS, 1)
            together, alone = drain(store, cases, BATCH), drain(store, cases, 1)
            sentence = f"{JOBS} jobs on {database}, {BATCH} a transaction, against one"
            promise = Promise(
                sentence=sentence, subject=together, baseline=alone, at_most=at_most, rounds=3
            )
            ratio = measure(promise, time.process_time).ratio
            yield Bound(sentence=sentence, value=ratio, at_most=at_most, unit="times")
            yield Bound(
                sentence=f"of a person's writing on {database} beside them, 95 of 100 within",
                value=wait_beside(store, together),
                at_most=MOST_MS,
                unit="ms",
            )


def drain(store: Store, cases: Sequence[Saved], batch: int) -> Callable[[], None]:
    """Leave one job for every case, and do them all."""
    turned = House(store, Handlers(steps={"step": step}))
    turned.relay.pace = Pace(batch=batch, messages=JOBS)
    rounds = count(2)

    def work() -> None:
        nth = f"{batch}.{next(rounds)}"
        with store.write() as tx:
            for saved in cases:
                enqueue(tx, saved.case, [step_job(nth, 0)])
        turned.drain()

    return work


def wait_beside(store: Store, work: Callable[[], None]) -> float:
    """Give the milliseconds in which 95 of 100 small writes end while jobs are drained."""
    stop, spent = Event(), list[float]()

    def go_on() -> None:
        while not stop.is_set():
            work()

    worker = Thread(target=go_on)
    worker.start()
    for _ in range(VISITS):
        start = time.perf_counter()
        with store.write() as tx:
            tx.execute(update(Person).values(phone=str(start)).where(Person.username == "wang"))
        spent.append(time.perf_counter() - start)
    stop.set()
    worker.join()
    return quantiles(spent, n=20)[-1] * 1000
