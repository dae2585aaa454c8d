"""A place or a unit joins the district's tree."""

from sqlalchemy import bindparam, insert, select

from engine.commands.office import Office
from engine.commands.taking import taking
from engine.domain.places import Place
from engine.domain.refusals import PlaceNotFound
from engine.store import tables
from engine.store.columns import NEVER

FIND_PLACE = select(tables.Place.id, tables.Place.path).where(
    tables.Place.district == bindparam("of_district"), tables.Place.code == bindparam("of_code")
)
ADD_PLACE = insert(tables.Place)


def add_place(
    office: Office,
    *,
    district: int,
    code: str,
    name: str,
    level: str,
    under: str | None = None,
) -> Place:
    """Add a place below another one; the district itself stands below none.

    Raises:
        PlaceNotFound: There is no place with the code it is to stand below.
        NameTaken: Another place has this code.
    """
    with taking(code), office.store.write() as tx:
        above = "/"
        parent = None
        if under is not None:
            found = tx.execute(FIND_PLACE, {"of_district": district, "of_code": under}).first()
            if found is None:
                raise PlaceNotFound(place=under)
            parent, above = found.id, found.path
        id_ = tx.new_id(district)
        place = Place(id_, level, code, name, f"{above}{id_}/")
        facts = {"level": level, "code": code, "name": name, "path": place.path}
        standing = {"parent_id": parent, "since": tx.now, "until": NEVER}
        tx.execute(ADD_PLACE, {"district": district, "id": id_} | facts | standing)
    office.forget(district)
    return place
