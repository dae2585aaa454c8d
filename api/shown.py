"""What answers of many resources name alike: places, units, people."""

from marshmallow import fields

from api.schemas import Schema


class Spot(Schema):
    """A place or a unit."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    path_name = fields.String(required=True)


class Unit(Schema):
    """A unit by its code and name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class PersonShown(Schema):
    """Somebody, by name."""

    id = fields.String(required=True)
    name = fields.String(required=True)
