"""Which clocks of a case still count: a task is due by them, a timer waits for them, or they rest.

All others were kept, or were never needed: whoever reads the file is not alarmed by them.
"""

from collections.abc import Callable

import orjson
from sqlalchemy import bindparam, select

from engine.casework.jobs import JobKind
from engine.domain.words import ClockState
from engine.queries.case_file.file import File
from engine.store.tables import IS_OPEN, IS_READY, Job, WorkItem

DUE = select(WorkItem.clock, WorkItem.unit).where(
    WorkItem.district == bindparam("of_district"),
    WorkItem.case_id == bindparam("of_case"),
    WorkItem.clock.is_not(None),
    IS_OPEN,
)
TIMERS = select(Job.args).where(
    Job.district == bindparam("of_district"),
    Job.case_id == bindparam("of_case"),
    Job.kind == JobKind.TIMER,
    IS_READY,
)


def awaited(file: File) -> Callable[[str, str, str], bool]:
    """Give what tells of a clock, by its key, holder and state, whether it still counts."""
    wanted = {(row.clock, row.unit) for row in file.tx.execute(DUE, file.key)}
    for args in map(orjson.loads, file.tx.execute(TIMERS, file.key).scalars()):
        wanted |= {(key, args["unit"]) for key in args["clocks"]}
    keys = {key for key, _ in wanted}

    def counts(key: str, holder: str, state: str) -> bool:
        if state == ClockState.SUSPENDED:
            return True
        return (key, holder) in wanted if holder else key in keys

    return counts
