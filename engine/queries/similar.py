"""Finds cases like one: of the same kind, near by, not long ago, or told in the same words."""

from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, and_, or_, select

from engine.domain.distance import Point, box_around, metres_between
from engine.store.ids import floor_of
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import IS_ACTIVE, Case
from engine.verbs.record import Similar, Wanted

# Beyond that a count says "very many" to every rule there is.
MOST = 1000

CANDIDATES = (
    select(Case.id, Case.number, Case.origin, Case.lon, Case.lat, Case.path, Case.facts, IS_ACTIVE)
    .order_by(Case.id.desc())
    .limit(MOST)
)
EXACT = select(Case.number).order_by(Case.id).limit(1)


def find_similar(tx: Tx, case: LockedCase, wanted: Wanted) -> Similar:
    """Find cases like one; the nearest and the one of equal words are not over yet."""
    there = location_of(case)
    by_way = there is not None and wanted.metres is not None
    recent = of_others(case, wanted)
    rows = tx.execute(narrowed(CANDIDATES.where(*recent), wanted, near(case, wanted))).all()
    like = [row for row in rows if holds(row.facts, wanted) and is_near(row, case, wanted)]
    alive = [row for row in like if row[-1]]
    if by_way:
        alive.sort(key=lambda row: distance_of(row, case))
    first = alive[0] if alive else None
    exact = tx.execute(EXACT.where(*recent, *equal_words(case))).scalar() if case.alike else None
    return Similar(
        count=len(like),
        exact=exact,
        nearest=first.number if first else None,
        origin=first.origin if first else None,
    )


def of_others(case: LockedCase, wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for the other cases of a kind since an instant; ids tell the time."""
    return (
        Case.district == case.district,
        Case.id >= floor_of(case.district, wanted.since),
        Case.id != case.id,
        Case.kind == wanted.kind,
    )


def narrowed(
    found: Select[*tuple[Any, ...]], wanted: Wanted, *where: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Narrow down to a category, where one is wanted."""
    return found.where(*where, *([Case.category == wanted.category] if wanted.category else []))


def near(case: LockedCase, wanted: Wanted) -> ColumnElement[bool]:
    """Give the condition for the cases that may be near enough."""
    here, there = Case.path == case.path, location_of(case)
    if there is None or wanted.metres is None:
        return here
    box = box_around(there, wanted.metres)
    inside = and_(Case.lon.between(box.west, box.east), Case.lat.between(box.south, box.north))
    return or_(here, inside)


def equal_words(case: LockedCase) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for cases told before in the same words at the same place."""
    return (Case.alike == case.alike, Case.path == case.path, Case.id < case.id, IS_ACTIVE)


def location_of(row: Any) -> Point | None:
    """Give where a case is, where that is known."""
    return None if row.lon is None or row.lat is None else Point(row.lon, row.lat)


def is_near(row: Any, case: LockedCase, wanted: Wanted) -> bool:
    """Tell whether a case is near enough: by its distance, or at the place where none is known."""
    if wanted.metres is None or location_of(row) is None or location_of(case) is None:
        return bool(row.path == case.path)
    return distance_of(row, case) <= wanted.metres


def distance_of(row: Any, case: LockedCase) -> float:
    """Give how far a case is, nothing where that is not known."""
    one, other = location_of(row), location_of(case)
    return metres_between(one, other) if one and other else 0.0


def holds(facts: str, wanted: Wanted) -> bool:
    """Tell whether the facts of a case hold all those wanted."""
    return not wanted.facts or wanted.facts.items() <= orjson.loads(facts).items()
