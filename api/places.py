"""Places and units: found, added, renamed, moved, merged, and the areas that cut across them."""

from collections.abc import Iterator
from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import Identity, asking, permitted
from api.schemas import Schema
from engine.commands.add_place import add_place
from engine.commands.cover_places import cover_places
from engine.commands.move_place import close_place, move_place, rename_place
from engine.domain.places import Place, Places
from engine.domain.words import Action
from engine.wiring import Engine

NAME = validate.Length(1, 64)
MOST = 100


class NewPlace(Schema):
    """A place or a unit, and the code of the one it stands below."""

    code = fields.String(required=True, validate=NAME)
    name = fields.String(required=True, validate=NAME)
    level = fields.String(required=True, validate=NAME)
    under = fields.String(load_default=None)


class PlaceShown(Schema):
    """A place as a picker shows it."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True)
    path = fields.String(required=True)
    path_name = fields.String(required=True)


class PlaceFilter(Schema):
    """Which places: by a part of the name or the code, of a level, at or below another."""

    q = fields.String(load_default="")
    level = fields.String(load_default="")
    under = fields.String(load_default="")
    after = fields.String(load_default="", metadata={"description": "`next` of the page before"})
    size = fields.Integer(load_default=MOST, validate=validate.Range(1, 1000))


class PlaceList(Schema):
    """One page of places, from the district down."""

    places = fields.List(fields.Nested(PlaceShown), required=True)
    next = fields.String(required=True, allow_none=True)
    count = fields.String(required=True)


class Changed(Schema):
    """What is to be otherwise: the name, the place above."""

    name = fields.String(validate=NAME)
    under = fields.String(validate=NAME)


class Successor(Schema):
    """Who takes over, by code."""

    successor = fields.String(required=True, validate=NAME)


class Covered(Schema):
    """What an area covers, by codes."""

    places = fields.List(fields.String(validate=NAME), required=True)


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the door of places."""
    blueprint = Blueprint(
        "places", __name__, url_prefix="/api/v1/places", description="辖区 / Places"
    )
    blueprint.after_request(identity.forget)
    office = engine.office

    @blueprint.get("")
    @blueprint.arguments(PlaceFilter, location="query")
    @blueprint.response(200, PlaceList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List places."""
        places = tree(engine)
        found = sorted(matching(places, wanted), key=lambda place: place.path)
        page = [place for place in found if place.path > wanted["after"]][: wanted["size"]]
        more = bool(page) and page[-1] is not found[-1]
        return {
            "places": [shown(places, place) for place in page],
            "next": page[-1].path if more else None,
            "count": str(len(found)),
        }

    @blueprint.post("")
    @blueprint.arguments(NewPlace)
    @blueprint.response(201, PlaceShown)
    def added(body: dict[str, Any]) -> dict[str, Any]:
        """Add a place below another one."""
        person = keeper(engine, body["under"])
        place = add_place(office, district=person.district, **body)
        return shown(tree(engine), place)

    keep_places(blueprint, engine)
    return blueprint


def keep_places(blueprint: Blueprint, engine: Engine) -> None:
    """Open the doors through which places change."""
    office = engine.office

    @blueprint.patch("/<code>")
    @blueprint.arguments(Changed)
    @blueprint.response(200, PlaceShown)
    def changed(body: dict[str, Any], code: str) -> dict[str, Any]:
        """Rename a place, or put it below another one."""
        district = keeper(engine, code).district
        if "under" in body:
            keeper(engine, body["under"])
            move_place(office, district=district, code=code, under=body["under"])
        if "name" in body:
            rename_place(office, district=district, code=code, name=body["name"])
        places = tree(engine)
        return shown(places, places.required(code))

    @blueprint.post("/<code>/close")
    @blueprint.arguments(Successor)
    @blueprint.response(200, PlaceShown)
    def closed(body: dict[str, Any], code: str) -> dict[str, Any]:
        """End a place; its successor takes over what lay there."""
        district = keeper(engine, code).district
        keeper(engine, body["successor"])
        heir = close_place(office, district=district, code=code, successor=body["successor"])
        return shown(tree(engine), heir)

    @blueprint.put("/<code>/covers")
    @blueprint.arguments(Covered)
    @blueprint.response(204)
    def covered(body: dict[str, Any], code: str) -> None:
        """Say which places an area covers."""
        district = keeper(engine, code).district
        cover_places(office, district=district, area=code, covered=body["places"])


def tree(engine: Engine) -> Places:
    """Give the places of the district of who asks."""
    with engine.office.store.read() as tx:
        return engine.office.surroundings(tx, asking().district).places


def keeper(engine: Engine, code: str | None) -> Any:
    """Give who asks, if they may change a place; without one, the whole district.

    Raises:
        NotAllowed: They may not.
        PlaceNotFound: There is no such place.
    """
    permitted(Action.MANAGE_PLACES)
    path = tree(engine).required(code).path if code else "/"
    return permitted(Action.MANAGE_PLACES, path)


def matching(places: Places, wanted: dict[str, Any]) -> Iterator[Place]:
    """Give the places a filter asks for."""
    under = places.required(wanted["under"]).path if wanted["under"] else ""
    for place in places.by_path.values():
        of_level = wanted["level"] in {"", place.level}
        known = wanted["q"] in place.name or place.code.startswith(wanted["q"])
        if of_level and known and place.path.startswith(under):
            yield place


def shown(places: Places, place: Place) -> dict[str, Any]:
    """Give a place as the schema names it."""
    return {
        "id": place.id,
        "code": place.code,
        "name": place.name,
        "level": place.level,
        "path": place.path,
        "path_name": places.full_name(place.path),
    }
