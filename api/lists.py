"""Lists people look up while they work: the duty list (履职事项清单) with what was ruled since."""

from dataclasses import asdict

from flask import Response
from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking
from api.polling import unless_known
from api.registers import RegisterRowShown
from api.schemas import Schema
from engine.queries.lists import read_list
from engine.queries.registers import read_standing
from engine.wiring import Engine

DUTIES = "duty-list"


class DutyColumn(Schema):
    """A column of the list."""

    name = fields.String(required=True)
    label = fields.String(required=True, metadata={"description": "What people call it"})


class DutyRow(Schema):
    """A row of the list: its cells in the order of the columns, as the policy writes them."""

    cells = fields.List(fields.String(), required=True)
    notes = fields.List(fields.String(), required=True)


class DutyList(Schema):
    """The list of a policy in force, and the rulings that stand beside it."""

    policy = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    columns = fields.List(fields.Nested(DutyColumn), required=True)
    rows = fields.List(fields.Nested(DutyRow), required=True)
    rulings = fields.List(fields.Nested(RegisterRowShown), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of lists."""
    blueprint = Blueprint("lists", __name__, url_prefix="/api/v1", description="清单 / Lists")

    @blueprint.get(f"/{DUTIES}")
    @blueprint.alt_response(304, description="As it was known")
    @blueprint.response(200, DutyList)
    def duties() -> Response:
        """Read the duty list."""
        person = asking()
        with engine.office.store.read() as tx:
            found = read_list(tx, person.district, DUTIES)
            rulings = read_standing(tx, person, found.register)
        return unless_known(DutyList(), {**asdict(found), "rulings": rulings})

    return blueprint
