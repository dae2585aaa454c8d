"""What is done for every step and every round of the relay reads by an index, never a table."""

from typing import Any

import pytest
from sqlalchemy import Executable, event, select, text

from engine.domain.people import Person, Post
from engine.domain.words import Action
from engine.jobs.claim import LOST, START, TAKE, TAKE_BACK, TAKE_SUSPECT
from engine.jobs.run import FINISH, LOCK_JOBS
from engine.queries.tasks import Box, read_tasks
from engine.queries.visible import admitted_cases, heard_cases, visible_cases
from engine.store.columns import EPOCH
from engine.store.load import LOAD_CASE, LOAD_TASK
from engine.store.queue import DROP_JOBS, RELEASE
from engine.store.store import Store
from engine.store.tables import Case
from engine.store.write import CLOSE_WAITS, DATE_TASK, FINISH_TASK, SAVE_CASE, WITHDRAW_TASK

CASE = {"of_district": 1, "of_case": 1, "of_version": 1, "of_task": "t1", "of_receiver": "t1"}
JOBS = {
    "districts": [1],
    "ids": [1, 2],
    "until": EPOCH,
    "at": EPOCH,
    "by": 1,
    "count": 5,
    "now": EPOCH,
}
# Rows of a query inside the statement, and an index of a handful of rows.
ALLOWED = {"SCAN due", "SCAN CONSTANT ROW", "SCAN job USING INDEX job_suspect"}
JOB = {"of_district": 1, "of_key": "k", "topics": ["a:b"]}
READ_BY_INDEX: dict[str, tuple[Executable, dict[str, Any]]] = {
    "load task": (LOAD_TASK, CASE | {"of_task": 1}),
    "load case": (LOAD_CASE, CASE),
    "save case": (SAVE_CASE, CASE | {"snapshot": b""}),
    "finish task": (FINISH_TASK, CASE | {"done_at": EPOCH}),
    "withdraw task": (WITHDRAW_TASK, CASE | {"done_at": EPOCH}),
    "date task": (DATE_TASK, CASE | {"due_at": EPOCH}),
    "close wait": (CLOSE_WAITS, CASE),
    "drop job": (DROP_JOBS, JOB),
    "release message": (RELEASE, JOB),
    "take jobs": (TAKE, JOBS),
    "take suspect": (TAKE_SUSPECT, JOBS),
    "take back": (TAKE_BACK, JOBS),
    "lost jobs": (LOST, {}),
    "start jobs": (START, JOBS),
    "lock jobs": (LOCK_JOBS, JOBS),
    "finish jobs": (FINISH, JOBS),
}


def plan(store: Store, statement: Executable, parameters: dict[str, Any]) -> str:
    """Let the database tell how it runs a statement, as it is really sent."""
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, sql: str, values: object, *___: object) -> None:
        sent.append((sql, values))

    with store.write() as tx:
        if store.is_postgresql:  # the tables are empty: without this it would not look further
            tx.execute(text("SET LOCAL enable_seqscan = off"))
            tx.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        event.listen(store.engine, "before_cursor_execute", note)
        tx.execute(statement, parameters)
        event.remove(store.engine, "before_cursor_execute", note)
        explain = "EXPLAIN" if store.is_postgresql else "EXPLAIN QUERY PLAN"
        [(sql, values)] = sent
        rows = tx.connection.exec_driver_sql(f"{explain} {sql}", values)
        return "\n".join(row[-1] for row in rows)


@pytest.mark.parametrize(
    ("statement", "parameters"), READ_BY_INDEX.values(), ids=READ_BY_INDEX.keys()
)
def test_no_statement_of_the_hot_path_scans_a_table(
    sqlite_store: Store, statement: Executable, parameters: dict[str, Any]
) -> None:
    steps = plan(sqlite_store, statement, parameters).splitlines()
    assert steps
    assert [step for step in steps if step.startswith("SCAN") and step not in ALLOWED] == []


@pytest.mark.parametrize(
    ("statement", "index"),
    [(TAKE, "job_due"), (TAKE_BACK, "job_due"), (TAKE_SUSPECT, "job_suspect")],
    ids=["due", "back", "suspects"],
)
def test_the_relay_reads_only_what_is_ready(
    store: Store, statement: Executable, index: str
) -> None:
    found = plan(store, statement, JOBS)
    assert index in found
    if store.is_postgresql and index == "job_due":
        assert "Index Cond: (due <=" in found


def test_who_sees_a_case_is_found_by_indexes(sqlite_store: Store) -> None:
    posts = (Post("handler", "/2/9/"), Post("leader", "/2/17/", actions=frozenset(Action)))
    person = Person(1, 1, "李敏", posts)
    for condition in (visible_cases(person), heard_cases(person), admitted_cases(person)):
        steps = plan(sqlite_store, select(Case.id).where(condition), {}).splitlines()
        assert [step for step in steps if step.startswith("SCAN")] == []


def test_a_task_list_reads_the_open_tasks_of_each_seat_by_their_index(sqlite_store: Store) -> None:
    person = Person(1, 1, "李敏", (Post("handler", "/2/9/"),))
    with sqlite_store.read() as tx:
        sent: list[tuple[str, Any]] = []

        def note(_: object, __: object, sql: str, values: object, *___: object) -> None:
            sent.append((sql, values))

        event.listen(sqlite_store.engine, "before_cursor_execute", note)
        read_tasks(tx, person, Box.MINE, size=9)
        event.remove(sqlite_store.engine, "before_cursor_execute", note)
        for sql, values in sent:
            rows = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            steps = "\n".join(row[-1] for row in rows)
            assert "SCAN work_item" not in steps
            assert "SCAN case_" not in steps
