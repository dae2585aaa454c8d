"""People and places: what the first hours of a house need, until they have pages of their own."""

from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import Identity, permitted
from api.schemas import Schema
from engine.commands.add_person import add_person
from engine.commands.add_place import add_place
from engine.commands.first_administrator import first_administrator
from engine.commands.set_password import INVITED, invite, kept_password
from engine.commands.sign_in import sign_in
from engine.domain.admission import LONGEST_PASSWORD
from engine.domain.lanes import Lane, read_lane
from engine.domain.places import Place
from engine.domain.words import Action
from engine.queries.people import person_named
from engine.wiring import Engine

NAME = validate.Length(1, 64)


class NewPlace(Schema):
    """A place or a unit, and the code of the one it stands below."""

    code = fields.String(required=True, validate=NAME)
    name = fields.String(required=True, validate=NAME)
    level = fields.String(required=True, validate=NAME)
    under = fields.String(load_default=None)


class PlaceAdded(Schema):
    """A place that was added."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    path = fields.String(required=True)


class NewPerson(Schema):
    """A person with a post, written as `role@unit code`, and what that role may do."""

    username = fields.String(required=True, validate=NAME)
    name = fields.String(required=True, validate=NAME)
    post = fields.String(required=True, validate=validate.Regexp(r"[^@]+@[^@]+\Z"))
    actions = fields.List(fields.Enum(Action, by_value=True), load_default=list)
    password = fields.String(load_default=None, validate=validate.Length(1, LONGEST_PASSWORD))


class PersonAdded(Schema):
    """A person that was added, and a token that is shown this once: a day to choose a password."""

    id = fields.String(required=True)
    username = fields.String(required=True)
    token = fields.String(required=True)


class First(Schema):
    """The district by code and name, and its first administrator."""

    code = fields.String(required=True, validate=NAME)
    place = fields.String(required=True, validate=NAME)
    level = fields.String(required=True, validate=NAME)
    role = fields.String(required=True, validate=NAME)
    username = fields.String(required=True, validate=NAME)
    name = fields.String(required=True, validate=NAME)


class Invited(Schema):
    """A token that serves until a password is chosen."""

    token = fields.String(required=True)


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the door of people and places."""
    blueprint = Blueprint(
        "people", __name__, url_prefix="/api/v1", description="人员与辖区 / People and places"
    )
    blueprint.after_request(identity.forget)

    @blueprint.post("/places")
    @blueprint.arguments(NewPlace)
    @blueprint.response(201, PlaceAdded)
    def place(body: dict[str, Any]) -> Place:
        """Add a place below another one."""
        return add_place(engine.office, district=keeper_district(), **body)

    @blueprint.post("/people")
    @blueprint.arguments(NewPerson)
    @blueprint.response(201, PersonAdded)
    def person(body: dict[str, Any]) -> dict[str, object]:
        """Add a person in a post, and give them a token."""
        facts = body | {"post": read_lane(body["post"]), "district": keeper_district()}
        if body["password"] is not None:
            facts["password"] = kept_password(body["password"])
        added = add_person(engine.office, **facts)
        token = sign_in(engine.office, person=added, lasting=INVITED)
        return {"id": added.id, "username": body["username"], "token": token}

    @blueprint.post("/people/first")
    @blueprint.arguments(First)
    @blueprint.response(201, Invited)
    def first(body: dict[str, Any]) -> dict[str, str]:
        """Settle an empty house with its district and its first administrator."""
        seat = Lane(body.pop("role"), body.pop("code"))
        district = keeper_district()
        return {"token": first_administrator(engine.office, district=district, seat=seat, **body)}

    @blueprint.post("/people/<person>/reset")
    @blueprint.response(200, Invited)
    def reset(person: str) -> dict[str, str]:
        """Take a password away; the token serves until another is chosen."""
        district = keeper_district()
        with engine.office.store.read() as tx:
            found = person_named(tx, district, person)
        return {"token": invite(engine.office, person=found)}

    return blueprint


def keeper_district() -> int:
    """Give the district of whoever asks, if they may manage its people.

    Raises:
        NotAllowed: They may not.
    """
    return permitted(Action.MANAGE_PEOPLE).district
