"""Who is away, and who holds their posts meanwhile."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import Identity, asking, permitted
from api.paging import Listed, Wanted, id_of, span_of, turned
from api.people import NAME
from api.schemas import Schema
from engine.commands.declare_absence import declare_absence, end_absence
from engine.domain.people import Person
from engine.domain.refusals import EntryNotFound, SpanInvalid
from engine.domain.words import Action
from engine.queries.people import person_named
from engine.queries.staff import read_absence, read_absences
from engine.wiring import Engine


class AbsenceShown(Schema):
    """An absence that lasts or is to come."""

    id = fields.String(required=True)
    person_id = fields.String(required=True)
    person = fields.String(required=True, metadata={"description": "Their name"})
    substitute_id = fields.String(required=True, allow_none=True)
    substitute = fields.String(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)


class AbsenceList(Listed):
    """One page of absences."""

    absences = fields.List(fields.Nested(AbsenceShown), required=True)


class NewAbsence(Schema):
    """Who is away (oneself if not said) and who stands in, by username or id."""

    person = fields.String(load_default=None, validate=NAME)
    substitute = fields.String(load_default=None, validate=NAME)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)


class Declared(Schema):
    """The absence that was declared."""

    id = fields.String(required=True)


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the door of absences."""
    blueprint = Blueprint(
        "absences", __name__, url_prefix="/api/v1/absences", description="请假替岗 / Absences"
    )
    blueprint.after_request(identity.forget)
    office = engine.office

    @blueprint.get("")
    @blueprint.arguments(Wanted, location="query")
    @blueprint.response(200, AbsenceList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List who is or will be away."""
        with office.store.read() as tx:
            page = read_absences(tx, asking(), **span_of(wanted))
        return {"absences": page.cards, **turned(page)}

    @blueprint.post("")
    @blueprint.arguments(NewAbsence)
    @blueprint.response(201, Declared)
    def declared(body: dict[str, Any]) -> dict[str, int]:
        """Be away for a time, or let somebody be."""
        by, name = asking(), body["person"]
        if body["until"] <= body["since"]:
            raise SpanInvalid
        with office.store.read() as tx:
            person = person_named(tx, by.district, name) if name else by
            standin = body["substitute"]
            substitute = person_named(tx, by.district, standin) if standin else None
        keep(person)
        span = {"since": body["since"], "until": body["until"]}
        id_ = declare_absence(office, person=person, substitute=substitute, by=by, **span)
        return {"id": id_}

    @blueprint.delete("/<absence>")
    @blueprint.response(204)
    def ended(absence: str) -> None:
        """Be back now."""
        by = asking()
        with office.store.read() as tx:
            found = read_absence(tx, by, id_of(absence, EntryNotFound))
            if found is None:
                raise EntryNotFound(what=absence)
            person = person_named(tx, by.district, str(found.person_id))
        keep(person)
        end_absence(office, district=by.district, absence_id=found.id)

    return blueprint


def keep(person: Person) -> None:
    """Make sure that somebody's absence is one's own, or that one manages all their posts.

    Raises:
        NotAllowed: Neither.
    """
    if person.id == asking().id:
        return
    permitted(Action.MANAGE_PEOPLE)
    for post in person.posts:
        permitted(Action.MANAGE_PEOPLE, post.path)
