"""Roles: what a post is called, and what it permits beyond the tasks of the drawings."""

from typing import Any

import orjson
from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import Identity, asking, permitted
from api.keeping import owned
from api.people import NAME
from api.schemas import Schema
from engine.commands.name_role import name_role
from engine.domain.words import Action
from engine.queries.places import read_root
from engine.queries.staff import read_roles
from engine.wiring import Engine


class RoleShown(Schema):
    """A role, what it is called, and what it permits."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


class RoleNamed(Schema):
    """What a role is called and permits from now on."""

    name = fields.String(required=True, validate=NAME)
    actions = fields.List(fields.Enum(Action, by_value=True), required=True)


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the door of roles."""
    blueprint = Blueprint("roles", __name__, url_prefix="/api/v1", description="角色 / Roles")
    blueprint.after_request(identity.forget)

    @blueprint.get("/roles")
    @blueprint.response(200, RoleShown(many=True))
    def roles() -> list[dict[str, Any]]:
        """List the roles of the district."""
        with engine.office.store.read() as tx:
            found = read_roles(tx, asking().district)
        return [
            {"key": role.key, "name": role.name, "actions": orjson.loads(role.permits)}
            for role in found
        ]

    @blueprint.put("/roles/<key>")
    @blueprint.arguments(RoleNamed)
    @blueprint.response(204)
    def role(body: dict[str, Any], key: str) -> None:
        """Name a role, and say what it permits."""
        with engine.office.store.read() as tx:
            root = read_root(tx, asking().district)
        person = permitted(Action.MANAGE_PEOPLE, root.path if root else "/")
        owned(body["actions"])
        name_role(engine.office, district=person.district, key=key, **body)

    return blueprint
