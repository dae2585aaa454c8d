"""A person takes back the task they did last, as long as nothing of it has left the case."""

from engine.casework.take_back import LastStep, can_take_back, take_back
from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import CannotTakeBack, TaskNotFound
from engine.queries.last_step import read_last_step
from engine.queries.visible import sees_task
from engine.store.load import load_task
from engine.store.write import save_case


def withdraw_action(office: Office, *, task_id: int, by: Person) -> None:
    """Open a task again that this person did, and put the case back to where it stood.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        CannotTakeBack: It was not the last thing that happened, somebody else did it, or a
            message, a notice or a clock came of it.
    """
    with office.store.write() as tx:
        task = load_task(tx, task_id)
        if task is None or not sees_task(by, task):
            raise TaskNotFound(task=str(task_id))
        policy = office.policy(tx, task.case.policy_id)
        last: LastStep | None = read_last_step(tx, task.case)
        if last is None or not can_take_back(policy, task, last, by.id):
            raise CannotTakeBack(task=str(task_id))
        change = take_back(policy, task, last, by.id, office.reader(tx, task.case))
        save_case(tx, task.case, change.case, change.changes)
