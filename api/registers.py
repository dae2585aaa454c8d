"""Registers (台账): what the drawings enter and strike."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking
from api.paging import Listed, Wanted, span_of, turned
from api.schemas import Schema
from engine.queries.registers import read_register
from engine.wiring import Engine


class RegisterRowShown(Schema):
    """A row: codes, numbers and dates, as the policy entered them."""

    id = fields.String(required=True)
    number = fields.String(required=True)
    case = fields.String(required=True, allow_none=True, metadata={"description": "Its number"})
    document = fields.String(required=True, allow_none=True)
    row = fields.Dict(keys=fields.String(), required=True)
    at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class RegisterPage(Listed):
    """One page of a register."""

    rows = fields.List(fields.Nested(RegisterRowShown), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of registers."""
    blueprint = Blueprint(
        "registers", __name__, url_prefix="/api/v1/registers", description="台账 / Registers"
    )

    @blueprint.get("/<key>")
    @blueprint.arguments(Wanted, location="query")
    @blueprint.response(200, RegisterPage)
    def rows(wanted: dict[str, Any], key: str) -> dict[str, Any]:
        """Read a register."""
        with engine.office.store.read() as tx:
            page = read_register(tx, asking(), key, **span_of(wanted))
        return {"rows": page.cards, **turned(page)}

    return blueprint
