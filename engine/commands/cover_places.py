"""An area that cuts across the tree covers these places from now on, and no others."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert

from engine.commands.office import Office
from engine.queries.places import place_named
from engine.store.tables import Overlay

UNCOVER = delete(Overlay).where(
    Overlay.district == bindparam("of_district"), Overlay.area_id == bindparam("of_area")
)
COVER = insert(Overlay)


def cover_places(office: Office, *, district: int, area: str, covered: Sequence[str]) -> None:
    """Say which places an overlay area covers, by their codes.

    Raises:
        PlaceNotFound: There is no such area or place.
    """
    with office.store.write() as tx:
        whole = place_named(tx, district, area)
        inside = {place_named(tx, district, code).id for code in covered}
        tx.execute(UNCOVER, {"of_district": district, "of_area": whole.id})
        if inside:
            of = {"district": district, "area_id": whole.id}
            tx.execute(COVER, [of | {"place_id": id_} for id_ in sorted(inside)])
    office.forget(district)
