"""A resident reports: danger is told first, then a number and a check code."""

from contextlib import closing
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate, validates_schema
from werkzeug.datastructures import FileStorage

from api.attachments import LARGEST_BODY, OneFile, SentFile
from api.blueprint import Blueprint
from api.case_file.shapes import Location, Spot
from api.cases import LONGEST_WORDS, AttachmentIds
from api.identity import idempotency_key
from api.public.limits import MINUTE, Limit
from api.schemas import Length, Schema
from engine.casework.danger import Danger
from engine.commands.new_case import Report
from engine.commands.report_publicly import Reported, danger_in, report_publicly
from engine.commands.send_file import Sent, send_file
from engine.domain.reporters import Contact, Voice
from engine.queries.public import places_named, public_kind
from engine.wiring import Engine

NAME = validate.Length(1, 64)
REPORTS_AN_HOUR = 20
FILES_AN_HOUR = 60
QUESTIONS_A_MINUTE = 60
CHANNEL = "public"


class DangerWanted(Schema):
    """What somebody has written so far."""

    words = fields.String(required=True, validate=Length(LONGEST_WORDS))


class DangerShown(Schema):
    """Whether the words tell of danger, and whom to call at once."""

    hit = fields.Boolean(required=True)
    call = fields.List(fields.String(), required=True)


class ReporterGiven(Schema):
    """Who reports, as far as they say so, and how they may be reached."""

    name = fields.String(load_default="", validate=validate.Length(max=64))
    phone = fields.String(load_default="", validate=validate.Length(max=32))
    contact = fields.Enum(Contact, by_value=True, load_default=Contact.NONE)


class PublicReport(Schema):
    """A report in one's own words, at a place or a point."""

    words = fields.String(required=True, validate=validate.Length(1, LONGEST_WORDS))
    place = fields.String(validate=NAME)
    location = fields.Nested(Location)
    reporter = fields.Nested(ReporterGiven, load_default=dict)
    on_behalf_of = fields.String(load_default="", validate=validate.Length(max=64))
    attachments = AttachmentIds()

    @validates_schema
    def check_somewhere(self, data: dict[str, Any], **_: object) -> None:
        """A report without a place reaches nobody."""
        if not ({"place", "location"} & data.keys()):
            raise ValidationError({"place": ["required"]})


class Receipt(Schema):
    """The number and the check code, shown this once; danger comes before both."""

    number = fields.String(required=True)
    code = fields.String(required=True)
    danger = fields.Nested(DangerShown, required=True)


class PlacesWanted(Schema):
    """Words of a place's name."""

    words = fields.String(data_key="q", load_default="", validate=Length(64))


class PublicPlaces(Schema):
    """Places on the map, the smallest first."""

    places = fields.List(fields.Nested(Spot), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the public door of reports."""
    blueprint = Blueprint(
        "public-reports", __name__, url_prefix="/public/v1", description="公众 / Residents"
    )
    office = engine.office
    reports = Limit(REPORTS_AN_HOUR, 60 * MINUTE, engine.seconds)
    uploads = Limit(FILES_AN_HOUR, 60 * MINUTE, engine.seconds)
    questions = Limit(QUESTIONS_A_MINUTE, MINUTE, engine.seconds)

    @blueprint.post("/danger")
    @blueprint.arguments(DangerWanted)
    @blueprint.response(200, DangerShown)
    def danger(body: dict[str, Any]) -> Danger:
        """Tell whether words tell of danger, and whom to call."""
        questions.count()
        return danger_in(office, body["words"])

    @blueprint.post("/reports")
    @blueprint.arguments(PublicReport)
    @blueprint.response(201, Receipt)
    def report(body: dict[str, Any]) -> Reported:
        """Report something."""
        reports.count()
        return report_publicly(office, report_of(body), key=idempotency_key())

    @blueprint.post("/attachments")
    @blueprint.arguments(OneFile, location="files")
    @blueprint.response(201, SentFile)
    def send(files: dict[str, FileStorage]) -> Sent:
        """Send a file that a report will name."""
        uploads.count()
        with office.store.read() as tx:
            district, _ = public_kind(tx)
        with closing(files["file"]) as file:
            return send_file(office, district=district, data=file.read(), by=None)

    @blueprint.before_request
    def leave_room() -> None:
        if request.path.endswith("/attachments"):
            request.max_content_length = LARGEST_BODY

    @blueprint.get("/places")
    @blueprint.arguments(PlacesWanted, location="query")
    @blueprint.response(200, PublicPlaces)
    def places(wanted: dict[str, Any]) -> dict[str, Any]:
        """Find places by name."""
        questions.count()
        with office.store.read() as tx:
            district, _ = public_kind(tx)
            known = office.surroundings(tx, district).places
            return {"places": places_named(tx, district, known, wanted["words"])}

    return blueprint


def report_of(body: dict[str, Any]) -> Report:
    """Give the report a checked body holds; its kind is for the house to say."""
    at = body.get("location")
    said = ReporterGiven().load({}) | body["reporter"]
    return Report(
        kind="",
        words=body["words"],
        place=body.get("place"),
        channel=CHANNEL,
        location=(at["lon"], at["lat"]) if at else None,
        attachments=tuple(body["attachments"]),
        voice=Voice(behalf=body["on_behalf_of"], **said),
    )
