"""Reads what the roles of a district are called."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from engine.store.store import Tx
from engine.store.tables import Role

ROLES = select(Role.key, Role.name).where(Role.district == bindparam("of_district"))


def role_names(tx: Tx, district: int) -> Mapping[str, str]:
    """Give the names of a district's roles by their keys."""
    rows = tx.execute(ROLES, {"of_district": district})
    return {row.key: row.name for row in rows}
