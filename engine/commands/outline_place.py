"""A place gets its outline on the map, or another one."""

import orjson
from sqlalchemy import bindparam, select

from engine.commands.office import Office
from engine.domain.areas import read_outline
from engine.domain.refusals import PlaceNotFound
from engine.store.tables import Place, PlaceArea
from engine.store.upserts import upsert

FIND_PLACE = select(Place.id).where(
    Place.district == bindparam("of_district"), Place.code == bindparam("of_code")
)
SET_AREA = upsert(PlaceArea, changed=("outline", "west", "south", "east", "north"))


def outline_place(office: Office, *, district: int, code: str, geometry: object) -> None:
    """Give a place its outline: a polygon or multi-polygon of GeoJSON, in WGS 84.

    Raises:
        PlaceNotFound: No place has the code.
        OutlineInvalid: The outline is none.
    """
    west, south, east, north = read_outline(geometry).box
    box = {"west": west, "south": south, "east": east, "north": north}
    with office.store.write() as tx:
        place = tx.execute(FIND_PLACE, {"of_district": district, "of_code": code}).scalar()
        if place is None:
            raise PlaceNotFound(place=code)
        outline = {"outline": orjson.dumps(geometry).decode()} | box
        tx.execute(SET_AREA, {"district": district, "place_id": place} | outline)
