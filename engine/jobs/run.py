"""Doing jobs: many in one transaction, each alone if that fails, never two at one case at once."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import uniform
from typing import Any

import orjson
from sqlalchemy import bindparam, select, tuple_, update

from engine.domain.refusals import HouseBusy
from engine.jobs.burial import fail, wait
from engine.jobs.claim import THESE, of_jobs
from engine.jobs.work import Handlers, Later, UnknownKind, Work
from engine.store.gate import Turn
from engine.store.rows import parted
from engine.store.store import Store, Tx
from engine.store.tables import Case, Held, Job, Opener, Wait

log = logging.getLogger(__name__)

CASES_OF = select(Job.case_id, Job.topic).where(*THESE, Job.case_id.is_not(None))
RECEIVERS = select(Wait.case_id).where(
    Wait.district.in_(bindparam("districts", expanding=True)),
    tuple_(Wait.name, Wait.correlation).in_(bindparam("messages", expanding=True)),
)
OPENED = (
    select(Case.id)
    .join(Opener, (Opener.district == Case.district) & (Opener.key == Case.kind))
    .where(
        Case.district.in_(bindparam("districts", expanding=True)),
        tuple_(Opener.message, Case.origin).in_(bindparam("messages", expanding=True)),
    )
)
LOCK_CASES = (
    select(Case.id)
    .where(
        Case.district.in_(bindparam("districts", expanding=True)),
        Case.id.in_(bindparam("cases", expanding=True)),
    )
    .order_by(Case.id)
    .with_for_update(key_share=True)
)
LOCK_JOBS = (
    select(Job.district, Job.id, Job.key, Job.kind, Job.case_id, Job.args, Job.attempts)
    .where(*THESE)
    .order_by(Job.id)
    .with_for_update()
)
FINISH = update(Job).where(*THESE).values(state="done", held=Held.NO, due=bindparam("at"))
AGAIN = (
    update(Job)
    .where(Job.district == bindparam("of_district"), Job.id == bindparam("of_id"))
    .values(state="ready", held=Held.NO)
)


def run(store: Store, handlers: Handlers, ids: Sequence[int]) -> None:
    """Do the jobs that are still to be done; whatever goes wrong is written down with them."""
    for errand in run_steps(store, handlers, ids):
        run_errand(store, handlers, errand)


def run_steps(store: Store, handlers: Handlers, ids: Sequence[int]) -> list[Work]:
    """Do all steps in one transaction, or each in its own; give the errands."""
    try:
        with store.write(Turn.WORKER) as tx:
            return do_steps(tx, handlers, ids)
    except Exception as error:  # noqa: BLE001 - one broken job must not stop the others
        if len(ids) > 1:
            return [errand for id_ in ids for errand in run_steps(store, handlers, [id_])]
        put_back(store, ids[0], error)
        return []


def do_steps(tx: Tx, handlers: Handlers, ids: Sequence[int]) -> list[Work]:
    """Do the steps among the jobs inside this transaction."""
    works = lock(tx, ids)
    steps = [work for work in works if work.kind not in handlers.errands]
    # Done before they are done: a step may set its own timer anew.
    finish(tx, steps)
    for work in steps:
        if work.kind not in handlers.steps:
            raise UnknownKind(work.kind)
        if later := handlers.steps[work.kind](tx, work):
            again(tx, work, later)
    return [work for work in works if work.kind in handlers.errands]


def run_errand(store: Store, handlers: Handlers, work: Work) -> None:
    """Do what reaches outside without holding anything, then write down that it was done."""
    try:
        later = handlers.errands[work.kind](work)
        with store.write(Turn.WORKER) as tx:
            finish(tx, [work])
            if later:
                again(tx, work, later)
    except Exception as error:  # noqa: BLE001 - one broken job must not stop the others
        put_back(store, work.id, error)


def lock(tx: Tx, ids: Sequence[int]) -> list[Work]:
    """Lock the cases, then the jobs, both in order; leave out what others did or moved."""
    key = of_jobs(ids)
    if tx.is_postgresql:
        lock_cases(tx, key)
    return [
        Work(
            district=row.district,
            id=row.id,
            key=row.key,
            kind=row.kind,
            case_id=row.case_id,
            args=orjson.loads(row.args),
            attempts=row.attempts,
        )
        for row in tx.execute(LOCK_JOBS, key)
    ]


def lock_cases(tx: Tx, key: Mapping[str, Any]) -> None:
    """Lock every case the jobs will touch: a message touches its receivers and what it opened."""
    found = tx.execute(CASES_OF, key).all()
    cases = {case_id for case_id, topic in found if topic is None}
    messages = [parted(topic) for _, topic in found if topic is not None]
    districts = {"districts": key["districts"]}
    if messages:
        named = districts | {"messages": messages}
        cases |= {*tx.execute(RECEIVERS, named).scalars(), *tx.execute(OPENED, named).scalars()}
    if cases:
        tx.execute(LOCK_CASES, districts | {"cases": sorted(cases)})


def finish(tx: Tx, works: Sequence[Work]) -> None:
    """Write down that jobs are done."""
    if works:
        tx.execute(FINISH, of_jobs([work.id for work in works]) | {"at": tx.now})


def again(tx: Tx, work: Work, later: Later) -> None:
    """Put a job back that could not be done yet."""
    args = work.args if later.args is None else later.args
    values = {"due": tx.now + later.after, "args": orjson.dumps(args).decode()}
    tx.execute(AGAIN, {"of_district": work.district, "of_id": work.id} | values)
    tx.ring()


def put_back(store: Store, id_: int, error: Exception) -> None:
    """Write down why a job was not done; a lost race is nobody's failure."""
    log.warning("job_not_done", extra={"job": id_, "error": type(error).__name__})
    with store.write(Turn.WORKER) as tx:
        if isinstance(error, HouseBusy):
            wait(tx, id_, timedelta(seconds=uniform(0.05, 0.5)))  # noqa: S311 - only spreads load
        else:
            fail(tx, id_, error)
