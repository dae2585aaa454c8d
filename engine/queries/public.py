"""What anybody may read: which kind of case a resident opens, and which places there are."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from engine.domain.places import Places
from engine.domain.refusals import NotOpenToPublic
from engine.queries.spots import Spot, spot_at
from engine.store.store import Tx
from engine.store.tables import Opener, PlaceArea
from engine.store.tables import Place as PlaceRow

PUBLIC = "public.report"  # a policy that opens on it is what residents report to
MOST_PLACES = 20

OPENED = (
    select(Opener.district, Opener.key)
    .where(Opener.message == PUBLIC)
    .order_by(Opener.district, Opener.key)
    .limit(1)
)
WITH_AREA = (
    select(PlaceRow.path)
    .join(
        PlaceArea,
        (PlaceArea.district == PlaceRow.district) & (PlaceArea.place_id == PlaceRow.id),
    )
    .where(PlaceRow.district == bindparam("of_district"), PlaceRow.until > bindparam("now"))
)


def public_kind(tx: Tx) -> tuple[int, str]:
    """Give the district residents report to, and the kind of case they open there.

    Raises:
        NotOpenToPublic: No policy of the house takes reports from residents.
    """
    row = tx.execute(OPENED).one_or_none()
    if row is None:
        raise NotOpenToPublic
    return row.district, row.key


def places_named(tx: Tx, district: int, places: Places, words: str) -> Sequence[Spot]:
    """Find places on the map by words of their names; units without an area are none."""
    areas = tx.execute(WITH_AREA, {"of_district": district, "now": tx.now}).scalars().all()
    around = {upper.path for path in areas for upper in places.upwards(path)}
    named = (spot_at(places, path) for path in sorted(around, key=len, reverse=True))
    found = [spot for spot in named if spot and all(w in spot.path_name for w in words.split())]
    return found[:MOST_PLACES]
