"""One step is one transaction of few statements, and a lost race changes nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import orjson
import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from engine.domain.refusals import HouseBusy
from engine.store.columns import NEVER
from engine.store.idempotency import Remembered, recall, remember
from engine.store.load import load_case, load_previous, load_task
from engine.store.queue import retry, shelve
from engine.store.rows import (
    Changes,
    Dated,
    Finished,
    KeptWords,
    LockedTask,
    NewJob,
    NewWait,
    Reached,
    SetClock,
    topic,
)
from engine.store.store import Store, Tx
from engine.store.tables import Case, Clock, Entry, Job, Milestone, Wait, Words, WorkItem
from engine.store.write import Saved, save_case
from tests.unit.store.cases import DISTRICT, happening, opened, task

HOUR = timedelta(hours=1)


@contextmanager
def counted(store: Store) -> Iterator[Counter[str]]:
    """Count the statements and commits of a block."""
    counts = Counter[str]()

    def statement(_: object, __: object, sql: str, *___: object) -> None:
        if not sql.startswith("BEGIN"):
            counts["statements"] += 1

    def commit(_: object) -> None:
        counts["commits"] += 1

    event.listen(store.engine, "before_cursor_execute", statement)
    event.listen(store.engine, "commit", commit)
    yield counts
    event.remove(store.engine, "before_cursor_execute", statement)
    event.remove(store.engine, "commit", commit)


def loaded(tx: Tx, task_id: int) -> LockedTask:
    found = load_task(tx, task_id)
    assert found
    return found


def completed(tx: Tx, task_id: int, changes: Changes | None = None) -> Saved:
    """Do the task `t1`; without other changes `t2` comes after it."""
    found = loaded(tx, task_id)
    finished = [Finished(task=found.task, by=7, answers='{"accept":true}')]
    changes = changes or Changes(happenings=[happening()], opened=[task("t2")])
    after = replace(found.case, snapshot=b"second", stage="triage")
    return save_case(tx, found.case, after, replace(changes, finished=finished))


def change(store: Store, saved: Saved, **changes: Any) -> None:
    """Change something about a case without doing a task of it."""
    with store.write() as tx:
        case = load_case(tx, saved.case.id)
        assert case
        save_case(tx, case, case, Changes(happenings=[happening()], **changes))


def test_a_completion_takes_few_statements_and_one_commit(store: Store) -> None:
    [case] = opened(store)
    with counted(store) as counts, store.write() as tx:
        changes = Changes(
            happenings=[happening()],
            opened=[task("t2")],
            clocks=[SetClock(key="handle_due", due_at=NEVER)],
            reached=[Reached(key="accept", by=7)],
            jobs=[NewJob(key="2.notify", kind="notify", args={})],
        )
        completed(tx, case.tasks["t1"], changes)
        remember(tx, DISTRICT, 7, "once", Remembered(b"digest", 200, "{}"))
    assert counts == {"statements": 9, "commits": 1}


def test_the_smallest_completion_takes_five_statements(store: Store) -> None:
    [case] = opened(store)
    with counted(store) as counts, store.write() as tx:
        completed(tx, case.tasks["t1"])
    assert counts == {"statements": 5, "commits": 1}


def test_a_completed_task_leaves_the_list_and_the_next_one_comes(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        saved = completed(tx, case.tasks["t1"])
    with store.read() as tx:
        rows = tx.execute(select(WorkItem.task, WorkItem.state, WorkItem.done_by)).all()
        now = tx.execute(select(Case.version, Case.stage, Case.snapshot, Case.seq)).one()
    assert sorted(rows) == [("t1", "done", 7), ("t2", "open", None)]
    assert now == (2, "triage", b"second", 2)
    assert (saved.case.version, saved.case.seq) == (2, 2)


def test_the_snapshot_before_is_kept_to_take_the_last_action_back(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        completed(tx, case.tasks["t1"])
    with store.write() as tx:
        assert load_previous(tx, loaded(tx, case.tasks["t1"]).case) == b"first"


def test_a_task_brings_its_case_and_the_time_with_it(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx, counted(store) as counts:
        found = loaded(tx, case.tasks["t1"])
        assert found.case == case.case
        assert found.due_at == NEVER
        assert tx.now - found.case.opened_at < timedelta(seconds=10)
        assert counts["statements"] == 1


def test_unknown_tasks_and_cases_are_not_found(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        assert load_task(tx, case.tasks["t1"] + 1) is None
        assert load_case(tx, case.case.id + 100) is None


def test_saving_over_somebody_elses_step_is_refused(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        completed(tx, case.tasks["t1"])
    stale = Changes(happenings=[happening()])
    with pytest.raises(HouseBusy), store.write() as tx:
        save_case(tx, case.case, replace(case.case, snapshot=b"stale"), stale)
    with store.read() as tx:
        assert tx.execute(select(Case.snapshot)).scalar_one() == b"second"


def test_a_task_is_done_once_whatever_the_loaded_row_says(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        completed(tx, case.tasks["t1"])
    with pytest.raises(HouseBusy), store.write() as tx:
        completed(tx, case.tasks["t1"])


def test_of_many_who_do_one_task_at_once_one_wins(store: Store) -> None:
    [case] = opened(store)
    outcomes = Counter[str]()
    barrier = Barrier(6)

    def race() -> None:
        barrier.wait()
        try:
            with store.write() as tx:
                completed(tx, case.tasks["t1"])
            outcomes["won"] += 1
        except HouseBusy:
            outcomes["told"] += 1

    threads = [Thread(target=race) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {"won": 1, "told": 5}


def completed_with_key(store: Store, task_id: int) -> None:
    with store.write() as tx:
        completed(tx, task_id)
        remember(tx, DISTRICT, 7, "once", Remembered(b"digest", 200, "{}"))


def test_a_request_whose_key_was_used_changes_nothing(store: Store) -> None:
    first, second = opened(store, count=2)
    completed_with_key(store, first.tasks["t1"])
    with pytest.raises(IntegrityError):
        completed_with_key(store, second.tasks["t1"])
    with store.read() as tx:
        found = select(Case.version, Case.seq).where(Case.id == second.case.id)
        assert tx.execute(found).one() == (1, 1)
        assert recall(tx, DISTRICT, 7, "once") == Remembered(b"digest", 200, "{}")
        assert recall(tx, DISTRICT, 7, "twice") is None


def test_a_clock_set_again_stands_as_it_was_set_last(store: Store) -> None:
    [case] = opened(store)
    later = case.case.opened_at + timedelta(days=3)
    change(store, case, clocks=[SetClock(key="due", due_at=NEVER)])
    change(store, case, clocks=[SetClock(key="due", due_at=later, facts='{"moves":1}')])
    with store.read() as tx:
        assert tx.execute(select(Clock.due_at, Clock.facts)).one() == (later, '{"moves":1}')


def test_tasks_are_withdrawn_and_dated_by_the_drawing(store: Store) -> None:
    [case] = opened(store)
    later = case.case.opened_at + timedelta(days=3)
    with store.write() as tx:
        completed(tx, case.tasks["t1"])
    change(store, case, dated=[Dated(task="t2", due_at=later)])
    change(store, case, withdrawn=["t2"])
    with store.read() as tx:
        row = tx.execute(select(WorkItem.state, WorkItem.due_at).where(WorkItem.task == "t2"))
        assert row.one() == ("withdrawn", later)


def test_free_text_milestones_and_waits_are_kept_beside_the_case(store: Store) -> None:
    [case] = opened(store)
    words = KeptWords(kind="answer", field="note", body="路灯已修", key=b"k" * 16, by=7)
    waiting = NewWait(receiver="t9", name="whistle.ended", correlation="N0哨1")
    reached = Reached(key="sign", scope="/1/d7/", by=7)
    change(store, case, words=[words], waits=[waiting], reached=[reached])
    with store.read() as tx:
        assert tx.execute(select(Words.body, Words.field)).one() == ("路灯已修", "note")
        assert tx.execute(select(Wait.name, Wait.correlation)).one() == ("whistle.ended", "N0哨1")
        assert tx.execute(select(Milestone.key, Milestone.seq)).one() == ("sign", 2)
    change(store, case, waits_over=["t9"])
    with store.read() as tx:
        assert tx.execute(select(Wait.name)).all() == []


def timer(key: str, due: datetime) -> NewJob:
    return NewJob(key=key, kind="timer", due=due, args={"timer": key})


def test_timers_are_set_moved_and_dropped_with_their_case(store: Store) -> None:
    [case] = opened(store)
    soon = case.case.opened_at + HOUR
    change(store, case, timers=[timer("t5", soon), timer("t6", soon)])
    change(store, case, timers=[timer("t5", soon + HOUR)], jobs_dropped=["t6"])
    with store.read() as tx:
        row = tx.execute(select(Job.key, Job.due, Job.args, Job.state)).one()
    assert row[:2] == (f"{case.case.id}.t5", soon + HOUR)
    assert orjson.loads(row.args) == {"timer": "t5"}


def test_a_step_that_opens_a_wait_frees_the_message_that_came_too_early(store: Store) -> None:
    first, second = opened(store, count=2)
    waited_for = topic("whistle.ended", "N1哨1")
    held = NewJob(key="m1", kind="message", due=NEVER, args={}, topic=waited_for)
    change(store, first, jobs=[held])
    wait = NewWait(receiver="t9", name="whistle.ended", correlation="N1哨1")
    change(store, second, waits=[wait])
    with store.read() as tx:
        assert tx.execute(select(Job.due)).scalar_one() <= tx.now


def test_a_shelved_job_waits_for_a_person_and_is_retried_once(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        shelved = shelve(tx, case.case, NewJob(key="retry.2", kind="retry_step", args={}))
    with store.write() as tx:
        assert retry(tx, shelved)
        assert not retry(tx, shelved)
    with store.read() as tx:
        assert tx.execute(select(Job.id, Job.state)).one() == (shelved, "ready")


def test_every_change_is_an_entry_chained_to_the_one_before(store: Store) -> None:
    [case] = opened(store)
    with store.write() as tx:
        saved = completed(tx, case.tasks["t1"])
    with store.read() as tx:
        rows = tx.execute(select(Entry.seq, Entry.verb, Entry.hash).order_by(Entry.seq)).all()
    assert [row[:2] for row in rows] == [(1, "open"), (2, "complete")]
    assert [row.hash for row in rows] == [case.case.head, saved.case.head]
