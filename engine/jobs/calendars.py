"""The jobs of a calendar that has changed: one finds the cases, then each follows by itself."""

from functools import partial

from engine.commands.load_notice import RECOUNT
from engine.commands.office import Office
from engine.commands.recount_clocks import recount_clocks
from engine.jobs.work import Handlers, Later, Work
from engine.queries.calendars import provisional_cases
from engine.store.queue import enqueue_for_each
from engine.store.rows import NewJob
from engine.store.store import Tx

RECOUNT_CASE = "recount_case"
# So many jobs in one transaction that a person who waits behind it does not notice.
SLICE = 500


def of_calendars(office: Office, *, size: int = SLICE) -> Handlers:
    """Give the handlers of what a loaded notice leaves to be done."""
    return Handlers(
        steps={RECOUNT: partial(find_cases, size), RECOUNT_CASE: partial(recount, office)}
    )


def find_cases(size: int, tx: Tx, work: Work) -> Later | None:
    """Leave a job for each of the next cases that counted provisionally, and go on from there."""
    cases = provisional_cases(tx, work.district, after=work.args["after"], most=size)
    job = NewJob(key=f"recount.{work.args['notice']}", kind=RECOUNT_CASE, args={})
    enqueue_for_each(tx, work.district, cases, job)
    return Later(args={**work.args, "after": cases[-1]}) if len(cases) == size else None


def recount(office: Office, tx: Tx, work: Work) -> None:
    """Let a case follow."""
    recount_clocks(office, tx, case_id=work.case_id or 0)
