"""Finds the case that waits for a message."""

from sqlalchemy import bindparam, select

from engine.store.store import Tx
from engine.store.tables import Wait

FIND_WAITING = (
    select(Wait.case_id)
    .where(
        Wait.district == bindparam("of_district"),
        Wait.name == bindparam("of_name"),
        Wait.correlation == bindparam("of_correlation"),
    )
    .order_by(Wait.case_id)
    .limit(1)
)


def waiting_case(tx: Tx, district: int, name: str, correlation: str) -> int | None:
    """Give the case that waits for a message by name and correlation, the oldest first."""
    wanted = {"of_district": district, "of_name": name, "of_correlation": correlation}
    found: int | None = tx.execute(FIND_WAITING, wanted).scalar()
    return found
