"""A person finishes a task: one transaction, whatever follows from it in the drawing."""

from collections.abc import Mapping
from typing import Any

from engine.casework import complete
from engine.commands.completed import Completed, settled
from engine.commands.four_eyes import check_apart
from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.commands.stuck import Held
from engine.commands.task_at_hand import own_task, too_late
from engine.domain.people import Person
from engine.domain.refusals import Refusal
from engine.store.load import load_task
from engine.store.store import Tx


def complete_task(
    office: Office,
    *,
    task_id: int,
    answers: Mapping[str, Any],
    by: Person,
    key: str | None = None,
) -> Completed:
    """Finish a task with the person's answers.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        NotYours: The task belongs to another post.
        TaskClaimed: Somebody has taken it upon them.
        SamePerson: The drawing keeps it apart from what this person did.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        AnswersInvalid: The answers do not fit the form; each finding points at its field.
        AskOtherwise: The answers ask for what cannot be, as an appointment in the past.
        StepFailed: The drawing could not be followed; the answers are kept with an incident.
    """
    request = Request(by, key, ("complete_task", task_id, answers))

    def work(tx: Tx) -> Completed | Refusal:
        task = own_task(office, tx, task_id, by)
        policy = office.policy(tx, task.case.policy_id)
        check_apart(tx, policy, task.case, task.element, by)
        change = complete(policy, task, answers, by=by, reader=office.reader(tx, task.case))
        if not change.delivered:  # the list was older than the drawing: it knows by now
            raise too_late(office, tx, load_task(tx, task_id) or task)
        return settled(tx, task.case, change, Held(answers, by.id, item_id=task.id))

    return once(office, request, work, Completed)
