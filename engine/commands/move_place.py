"""Units are renamed, move below another, or end with a successor; posts and open work follow."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, update

from engine.commands.office import Office
from engine.domain.places import Place
from engine.domain.refusals import PlaceWithin
from engine.queries.places import place_named, read_places
from engine.store.relocate import relocate
from engine.store.store import Tx
from engine.store.tables import Place as PlaceRow
from engine.store.tables import Post

OF_DISTRICT: BindParameter[Any] = bindparam("of_district")
THIS = (PlaceRow.district == OF_DISTRICT, PlaceRow.id == bindparam("of_place"))
RENAME = update(PlaceRow).where(*THIS).values(name=bindparam("to_name"))
HANG = update(PlaceRow).where(*THIS).values(parent_id=bindparam("to_parent"))
END = update(PlaceRow).where(*THIS).values(until=bindparam("now"))
INHERIT = (
    update(PlaceRow)
    .where(PlaceRow.district == OF_DISTRICT, PlaceRow.parent_id == bindparam("of_place"))
    .values(parent_id=bindparam("to_parent"))
)
TAKE_POSTS = (
    update(Post)
    .where(
        Post.district == OF_DISTRICT,
        Post.unit_id == bindparam("of_place"),
        Post.until > bindparam("now"),
    )
    .values(unit_id=bindparam("to_parent"))
)


def rename_place(office: Office, *, district: int, code: str, name: str) -> Place:
    """Call a place otherwise; its code, and all that lies there, stays.

    Raises:
        PlaceNotFound: There is no such place.
    """
    with office.store.write() as tx:
        place = place_named(tx, district, code)
        tx.execute(RENAME, {"of_district": district, "of_place": place.id, "to_name": name})
    return _afresh(office, district, code)


def move_place(office: Office, *, district: int, code: str, under: str) -> Place:
    """Put a place, with all below it, below another one.

    Raises:
        PlaceNotFound: There is no such place.
        PlaceWithin: It would stand below itself.
    """
    with office.store.write() as tx:
        place, above = place_named(tx, district, code), place_named(tx, district, under)
        _go(tx, district, place, f"{above.path}{place.id}/", above)
        hung = {"of_district": district, "of_place": place.id, "to_parent": above.id}
        tx.execute(HANG, hung)
    return _afresh(office, district, code)


def close_place(office: Office, *, district: int, code: str, successor: str) -> Place:
    """End a place; its successor takes over posts, work and what lies below, and its code too.

    Raises:
        PlaceNotFound: There is no such place.
        PlaceWithin: The successor lies in it.
    """
    with office.store.write() as tx:
        place, heir = place_named(tx, district, code), place_named(tx, district, successor)
        _go(tx, district, place, heir.path, heir)
        taken = {"of_district": district, "of_place": place.id, "to_parent": heir.id}
        for order in (INHERIT, TAKE_POSTS, END):
            tx.execute(order, taken | {"now": tx.now})
    return _afresh(office, district, successor)


def _go(tx: Tx, district: int, place: Place, path: str, near: Place) -> None:
    if near.path.startswith(place.path):
        raise PlaceWithin(place=place.name, within=near.name)
    there = read_places(tx, district).by_path
    inside = [old for old in there if old.startswith(place.path)]
    relocate(tx, district, {old: path + old.removeprefix(place.path) for old in inside})


def _afresh(office: Office, district: int, code: str) -> Place:
    office.forget(district)
    with office.store.read() as tx:
        return place_named(tx, district, code)
