"""Incidents: what stands still at one's places and why, and the door by which it is tried again."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking
from api.language import language
from api.paging import Listed, Wanted, id_of, turned
from api.schemas import Schema
from engine.commands.retry_incident import retry_incident
from engine.domain.refusals import IncidentNotFound
from engine.queries.incidents import IncidentCard, read_incidents
from engine.wiring import Engine


class Incident(Schema):
    """Something that stands still: what is wrong and what to do, where, since when, how often."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    sentence = fields.String(required=True)
    case = fields.String(required=True, allow_none=True, metadata={"description": "Its number"})
    element = fields.String(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True)
    times = fields.Integer(required=True)


class IncidentList(Listed):
    """One page of incidents."""

    incidents = fields.List(fields.Nested(Incident), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of incidents."""
    blueprint = Blueprint(
        "incidents", __name__, url_prefix="/api/v1/incidents", description="异常 / Incidents"
    )

    @blueprint.get("")
    @blueprint.arguments(Wanted, location="query")
    @blueprint.response(200, IncidentList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List the open incidents of one's places, the oldest first."""
        with engine.office.store.read() as tx:
            page = read_incidents(tx, asking(), after=wanted["after"], size=wanted["size"])
        return {"incidents": [shown(card) for card in page.cards], **turned(page)}

    @blueprint.post("/<incident>/retry")
    @blueprint.response(204)
    def retry(incident: str) -> None:
        """Try again what an incident stopped; it stays open if that fails again."""
        id_ = id_of(incident, IncidentNotFound)
        retry_incident(engine.office, incident_id=id_, by=asking())

    return blueprint


def shown(card: IncidentCard) -> dict[str, object]:
    """Give an incident as its schema names its parts, in the language of whoever asks."""
    return {
        "id": card.id,
        "code": card.code,
        "sentence": card.sentence(language()),
        "case": card.case,
        "element": card.element,
        "since": card.opened,
        "times": card.times,
    }
