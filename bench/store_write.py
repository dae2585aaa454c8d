"""A step over the floor: the whole of a completion's writing, against the least there could be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from time import process_time

from sqlalchemy import bindparam, insert, select, update

from bench.harness import Bound, Promise, measure
from bench.houses import house
from engine.store.idempotency import Remembered, remember
from engine.store.journal import Happening
from engine.store.load import load_task
from engine.store.rows import Changes, Finished, NewJob, NewTask
from engine.store.store import Store
from engine.store.tables import Case, Words
from engine.store.write import save_case
from tests.unit.store.cases import DISTRICT, opened

AT_MOST = {"sqlite": 3.0, "postgresql": 3.0}
THIS = (Case.district == bindparam("d"), Case.id == bindparam("i"))
READ = select(Case.version, Case.snapshot).where(*THIS)
UPDATE = update(Case).where(*THIS, Case.version == bindparam("v"))
INSERT = insert(Words)
SNAPSHOT = b"x" * 900


@dataclass(slots=True)
class Steps:
    """Completes the one task of a case, which opens the next, again and again."""

    store: Store
    task_id: int
    count: Iterator[int]

    def __call__(self) -> None:
        """Load under the lock, save the case, five kinds of rows, the answer; one commit."""
        with self.store.write() as tx:
            task = load_task(tx, self.task_id)
            assert task
            nth = next(self.count)
            changes = Changes(
                happenings=[Happening("complete", 7, task.element, {"answers": {"again": True}})],
                finished=[Finished(task=task.task, by=7, answers='{"again":true}')],
                opened=[NewTask(task=f"t{nth}", element="e", name="登记", role="r", path="/1/")],
                jobs=[NewJob(key=f"{nth}", kind="notify", args={})],
            )
            saved = save_case(tx, task.case, replace(task.case, snapshot=SNAPSHOT), changes)
            self.task_id = saved.tasks[f"t{nth}"]
            remember(tx, DISTRICT, 7, f"{nth}", Remembered(b"d" * 32, 200, "{}"))


def floor(store: Store, case_id: int) -> Callable[[], None]:
    """Read a row, update it if nobody else has, insert a row, commit: no case system does less."""
    case = {"d": DISTRICT, "i": case_id}
    words = {"district": DISTRICT, "case_id": case_id, "kind": "floor", "field": "", "body": ""}

    def work() -> None:
        with store.write() as tx:
            version, _ = tx.execute(READ, case).one()
            values = {"v": version, "version": version + 1, "snapshot": SNAPSHOT}
            tx.execute(UPDATE, case | values)
            tx.execute(INSERT, words | {"id": tx.new_id(DISTRICT), "at": tx.now})

    return work


def bench() -> Iterator[Bound]:
    """Measure on SQLite, then on PostgreSQL, in CPU time: a busy disk says nothing about us."""
    for database, at_most in AT_MOST.items():
        with house(database) as ground:
            store = ground.office.store
            one, other = opened(store, count=2)
            promise = Promise(
                sentence=f"writing a completion on {database}, against read-update-insert-commit",
                subject=Steps(store, one.tasks["t1"], count(2)),
                baseline=floor(store, other.case.id),
                at_most=at_most,
            )
            ratio = measure(promise, process_time).ratio
            yield Bound(sentence=promise.sentence, value=ratio, at_most=at_most, unit="times")
