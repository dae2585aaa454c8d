"""What a completion costs the database, counted exactly: statements and commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from engine.commands.complete_task import complete_task
from engine.store.store import Store
from tests.commands.ground import Ground

MOST_STATEMENTS = 9
ORDERS = ("BEGIN", "SAVEPOINT")  # SQLite is told by a statement what PostgreSQL's driver says


@dataclass(slots=True)
class Counter:
    """What was sent to the database."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0


@contextmanager
def counting(store: Store) -> Iterator[Counter]:
    counter = Counter()

    def sent(_c: object, _u: object, statement: str, *_: object) -> None:
        if not statement.startswith(ORDERS):
            counter.statements.append(statement)

    def committed(_: object) -> None:
        counter.commits += 1

    event.listen(store.engine, "before_cursor_execute", sent)
    event.listen(store.engine, "commit", committed)
    yield counter
    event.remove(store.engine, "before_cursor_execute", sent)
    event.remove(store.engine, "commit", committed)


def test_a_completion_is_one_commit_of_few_statements(ground: Ground) -> None:
    ground.complete(ground.report().opened[0]["id"], "wang", next="report_up")  # all caches warm
    task, office = ground.report().opened[0]["id"], ground.office
    wang = ground.person("wang")
    with counting(office.store) as counter:
        complete_task(office, task_id=int(task), answers={"next": "report_up"}, by=wang, key="k")
    assert counter.commits == 1
    assert len(counter.statements) <= MOST_STATEMENTS, counter.statements
