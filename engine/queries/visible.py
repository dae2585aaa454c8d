"""The one rule of who sees which case, as a condition of SQL and as a check in memory.

Each post is asked by itself whether it opens a case: what one post may see, another of the same
person does not lend its role to.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import ColumnElement, Exists, and_, exists, false, not_, or_, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from engine.domain.people import Person, Post
from engine.domain.words import Action
from engine.store.rows import LockedCase, LockedTask
from engine.store.tables import Case, Link, Summons, Watcher, WorkItem

LAST = "\U0010ffff"  # sorts behind everything below a place

Cases = type[Case]
Reach = Callable[[str, Cases], ColumnElement[bool]]


def visible_cases(person: Person) -> ColumnElement[bool]:
    """Give the condition for the cases a person may see.

    A post opens a case that lies at or below its unit, and one that such a unit handles, in which
    it has or had a task, watches, or is summoned, be it by a whistle the case is linked with. A
    case kept to some roles opens for posts of these only; no post at or below an accused unit
    opens it, and who holds one of their own sees nothing of it.
    """
    return _opened(person, person.posts, _sees, Case)


def heard_cases(person: Person, case: Cases = Case) -> ColumnElement[bool]:
    """Give the condition for the cases whose reporter a person may read in their own words.

    They belong to the places below the post that permits it and to the unit that handles the
    case; whoever was only summoned reads the summary.
    """
    permitted = [post for post in person.posts if Action.READ_WORDS in post.actions]
    return _opened(person, permitted, _hears, case)


def admitted_cases(person: Person) -> ColumnElement[bool]:
    """Give the condition that a case whose task stands on a person's list is not closed to them."""
    return _opened(person, person.posts, _anywhere, Case)


def sees_task(person: Person, task: LockedTask) -> bool:
    """Tell whether a person may see a task that was loaded with its case."""
    case = task.case
    if case.district != person.district or case.accused in _own_units(person):
        return False
    units = (case.path, task.path, case.handler or "")
    return any(_opens(post, case) and any(map(post.covers, units)) for post in person.posts)


def _opens(post: Post, case: LockedCase) -> bool:
    kept_to = not case.access or f" {post.role} " in case.access
    return kept_to and case.accused not in units_around([post.path])


def _opened(
    person: Person, posts: Iterable[Post], reach: Reach, case: Cases
) -> ColumnElement[bool]:
    ways = [
        and_(_is_open_to(roles, case), _accuses_none({path}, case), reach(path, case))
        for path, roles in _seats(posts).items()
    ]
    if not ways:
        return false()
    innocent = _accuses_none(_own_units(person), case)
    return and_(case.district == person.district, innocent, or_(*ways))


def _seats(posts: Iterable[Post]) -> Mapping[str, set[str]]:
    seats: dict[str, set[str]] = {}
    for post in posts:
        seats.setdefault(post.path, set()).add(post.role)
    return dict(sorted(seats.items()))


def _sees(path: str, case: Cases) -> ColumnElement[bool]:
    return or_(
        below(case.path, path),
        _handles(path, case),
        _has(WorkItem, path, case),
        _has(Watcher, path, case),
        _has(Summons, path, case),
        _is_linked_with_summons(path, case),
    )


def _hears(path: str, case: Cases) -> ColumnElement[bool]:
    summoned = or_(_has(Summons, path, case), _is_linked_with_summons(path, case))
    return or_(below(case.path, path), and_(_handles(path, case), not_(summoned)))


def _handles(path: str, case: Cases) -> ColumnElement[bool]:
    return and_(case.handler.is_not(None), below(case.handler, path))


def _anywhere(_: str, __: Cases) -> ColumnElement[bool]:
    return true()


def below(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], path: str
) -> ColumnElement[bool]:
    """Give the condition that a path is a unit's or lies below it."""
    return and_(column >= path, column < path + LAST)


def _has(table: type[WorkItem | Watcher | Summons], path: str, case: Cases) -> Exists:
    beside = aliased(table)  # whatever tasks the statement itself is about
    return (
        exists()
        .where(
            beside.district == case.district,
            beside.case_id == case.id,
            below(beside.path, path),
        )
        .correlate(case)
    )


def _is_linked_with_summons(path: str, case: Cases) -> ColumnElement[bool]:
    link, summons = aliased(Link), aliased(Summons)
    both = ((link.case_id, link.other_id), (link.other_id, link.case_id))
    return or_(
        *(
            exists()
            .where(
                link.district == case.district,
                here == case.id,
                summons.district == link.district,
                summons.case_id == there,
                below(summons.path, path),
            )
            .correlate(case)
            for here, there in both
        )
    )


def _is_open_to(roles: Iterable[str], case: Cases) -> ColumnElement[bool]:
    named = (case.access.contains(f" {role} ", autoescape=True) for role in sorted(roles))
    return or_(case.access == "", *named)


def _accuses_none(paths: Iterable[str], case: Cases) -> ColumnElement[bool]:
    return or_(case.accused.is_(None), case.accused.not_in(sorted(units_around(paths))))


def _own_units(person: Person) -> set[str]:
    return units_around(post.path for post in person.posts if post.holder is None)


def units_around(paths: Iterable[str]) -> set[str]:
    """Give the units at the paths and every unit above them."""
    return {
        path[: end + 1]
        for path in paths
        for end, letter in enumerate(path)
        if letter == "/" and end
    }
