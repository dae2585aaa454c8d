"""Counts for whoever watches the house: how much is open, due, dead; nothing about anybody."""

from collections.abc import Mapping

from sqlalchemy import func, select

from engine.store.store import Tx
from engine.store.tables import IS_ACTIVE, IS_OPEN, IS_READY, Case, Incident, Job, WorkItem

COUNTS = {
    "cases_active": select(func.count()).select_from(Case).where(IS_ACTIVE),
    "tasks_open": select(func.count()).select_from(WorkItem).where(IS_OPEN),
    "jobs_dead": select(func.count()).select_from(Job).where(Job.state == "dead"),
    "incidents_open": select(func.count()).select_from(Incident).where(Incident.state == "open"),
}
JOBS_DUE = select(func.count()).select_from(Job).where(IS_READY)


def read_figures(tx: Tx) -> Mapping[str, int]:
    """Count what is open and what is due now."""
    figures = {name: tx.execute(count).scalar_one() for name, count in COUNTS.items()}
    return figures | {"jobs_due": tx.execute(JOBS_DUE.where(Job.due <= tx.now)).scalar_one()}
