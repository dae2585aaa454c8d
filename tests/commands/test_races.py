"""Many people at one case at one moment: everybody is served or told who was quicker."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.domain.people import Person
from engine.domain.refusals import Refusal, TaskAlreadyDone
from engine.store import audit, tables
from tests.commands.ground import Ground

PARALLEL = Path(__file__).parents[2] / "bench" / "diagrams" / "parallel_30.bpmn"


def at_once(ground: Ground, tasks: list[str], by: Person) -> list[Completed | Refusal]:
    barrier = Barrier(len(tasks))

    def complete(task: str) -> Completed | Refusal:
        barrier.wait()
        try:
            return complete_task(
                ground.office, task_id=int(task), answers={"next": "solved"}, by=by
            )
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(complete, tasks))


def test_tasks_of_one_case_done_at_once_are_all_done(ground: Ground) -> None:
    kind = ground.use(PARALLEL)
    tasks = [task["id"] for task in ground.report(kind).opened]
    done = at_once(ground, tasks, ground.person("wang"))
    assert [answer for answer in done if isinstance(answer, Refusal)] == []
    assert ground.rows(tables.Case, "state", "seq") == [("closed", 1 + len(tasks))]
    assert audit.verify(ground.office.store).breaks == []


def test_one_task_done_by_many_at_once_is_done_once_and_the_others_hear_by_whom(
    ground: Ground,
) -> None:
    task = ground.report().opened[0]["id"]
    done = at_once(ground, [task] * 6, ground.person("wang"))
    refused = [answer for answer in done if isinstance(answer, Refusal)]
    assert len(refused) == 5
    assert all(isinstance(refusal, TaskAlreadyDone) for refusal in refused)
    assert {refusal.facts["by"] for refusal in refused} == {"王网格"}
    assert len(ground.rows(tables.Entry, "seq")) == 2


def test_one_request_sent_many_times_at_once_is_done_once_and_answered_alike(
    ground: Ground,
) -> None:
    task, wang = ground.report().opened[0]["id"], ground.person("wang")

    def complete(_: int) -> Completed:
        return complete_task(
            ground.office, task_id=int(task), answers={"next": "solved"}, by=wang, key="k"
        )

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(complete, range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert len(ground.rows(tables.Entry, "seq")) == 2
