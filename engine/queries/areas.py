"""Finds the smallest place around a point, by the outlines of places."""

import orjson
from sqlalchemy import bindparam, func, select

from engine.domain.areas import read_outline
from engine.domain.distance import Point
from engine.store.store import Tx
from engine.store.tables import Place, PlaceArea

READ_AROUND = (
    select(PlaceArea.place_id, PlaceArea.outline)
    .join(Place, (Place.district == PlaceArea.district) & (Place.id == PlaceArea.place_id))
    .where(
        PlaceArea.district == bindparam("of_district"),
        PlaceArea.west <= bindparam("lon"),
        PlaceArea.east >= bindparam("lon"),
        PlaceArea.south <= bindparam("lat"),
        PlaceArea.north >= bindparam("lat"),
        Place.until > bindparam("now"),
    )
    .order_by(func.length(Place.path).desc(), PlaceArea.place_id)
)


def place_around(tx: Tx, district: int, point: Point) -> int | None:
    """Give the id of the smallest place a point lies in, None where it lies in none."""
    lon, lat = point
    found = tx.execute(
        READ_AROUND, {"of_district": district, "lon": lon, "lat": lat, "now": tx.now}
    )
    around = (row.place_id for row in found if read_outline(orjson.loads(row.outline)).holds(point))
    return next(around, None)
