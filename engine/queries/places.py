"""Reads the place tree of a district."""

from sqlalchemy import bindparam, select

from engine.domain.places import Place, Places
from engine.store.store import Tx
from engine.store.tables import Overlay
from engine.store.tables import Place as PlaceRow

COLUMNS = (PlaceRow.id, PlaceRow.level, PlaceRow.code, PlaceRow.name, PlaceRow.path)
READ_PLACES = select(*COLUMNS).where(
    PlaceRow.district == bindparam("of_district"),
    PlaceRow.since <= bindparam("now"),
    PlaceRow.until > bindparam("now"),
)
FORMER = select(PlaceRow.id, PlaceRow.code, PlaceRow.path).where(
    PlaceRow.district == bindparam("of_district"), PlaceRow.until <= bindparam("now")
)
READ_COVERS = select(Overlay.area_id, Overlay.place_id).where(
    Overlay.district == bindparam("of_district")
)

READ_ROOT = READ_PLACES.where(PlaceRow.parent_id.is_(None)).order_by(PlaceRow.id).limit(1)


def read_root(tx: Tx, district: int) -> Place | None:
    """Read the district itself, the root of its tree."""
    row = tx.execute(READ_ROOT, {"of_district": district, "now": tx.now}).one_or_none()
    return Place(*row) if row else None


def read_places(tx: Tx, district: int) -> Places:
    """Read every place of a district that stands now, and the areas that cut across them.

    The name of a place that ended means who took over: the path it has been given since.
    """
    values = {"of_district": district, "now": tx.now}
    rows = tx.execute(READ_PLACES, values)
    covers = tx.execute(READ_COVERS, {"of_district": district})
    former = {
        name: row.path for row in tx.execute(FORMER, values) for name in (row.code, str(row.id))
    }
    return Places([Place(*row) for row in rows], [tuple(row) for row in covers], former)


def place_named(tx: Tx, district: int, name: str) -> Place:
    """Find a place by its code or id.

    Raises:
        PlaceNotFound: There is none.
    """
    return read_places(tx, district).required(name)
