"""One process of the real house: commands from a pipe, jobs by its own relay, death on order."""

import os
import signal
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from typing import Any

from engine.commands.complete_task import complete_task
from engine.commands.new_case import Report
from engine.commands.office import Office
from engine.commands.open_case import open_case
from engine.domain.calendar import national_calendar
from engine.domain.refusals import Refusal
from engine.jobs.doors import hire
from engine.jobs.relay import Pace, Relay
from engine.queries.people import person_by_username
from engine.store.seals import Seals
from engine.store.store import open_store
from engine.wiring import handlers

PACE = Pace(poll=0.05, sweep=0.2, lease=timedelta(seconds=1))
PEOPLE = 3  # threads that serve people
DISTRICT = 1


@dataclass
class Death:
    """Ends the process, without a word, the nth time it passes a point of a transaction."""

    point: str = ""
    nth: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, point: str) -> None:
        with self.lock:
            self.passed[point] += 1
            if point == self.point and self.passed[point] >= self.nth:
                os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Order:
    """What a client asks, under a key it repeats until it is answered."""

    key: str
    task: int | None = None  # none: open a case


@dataclass(frozen=True)
class Answer:
    """What came of an order; `refused` is the code of a refusal."""

    key: str
    result: Mapping[str, Any]
    refused: str = ""


def live(url: str, pipe: Connection, point: str, nth: int) -> None:
    """Serve orders until told to stop by an end of file, or until death."""
    store = open_store(url, probe=Death(point, nth))
    office = Office(store, national_calendar(), Seals(b"of the chaos"))
    hands = hire("", store, handlers(office), threads=2)
    relay, stop = Relay(store, hands.door, pace=PACE), Event()
    thread = Thread(target=relay.run, args=(stop,))
    hands.start()
    thread.start()
    serve(office, pipe)
    stop.set()
    relay.bell.set()
    thread.join()
    hands.stop()
    store.close()


def serve(office: Office, pipe: Connection) -> None:
    """Answer orders, several at a time."""
    speaking = Lock()

    def answer(order: Order) -> None:
        told = do(office, order)
        with speaking:
            pipe.send(told)

    with ThreadPoolExecutor(PEOPLE) as people:
        while True:
            try:
                people.submit(answer, pipe.recv())
            except EOFError:
                return


def do(office: Office, order: Order) -> Answer:
    """Do what was ordered, or say why not."""
    with office.store.read() as tx:
        by = person_by_username(tx, DISTRICT, "wang")
    assert by
    try:
        if order.task is None:
            report = Report(kind="race", words="路灯不亮", place="G3")
            done: Any = open_case(office, report=report, by=by, key=order.key)
        else:
            done = complete_task(office, task_id=order.task, answers={}, by=by, key=order.key)
    except Refusal as refusal:
        return Answer(order.key, {}, refusal.code)
    return Answer(order.key, asdict(done))
