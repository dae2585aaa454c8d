"""The one rule of who sees which case, as a condition of SQL and as a check in memory."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlalchemy.orm import aliased

from engine.domain.people import Person
from engine.store.rows import LockedTask
from engine.store.tables import Case, WorkItem

LAST = "\U0010ffff"  # sorts behind everything below a place


def visible_cases(person: Person) -> ColumnElement[bool]:
    """Give the condition for the cases a person may see.

    A case lies at or below one of the person's units, or that unit has or had a task in it. Who
    belongs to an accused unit sees nothing of it.
    """
    if not person.posts:
        return false()
    paths = sorted({post.path for post in person.posts})
    below = [and_(Case.path >= path, Case.path < path + LAST) for path in paths]
    of_case = aliased(WorkItem)  # whatever tasks the statement itself is about
    has_task = (
        exists()
        .where(
            of_case.district == Case.district,
            of_case.case_id == Case.id,
            of_case.path.in_(paths),
        )
        .correlate(Case)
    )
    not_accused = or_(Case.accused.is_(None), Case.accused.not_in(_units_around(paths)))
    return and_(Case.district == person.district, or_(*below, has_task), not_accused)


def sees_task(person: Person, task: LockedTask) -> bool:
    """Tell whether a person may see a task that was loaded with its case."""
    case = task.case
    if case.district != person.district:
        return False
    paths = {post.path for post in person.posts}
    if case.accused in _units_around(paths):
        return False
    return task.path in paths or person.sees(case.path)


def _units_around(paths: Iterable[str]) -> set[str]:
    """Give the units at the paths and every unit above them."""
    return {
        path[: end + 1]
        for path in paths
        for end, letter in enumerate(path)
        if letter == "/" and end
    }
