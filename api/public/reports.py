"""A resident reports: danger is told first, then a number and a check code."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from api.blueprint import Blueprint
from api.case_file.shapes import Location
from api.cases import LONGEST_WORDS, AttachmentIds
from api.identity import idempotency_key
from api.public.limits import MINUTE, Limit
from api.schemas import Schema
from engine.commands.new_case import Report
from engine.commands.report_publicly import Reported, report_publicly
from engine.domain.distance import Point
from engine.domain.reporters import Contact, Voice
from engine.wiring import Engine

NAME = validate.Length(1, 64)
REPORTS_AN_HOUR = 20
CHANNEL = "public"


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


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the public door of reports."""
    blueprint = Blueprint(
        "public-reports", __name__, url_prefix="/public/v1", description="公众 / Residents"
    )
    office = engine.office
    reports = Limit(REPORTS_AN_HOUR, 60 * MINUTE, engine.seconds)

    @blueprint.post("/reports")
    @blueprint.arguments(PublicReport)
    @blueprint.response(201, Receipt)
    def report(body: dict[str, Any]) -> Reported:
        """Report something."""
        reports.count()
        return report_publicly(office, report_of(body), key=idempotency_key())

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
        location=Point(**at) if at else None,
        attachments=tuple(body["attachments"]),
        voice=Voice(behalf=body["on_behalf_of"], **said),
    )
