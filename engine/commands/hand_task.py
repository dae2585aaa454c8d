"""A task goes from hand to hand: taken upon oneself, let go, given to a colleague, lent to one."""

from engine.commands.office import Office
from engine.commands.task_at_hand import open_task, own_task
from engine.domain.people import Person
from engine.domain.refusals import CannotTake, NotYours
from engine.domain.words import Action
from engine.queries.people import person_of
from engine.store.journal import Happening
from engine.store.rows import Changes, Handed, LockedTask
from engine.store.store import Tx
from engine.store.write import save_case


def claim_task(office: Office, *, task_id: int, by: Person) -> None:
    """Take a task upon oneself; claiming it again changes nothing.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        TaskClaimed: A colleague has claimed it.
        NotYours: It belongs to another post.
    """
    with office.store.write() as tx:
        task = own_task(office, tx, task_id, by)
        if task.claimed_by is None:
            _hand(tx, task, "claim_task", by, assigned_to=task.assigned_to, claimed_by=by.id)


def release_task(office: Office, *, task_id: int, by: Person) -> None:
    """Let a claimed task go, one's own or, with the permission, a colleague's.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        NotYours: A colleague claimed it.
    """
    with office.store.write() as tx:
        task = open_task(office, tx, task_id, by)
        if task.claimed_by is None:
            return
        if task.claimed_by not in by.stands_for and not _transfers(by, task):
            raise NotYours(task=str(task_id), role=task.role)
        _hand(tx, task, "release_task", by, assigned_to=task.assigned_to, claimed_by=None)


def transfer_task(office: Office, *, task_id: int, to: int, by: Person) -> None:
    """Give a task to a colleague in the same post: it is theirs alone from now on.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        TaskClaimed: A colleague has claimed it.
        NotYours: It belongs to another post.
        PersonNotFound: Nobody has the id.
        CannotTake: They do not hold the post the task is for.
    """
    with office.store.write() as tx:
        task = open_task(office, tx, task_id, by)
        if not _transfers(by, task):
            task = own_task(office, tx, task_id, by)
        colleague = person_of(tx, task.case.district, to)
        if not colleague.holds(task.role, task.path):
            raise CannotTake(task=str(task_id), person=colleague.name)
        _hand(tx, task, "transfer_task", by, assigned_to=colleague.id, claimed_by=None)


def delegate_task(office: Office, *, task_id: int, to: int, by: Person) -> None:
    """Let a colleague of the unit do a task; it stays on the list of whose it is.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        TaskClaimed: A colleague has claimed it.
        NotYours: It belongs to another post.
        PersonNotFound: Nobody has the id.
        CannotTake: They hold no post at the unit.
    """
    with office.store.write() as tx:
        task = own_task(office, tx, task_id, by)
        colleague = person_of(tx, task.case.district, to)
        if all(post.path != task.path for post in colleague.posts):
            raise CannotTake(task=str(task_id), person=colleague.name)
        _hand(tx, task, "delegate_task", by, assigned_to=task.assigned_to, claimed_by=to)


def _transfers(by: Person, task: LockedTask) -> bool:
    return by.may_at(Action.TRANSFER_TASKS, task.path)


def _hand(
    tx: Tx,
    task: LockedTask,
    verb: str,
    by: Person,
    *,
    assigned_to: int | None,
    claimed_by: int | None,
) -> None:
    """Keep in whose hands a task is now, and that it went there."""
    holder = claimed_by or assigned_to
    facts = {"task": task.task} | ({"to": holder} if holder not in {None, by.id} else {})
    handed = Handed(task=task.task, assigned_to=assigned_to, claimed_by=claimed_by)
    changes = Changes(happenings=(Happening(verb, by.id, task.element, facts),), handed=(handed,))
    save_case(tx, task.case, task.case, changes)
