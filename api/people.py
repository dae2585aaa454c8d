"""People and places: what the first hours of a house need, until they have pages of their own."""

from datetime import timedelta
from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking
from api.schemas import Schema
from engine.commands.add_person import add_person
from engine.commands.add_place import add_place
from engine.commands.sign_in import sign_in
from engine.domain.lanes import read_lane
from engine.domain.places import Place
from engine.domain.refusals import NotAllowed
from engine.domain.words import Action
from engine.wiring import Engine

NAME = validate.Length(1, 64)
A_YEAR = timedelta(days=365)


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


class PersonAdded(Schema):
    """A person that was added, and a token that is shown this once."""

    id = fields.String(required=True)
    username = fields.String(required=True)
    token = fields.String(required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of people and places."""
    blueprint = Blueprint(
        "people", __name__, url_prefix="/api/v1", description="人员与辖区 / People and places"
    )

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
        added = add_person(engine.office, **facts)
        token = sign_in(engine.office, person=added, lasting=A_YEAR)
        return {"id": added.id, "username": body["username"], "token": token}

    return blueprint


def keeper_district() -> int:
    """Give the district of whoever asks, if they may manage its people.

    Raises:
        NotAllowed: They may not.
    """
    if not asking().may(Action.MANAGE_PEOPLE):
        raise NotAllowed(action=Action.MANAGE_PEOPLE)
    return asking().district
