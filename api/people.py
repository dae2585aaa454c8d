"""People: found, added, invited to choose a password."""

from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import Identity, asking, permitted
from api.keeping import keeper_of
from api.paging import Listed, Wanted, span_of, turned
from api.places import tree
from api.schemas import Schema
from engine.commands.add_person import add_person
from engine.commands.first_administrator import first_administrator
from engine.commands.set_password import INVITED, invite, kept_password
from engine.commands.sign_in import sign_in
from engine.domain.admission import LONGEST_PASSWORD
from engine.domain.lanes import Lane, read_lane
from engine.domain.words import Action
from engine.queries.people import person_named
from engine.queries.staff import read_people
from engine.wiring import Engine

NAME = validate.Length(1, 64)
POST = validate.Regexp(r"[^@]+@[^@]+\Z")  # role@unit code


class PostShown(Schema):
    """A post."""

    id = fields.String(required=True)
    person_id = fields.String(required=True)
    person = fields.String(required=True, metadata={"description": "Their name"})
    role = fields.String(required=True)
    role_name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "Its code"})
    unit_name = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class ColleagueShown(Schema):
    """A colleague and the posts they hold now."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    username = fields.String(required=True)
    posts = fields.List(fields.Nested(PostShown), required=True)


class PeopleFilter(Wanted):
    """Which people: by a part of the name, at or below a unit."""

    q = fields.String(load_default="")
    unit = fields.String(load_default="")


class PeopleList(Listed):
    """One page of people."""

    people = fields.List(fields.Nested(ColleagueShown), required=True)


class NewPerson(Schema):
    """A person with a post, written as `role@unit code`, and what that role may do."""

    username = fields.String(required=True, validate=NAME)
    name = fields.String(required=True, validate=NAME)
    post = fields.String(required=True, validate=POST)
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
    """Open the door of people."""
    blueprint = Blueprint("people", __name__, url_prefix="/api/v1", description="人员 / People")
    blueprint.after_request(identity.forget)

    @blueprint.get("/people")
    @blueprint.arguments(PeopleFilter, location="query")
    @blueprint.response(200, PeopleList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List colleagues."""
        unit = wanted["unit"]
        path = tree(engine).required(unit).path if unit else ""
        with engine.office.store.read() as tx:
            page = read_people(tx, asking(), words=wanted["q"], path=path, **span_of(wanted))
        return {"people": page.cards, **turned(page)}

    @blueprint.post("/people")
    @blueprint.arguments(NewPerson)
    @blueprint.response(201, PersonAdded)
    def person(body: dict[str, Any]) -> dict[str, object]:
        """Add a person in a post, and give them a token."""
        lane = read_lane(body["post"])
        district = keeper_of(engine, lane, granted=body["actions"]).district
        facts = body | {"post": lane, "district": district}
        if body["password"] is not None:
            facts["password"] = kept_password(body["password"])
        added = add_person(engine.office, **facts)
        token = sign_in(engine.office, person=added, lasting=INVITED)
        return {"id": added.id, "username": body["username"], "token": token}

    invite_people(blueprint, engine)
    return blueprint


def invite_people(blueprint: Blueprint, engine: Engine) -> None:
    """Open the doors through which people get a token to choose a password with."""

    @blueprint.post("/people/first")
    @blueprint.arguments(First)
    @blueprint.response(201, Invited)
    def first(body: dict[str, Any]) -> dict[str, str]:
        """Settle an empty house with its district and its first administrator."""
        seat = Lane(body.pop("role"), body.pop("code"))
        district = permitted(Action.MANAGE_PEOPLE).district
        return {"token": first_administrator(engine.office, district=district, seat=seat, **body)}

    @blueprint.post("/people/<person>/reset")
    @blueprint.response(200, Invited)
    def reset(person: str) -> dict[str, str]:
        """Take a password away; the token serves until another is chosen."""
        with engine.office.store.read() as tx:
            found = person_named(tx, asking().district, person)
        for post in found.posts:
            permitted(Action.MANAGE_PEOPLE, post.path)
        permitted(Action.MANAGE_PEOPLE)
        return {"token": invite(engine.office, person=found)}
