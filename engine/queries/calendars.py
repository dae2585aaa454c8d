"""Reads the working calendar of a district, and which of its cases a notice may move."""

import orjson
from sqlalchemy import bindparam, select

from engine.domain.calendar import Year, read_year
from engine.store.store import Tx
from engine.store.tables import IS_PROVISIONAL, CalendarYear, Clock, Place

READ_YEARS = (
    select(CalendarYear.year, CalendarYear.entry)
    .where(CalendarYear.district == bindparam("of_district"))
    .order_by(CalendarYear.id)
)
DISTRICTS = select(Place.district).distinct().order_by(Place.district)
PROVISIONAL_CASES = (
    select(Clock.case_id)
    .where(
        Clock.district == bindparam("of_district"),
        Clock.case_id > bindparam("after"),
        IS_PROVISIONAL,
    )
    .distinct()
    .order_by(Clock.case_id)
    .limit(bindparam("most"))
)


def read_years(tx: Tx, district: int) -> tuple[Year, ...]:
    """Read the notices a district has loaded, the first year first; of a year the latest one."""
    rows = tx.execute(READ_YEARS, {"of_district": district}).all()
    latest = {row.year: row.entry for row in rows}
    return tuple(read_year(number, orjson.loads(latest[number])) for number in sorted(latest))


def read_districts(tx: Tx) -> list[int]:
    """Read the districts of the house."""
    return list(tx.execute(DISTRICTS).scalars())


def provisional_cases(tx: Tx, district: int, *, after: int, most: int) -> list[int]:
    """Read the next cases, in order, that have a clock a notice may still move."""
    wanted = {"of_district": district, "after": after, "most": most}
    return list(tx.execute(PROVISIONAL_CASES, wanted).scalars())
