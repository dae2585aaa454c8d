"""Who reported: learnt for a purpose that is kept, found by telephone number, erased."""

from collections.abc import Sequence
from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking, permitted
from api.schemas import Schema
from engine.commands.erase_reporter import erase_reporter
from engine.commands.reveal_reporter import reveal_reporter
from engine.domain.reporters import Contact, Voice
from engine.domain.words import Action
from engine.queries.voices import Reported, reported_from
from engine.wiring import Engine


class Purpose(Schema):
    """Why somebody wants to know."""

    purpose = fields.String(required=True, validate=validate.Length(2, 500))


class VoiceShown(Schema):
    """Who reported, as they said it; `behalf` is whom they spoke for."""

    contact = fields.Enum(Contact, by_value=True, required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True)
    behalf = fields.String(required=True)


class Number(Schema):
    """A telephone number, in any writing."""

    phone = fields.String(required=True, validate=validate.Length(3, 32))


class ReportedCase(Schema):
    """A case that was found."""

    number = fields.String(required=True)
    state = fields.String(required=True)
    opened_at = fields.AwareDateTime(required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door to who reported."""
    blueprint = Blueprint(
        "reporters", __name__, url_prefix="/api/v1/cases", description="诉求人 / Reporters"
    )

    @blueprint.post("/<number>/reveal")
    @blueprint.arguments(Purpose)
    @blueprint.response(200, VoiceShown)
    def reveal(body: dict[str, Any], number: str) -> Voice:
        """Learn who reported."""
        return reveal_reporter(engine.office, number=number, by=asking(), **body)

    @blueprint.delete("/<number>/reporter")
    @blueprint.response(204)
    def erase(number: str) -> None:
        """Erase who reported."""
        erase_reporter(engine.office, number=number, by=permitted(Action.SUPERVISE))

    @blueprint.post("/of-phone")
    @blueprint.arguments(Number)
    @blueprint.response(200, ReportedCase(many=True))
    def of_phone(body: dict[str, Any]) -> Sequence[Reported]:
        """Find what was reported from a telephone number; in the body, as addresses are logged."""
        person, office = permitted(Action.REVEAL_REPORTER), engine.office
        with office.store.read() as tx:
            return reported_from(tx, person, office.seals, body["phone"])

    return blueprint
