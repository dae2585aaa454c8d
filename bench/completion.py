"""A completion: what it costs alone, in a long case and in a crowded one, on both databases."""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from threading import Barrier

from bench.harness import Bound
from bench.houses import house
from bench.houses.sizes import bytes_kept
from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.domain.people import Person
from tests.commands.ground import Ground
from tests.commands.test_statements import Counter, counting

MOST_CPU_MS = {"sqlite": 2.0, "postgresql": 2.5}
MOST_STATEMENTS = 9
MOST_MS_OF_A_FORM = 0.3
ROUNDS, CASES, STEPS = 9, 6, 4
CROWD, CROWDED_ROUNDS = 30, 5
PASSES, EDGE, WARM = 1000, 100, 5
ANSWERS = {"people": 2, "again": True}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who completes tasks, each request under a key of its own."""

    ground: Ground
    person: Person

    def open(self, kind: str) -> list[str]:
        """Open a case and give its first tasks."""
        return [task["id"] for task in self.ground.report(kind).opened]

    def complete(self, task: str) -> Completed:
        """Complete a task."""
        office = self.ground.office
        return complete_task(
            office, task_id=int(task), answers=ANSWERS, by=self.person, key=f"key-{task}"
        )

    def again(self, tasks: list[str], passes: int) -> list[str]:
        """Complete the one task of a case, and what it opens, so many times."""
        for _ in range(passes):
            tasks = [opened["id"] for opened in self.complete(tasks[0]).opened]
        return tasks

    def climb(self, tasks: list[str]) -> None:
        """Complete cases from their first task to their last."""
        for task in tasks:
            waiting = [task]
            while waiting:
                waiting = self.again(waiting, 1)


def bench() -> Iterator[Bound]:
    """Measure on SQLite, then on PostgreSQL."""
    for database in MOST_CPU_MS:
        with house(database) as ground:
            worker = Worker(ground, ground.person("wang"))
            yield from alone(worker, database)
            yield from long(worker, database)
            yield from crowded(worker, database)


def alone(worker: Worker, database: str) -> Iterator[Bound]:
    """Climb ladders without and with a form on every task, in turns; the best rounds count."""
    kinds = ("ladder", "ladder_with_form")
    sent = [counted(worker, kind) for kind in kinds]
    rounds = [[one_round(worker, kind) for kind in kinds] for _ in range(ROUNDS)]
    bare, formed = (min(times) / (CASES * STEPS) * 1000 for times in zip(*rounds, strict=True))
    yield Bound(
        sentence=f"of a completion with a form on {database}, in {sent[1].commits} commit",
        value=max(len(each.statements) for each in sent),
        at_most=MOST_STATEMENTS,
        unit="statements",
    )
    yield Bound(
        sentence=f"CPU of a completion with a form on {database}",
        value=formed,
        at_most=MOST_CPU_MS[database],
        unit="ms",
    )
    yield Bound(
        sentence=f"of it to check the answers on {database}",
        value=formed - bare,
        at_most=MOST_MS_OF_A_FORM,
        unit="ms",
    )


def counted(worker: Worker, kind: str) -> Counter:
    """Count what a completion sends, all caches warm."""
    worker.climb(worker.open(kind))
    (task,) = worker.open(kind)
    with counting(worker.ground.office.store) as sent:
        worker.complete(task)
    return sent


def one_round(worker: Worker, kind: str) -> float:
    """Give the CPU seconds of some ladders; opening the cases does not count."""
    tasks = [task for _ in range(CASES) for task in worker.open(kind)]
    return cpu_of(lambda: worker.climb(tasks))


def long(worker: Worker, database: str) -> Iterator[Bound]:
    """Send one case back a thousand times, then it and a young one in turns."""
    before = bytes_kept(worker.ground.office.store)
    old = worker.again(worker.open("rework"), PASSES)
    kept = bytes_kept(worker.ground.office.store) - before
    young = worker.again(worker.open("rework"), WARM)
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(EDGE):
        for tasks, times in zip((old, young), spent, strict=True):
            start = time.process_time()
            tasks[:] = worker.again(tasks, 1)
            times.append(time.process_time() - start)
    yield Bound(
        sentence=f"a pass after {PASSES} on {database}, against one of a young case",
        value=median(spent[0]) / median(spent[1]),
        at_most=1.25,
        unit="times",
    )
    yield Bound(
        sentence=f"kept for ever of a task on {database}",
        value=kept / PASSES / 1000,
        at_most=1.5,
        unit="kB",
    )


def crowded(worker: Worker, database: str) -> Iterator[Bound]:
    """Let thirty people complete the thirty tasks of one case at one moment; the best round."""
    rounds = [quantiles(one_crowd(worker), n=20)[-1] for _ in range(CROWDED_ROUNDS)]
    yield Bound(
        sentence=f"of {CROWD} completions of one case at once on {database}, 95 of 100 within",
        value=min(rounds) * 1000,
        at_most=300,
        unit="ms",
    )


def one_crowd(worker: Worker) -> list[float]:
    """Give the seconds each of thirty threads waited for its answer; all must be served."""
    barrier = Barrier(CROWD)

    def complete(task: str) -> float:
        barrier.wait()
        start = time.perf_counter()
        worker.complete(task)
        return time.perf_counter() - start

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(complete, worker.open("parallel_30")))


def cpu_of(work: Callable[[], object]) -> float:
    """Give the CPU seconds of some work: waiting for neighbours and disks does not count."""
    gc.disable()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    gc.enable()
    return spent
