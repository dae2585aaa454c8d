"""How a step ends: the case and all that changed with it, by statements built once.

Nothing is asked of the database that a constraint can answer; an empty group costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Executable, bindparam, delete, insert, update

from engine.domain.refusals import HouseBusy
from engine.store.beside import write_beside
from engine.store.journal import Link, chain
from engine.store.load import THIS_CASE
from engine.store.queue import drop_jobs, enqueue, release, set_timers
from engine.store.rows import Changes, KeptWords, LockedCase, topic
from engine.store.search import index, index_summary
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Clock, Entry, Milestone, Wait, Words, WorkItem
from engine.store.upserts import upsert

FIXED = (
    *("district", "id", "number", "kind", "opened_at", "version"),
    *("channel", "origin", "lon", "lat"),
)
MUTABLE = tuple(name for name in LockedCase.__slots__ if name not in FIXED)
OPEN_TASK = (
    WorkItem.district == bindparam("of_district"),
    WorkItem.case_id == bindparam("of_case"),
    WorkItem.task == bindparam("of_task"),
    IS_OPEN,
)

INSERT_CASE = insert(Case)
SAVE_CASE = (
    update(Case)
    .where(*THIS_CASE, Case.version == bindparam("of_version"))
    .values(version=Case.version + 1, previous=Case.snapshot)
)
FINISH_TASK = update(WorkItem).where(*OPEN_TASK).values(state="done")
WITHDRAW_TASK = update(WorkItem).where(*OPEN_TASK).values(state="withdrawn")
DATE_TASK = update(WorkItem).where(*OPEN_TASK)
MOVE_TASKS = update(WorkItem).where(*OPEN_TASK[:2], IS_OPEN)
HAND_TASK = update(WorkItem).where(*OPEN_TASK)
INSERT_TASKS = insert(WorkItem).values(state="open", urges=0)
INSERT_ENTRIES = insert(Entry)
SET_CLOCKS = upsert(Clock, changed=("state", "due_at", "provisional", "facts"))
INSERT_MILESTONES = insert(Milestone)
INSERT_WORDS = insert(Words)
OPEN_WAITS = upsert(Wait)
CLOSE_WAITS = delete(Wait).where(
    Wait.district == bindparam("of_district"),
    Wait.case_id == bindparam("of_case"),
    Wait.receiver == bindparam("of_receiver"),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """The case as it is now, and the ids of its new tasks by their short ids."""

    case: LockedCase
    tasks: Mapping[str, int]


def lay_down(tx: Tx, case: LockedCase, words: Sequence[KeptWords] = ()) -> None:
    """Keep the row of a new case (version 0, no entries yet) and what was said of it.

    Its first step may then read them; `save_case` with what that step changes makes it version 1.
    """
    tx.execute(INSERT_CASE, facts_of(case))
    write_words(tx, case, words)


def save_case(tx: Tx, before: LockedCase, after: LockedCase, changes: Changes) -> Saved:
    """Save a case that was loaded under its lock, and all that changed with it.

    Raises:
        HouseBusy: Somebody else was quicker; loading it again shows how it stands.
    """
    entries = chain(before.chain, tx.now, changes.happenings)
    after = after_entries(after, entries)
    values = {name: getattr(after, name) for name in MUTABLE}
    key = {"of_district": before.district, "of_case": before.id, "of_version": before.version}
    if tx.execute(SAVE_CASE, values | key).rowcount != 1:
        raise HouseBusy
    index_summary(tx, after, before=before.summary)
    follow_place(tx, before, after)
    saved = replace(after, version=before.version + 1)
    return Saved(saved, write(tx, saved, changes, entries))


def follow_place(tx: Tx, before: LockedCase, after: LockedCase) -> None:
    """Let the open tasks of a case that lies elsewhere now be watched from there."""
    if (before.l2, before.l3) != (after.l2, after.l3):
        tx.execute(MOVE_TASKS, of_case(after) | {"l2": after.l2, "l3": after.l3})


def after_entries(case: LockedCase, entries: Sequence[Link]) -> LockedCase:
    """Put the end of the journal on the case; every change leaves at least one entry."""
    return replace(case, seq=entries[-1].seq, head=entries[-1].hash)


def write(tx: Tx, case: LockedCase, changes: Changes, entries: Sequence[Link]) -> dict[str, int]:
    """Write the changes beside the case's own row; give the ids of the new tasks."""
    of, key, now = of_case(case), {"district": case.district, "case_id": case.id}, tx.now
    for finished in changes.finished:
        done = {"of_task": finished.task, "done_at": now, "done_by": finished.by}
        if tx.execute(FINISH_TASK, of | done | {"answers": finished.answers}).rowcount != 1:
            raise HouseBusy  # the list knows better than the row that was read with the case
    many(tx, WITHDRAW_TASK, [of | {"of_task": task, "done_at": now} for task in changes.withdrawn])
    many(tx, DATE_TASK, [of | {"of_task": d.task, "due_at": d.due_at} for d in changes.dated])
    for handed in changes.handed:
        holders = {"assigned_to": handed.assigned_to, "claimed_by": handed.claimed_by}
        tx.execute(HAND_TASK, of | holders | {"of_task": handed.task})
    shared = key | {"l2": case.l2, "l3": case.l3, "opened_at": now}
    ids = {task.task: tx.new_id(case.district) for task in changes.opened}
    many(tx, INSERT_TASKS, [shared | facts_of(t) | {"id": ids[t.task]} for t in changes.opened])
    many(tx, INSERT_ENTRIES, [entry._asdict() for entry in entries])
    many(tx, SET_CLOCKS, [key | facts_of(clock) for clock in changes.clocks])
    reached = key | {"seq": case.seq, "at": now}
    many(tx, INSERT_MILESTONES, [reached | facts_of(milestone) for milestone in changes.reached])
    write_words(tx, case, changes.words)
    write_messages(tx, case, changes)
    write_beside(tx, case, changes)
    return ids


def write_words(tx: Tx, case: LockedCase, words: Sequence[KeptWords]) -> None:
    """Keep free text apart from the answers, and make it searchable."""
    shared = {"district": case.district, "case_id": case.id, "at": tx.now}
    kept = [(tx.new_id(case.district), each) for each in words]
    many(tx, INSERT_WORDS, [shared | facts_of(each) | {"id": id_} for id_, each in kept])
    index(tx, "words", {id_: each.body for id_, each in kept})


def write_messages(tx: Tx, case: LockedCase, changes: Changes) -> None:
    """Write what the case waits for and what is to be done later."""
    of, key = of_case(case), {"district": case.district, "case_id": case.id}
    many(tx, CLOSE_WAITS, [of | {"of_receiver": receiver} for receiver in changes.waits_over])
    many(tx, OPEN_WAITS, [key | facts_of(wait) for wait in changes.waits])
    release(tx, case.district, [topic(wait.name, wait.correlation) for wait in changes.waits])
    drop_jobs(tx, case, changes.jobs_dropped)
    set_timers(tx, case, changes.timers)
    enqueue(tx, case, changes.jobs)


def of_case(case: LockedCase) -> dict[str, Any]:
    """Give the case's key as the conditions of the statements name it."""
    return {"of_district": case.district, "of_case": case.id}


def facts_of(row: Any) -> dict[str, Any]:
    """Give the fields of a row by name."""
    return {name: getattr(row, name) for name in row.__slots__}


def many(tx: Tx, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run a statement once for all rows, or not at all."""
    if rows:
        tx.execute(statement, rows)
