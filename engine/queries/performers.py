"""Who did what in a case, for steps that two different people must do (四眼)."""

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, or_, select

from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import Entry, WorkItem

DID_TASK = exists().where(
    WorkItem.district == bindparam("of_district"),
    WorkItem.case_id == bindparam("of_case"),
    WorkItem.element.in_(bindparam("elements", expanding=True)),
    WorkItem.state == "done",
    WorkItem.done_by == bindparam("of_person"),
)
GAVE_COMMAND = exists().where(
    Entry.district == bindparam("of_district"),
    Entry.case_id == bindparam("of_case"),
    Entry.element.in_(bindparam("elements", expanding=True)),
    Entry.verb == "act_on_case",
    Entry.actor == bindparam("of_person"),
)
HAS_DONE = select(or_(DID_TASK, GAVE_COMMAND))


def has_done(tx: Tx, case: LockedCase, person: int, elements: Sequence[str]) -> bool:
    """Tell whether somebody completed one of some elements in a case."""
    key = {"of_district": case.district, "of_case": case.id}
    return bool(
        tx.execute(HAS_DONE, key | {"of_person": person, "elements": elements}).scalar_one()
    )
