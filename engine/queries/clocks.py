"""Reads the named clocks of a case."""

import orjson
from sqlalchemy import bindparam, select

from engine.domain import clocks
from engine.store import tables
from engine.store.rows import LockedCase
from engine.store.store import Tx

READ_CLOCKS = select(tables.Clock.facts).where(
    tables.Clock.district == bindparam("of_district"),
    tables.Clock.case_id == bindparam("of_case"),
)


def read_clocks(tx: Tx, case: LockedCase) -> list[clocks.Clock]:
    """Read the clocks of a case."""
    rows = tx.execute(READ_CLOCKS, {"of_district": case.district, "of_case": case.id})
    return [clocks.read(orjson.loads(facts)) for facts in rows.scalars()]
