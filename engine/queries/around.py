"""Reads who stands around a case: handlers, watchers, and everybody who reported it."""

from sqlalchemy import bindparam, or_, select

from engine.casework.notices import Around
from engine.domain.lanes import REPORTER
from engine.queries.notices import PERSONAL
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import IS_OPEN, Case, Link, Reporter, Watcher, WorkItem

READ_HANDLERS = (
    select(WorkItem.role, WorkItem.path, WorkItem.claimed_by, WorkItem.assigned_to)
    .where(
        WorkItem.district == bindparam("of_district"),
        WorkItem.case_id == bindparam("of_case"),
        WorkItem.role != REPORTER,
        IS_OPEN,
    )
    .order_by(WorkItem.id)
)
READ_WATCHERS = (
    select(Watcher.path)
    .where(Watcher.district == bindparam("of_district"), Watcher.case_id == bindparam("of_case"))
    .order_by(Watcher.path)
)
BELONG_HERE = select(Link.case_id).where(
    Link.district == bindparam("of_district"), Link.other_id == bindparam("of_case")
)
READ_VOICES = (
    select(Case.id, Case.path)
    .join(Reporter, (Reporter.district == Case.district) & (Reporter.case_id == Case.id))
    .where(
        Reporter.district == bindparam("of_district"),
        Reporter.state != "dropped",
        or_(Reporter.case_id == bindparam("of_case"), Reporter.case_id.in_(BELONG_HERE)),
    )
    .order_by(Case.id)
)


def read_around(tx: Tx, case: LockedCase) -> Around:
    """Read who stands around a case; who has a task in hand is told in person.

    The accused unit and all below it are left out.
    """
    key = {"of_district": case.district, "of_case": case.id}
    handlers = [
        (PERSONAL, str(mine)) if (mine := claimed or assigned) else (role, path)
        for role, path, claimed, assigned in tx.execute(READ_HANDLERS, key)
        if not is_accused(case, path)
    ]
    watchers = [p for p in tx.execute(READ_WATCHERS, key).scalars() if not is_accused(case, p)]
    voices = [(id_, path) for id_, path in tx.execute(READ_VOICES, key)]
    return Around(handlers, watchers, voices)


def is_accused(case: LockedCase, path: str) -> bool:
    """Tell whether a unit is the one a case is about, or lies below it."""
    return case.accused is not None and path.startswith(case.accused)
