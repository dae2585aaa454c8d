"""What the house does for itself: old rows go, chains are anchored, stuck cases are found."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, exists, select, tuple_
from sqlalchemy.orm import aliased

from engine.jobs.ticks import Recurring
from engine.jobs.work import Handlers, Later, Work
from engine.store.anchors import anchor
from engine.store.drafts import forget_drafts
from engine.store.gate import Turn
from engine.store.idempotency import forget
from engine.store.ids import HOUSE, floor_of
from engine.store.incidents import Trouble, raise_incident
from engine.store.store import Store, Tx
from engine.store.tables import (
    IS_ACTIVE,
    IS_OPEN,
    IS_READY,
    Case,
    Clock,
    Incident,
    Job,
    Policy,
    Wait,
    WorkItem,
)

RECURRING = (
    Recurring("purge", every=timedelta(hours=1)),
    Recurring("reconcile", every=timedelta(minutes=1)),
    Recurring("anchor", every=timedelta(days=1), offset=timedelta(hours=19)),  # 3 at night
)
KEPT = timedelta(days=7)
# So much in one transaction that a person who waits behind it does not notice.
SLICE = 500

DISTRICTS = select(Policy.district).distinct()
OLD_JOBS = delete(Job).where(
    tuple_(Job.district, Job.id).in_(
        select(Job.district, Job.id)
        .where(
            Job.district == bindparam("of_district"),
            Job.id < bindparam("before"),
            Job.state == "done",
        )
        .limit(SLICE)
    )
)

Other = aliased(Case)
OF_CASE = (Job.district == Case.district, Job.case_id == Case.id, IS_READY)
IS_LISTED = exists().where(WorkItem.district == Case.district, WorkItem.case_id == Case.id, IS_OPEN)
# A receiver with a form is a command a person may give: nobody is bound to give it.
IS_WAITING = exists().where(
    Wait.district == Case.district, Wait.case_id == Case.id, Wait.form.is_(None)
)
# Whoever let a clock stand still is the one to let it go on.
IS_HELD = exists().where(
    Clock.district == Case.district, Clock.case_id == Case.id, Clock.state == "suspended"
)
IS_KNOWN = exists().where(
    Incident.district == Case.district, Incident.case_id == Case.id, Incident.state == "open"
)
STUCK = select(Case.district, Case.id, Case.number).where(
    IS_ACTIVE, ~IS_LISTED, ~exists().where(*OF_CASE), ~IS_WAITING, ~IS_HELD, ~IS_KNOWN
)
IS_ON_ITS_WAY = exists().where(
    Job.district == Wait.district, Job.topic == Wait.name + ":" + Wait.correlation, IS_READY
)
IN_VAIN = (
    select(Case.district, Case.id, Case.number)
    .join(Wait, (Wait.district == Case.district) & (Wait.case_id == Case.id))
    .join(Other, (Other.district == Wait.district) & (Other.number == Wait.correlation))
    .where(
        Wait.form.is_(None),
        Other.state.in_(("closed", "withdrawn")),
        ~IS_ON_ITS_WAY,
        ~IS_KNOWN,
    )
)


def chores(store: Store) -> Handlers:
    """Give the handlers of `RECURRING`."""
    return Handlers(
        steps={"purge": purge},
        errands={
            "reconcile": lambda _: reconcile(store),
            "anchor": lambda _: anchor_all(store),
        },
    )


def purge(tx: Tx, _: Work) -> Later | None:
    """Delete jobs long done, answers too old to be asked for, and drafts of tasks that are over."""
    before = tx.now - KEPT
    forget(tx)
    forget_drafts(tx)
    more = False
    for district in (HOUSE, *tx.execute(DISTRICTS).scalars().all()):
        key = {"of_district": district, "before": floor_of(district, before)}
        more |= tx.execute(OLD_JOBS, key).rowcount == SLICE
    return Later() if more else None


def reconcile(store: Store) -> None:
    """Raise an incident for every case that nothing and nobody will ever move again."""
    with store.read() as tx:
        found = [("case_stuck", row) for row in tx.execute(STUCK).all()]
        found += [("case_waits_in_vain", row) for row in tx.execute(IN_VAIN).all()]
    if not found:
        return
    with store.write(Turn.WORKER) as tx:
        for code, (district, case_id, number) in found:
            facts = {"number": number}
            trouble = Trouble(code=code, subject=case_id, case_id=case_id, facts=facts)
            raise_incident(tx, district, trouble)


def anchor_all(store: Store) -> None:
    """Anchor the trail of every district."""
    with store.read() as tx:
        districts = tx.execute(DISTRICTS).scalars().all()
    for district in districts:
        anchor(store, district)
