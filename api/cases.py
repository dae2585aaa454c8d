"""Cases: somebody reports."""

from dataclasses import asdict
from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking, idempotency_key
from api.paging import LONGEST_ID
from api.schemas import Length, Schema
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain.distance import Point
from engine.domain.reporters import Contact, Voice
from engine.wiring import Engine

LONGEST_WORDS = 20_000
MOST_FILES = 9
CODE = r"\A[a-z_]{0,32}\Z"


class Upstream(Schema):
    """The number another system gave a case, and until when it wants an answer."""

    number = fields.String(required=True, validate=validate.Length(1, 64))
    due = fields.AwareDateTime()


class ReportedAt(Schema):
    """The point a report is about, in WGS 84."""

    lon = fields.Float(required=True, validate=validate.Range(-180, 180))
    lat = fields.Float(required=True, validate=validate.Range(-90, 90))


class NewVoice(Schema):
    """Who reports, as far as they say; `behalf` is whom they speak for."""

    contact = fields.Enum(Contact, by_value=True, load_default=Contact.NONE)
    name = fields.String(load_default="", validate=validate.Length(0, 64))
    phone = fields.String(load_default="", validate=validate.Length(0, 32))
    behalf = fields.String(load_default="", validate=validate.Length(0, 64))


class AttachmentIds(fields.List[int]):
    """Ids of files whoever reports has sent before."""

    def __init__(self) -> None:
        ids = fields.Integer(validate=validate.Range(0, 10**LONGEST_ID))
        super().__init__(ids, load_default=list, validate=Length(MOST_FILES))


class NewReport(Schema):
    """A report: `words` are the reporter's own; `place` a code or an id.

    Without a place it is the smallest one around the location, else the reporter's own unit.
    """

    kind = fields.String(required=True, validate=validate.Length(1, 64))
    words = fields.String(required=True, validate=validate.Length(1, LONGEST_WORDS))
    place = fields.String(validate=validate.Length(1, 64))
    location = fields.Nested(ReportedAt)
    channel = fields.String(load_default="", validate=validate.Regexp(CODE))
    category = fields.String(validate=validate.Length(1, 64))
    reported_at = fields.AwareDateTime()
    reporter = fields.Nested(NewVoice)
    upstream = fields.Nested(Upstream)
    attachments = AttachmentIds()


class OpenedTask(Schema):
    """A task that was opened."""

    id = fields.String(required=True)
    element = fields.String(required=True)
    name = fields.String(required=True)


class OpenedCase(Schema):
    """The new case and its first tasks."""

    number = fields.String(required=True)
    state = fields.String(required=True)
    stage = fields.String(required=True)
    opened = fields.List(fields.Nested(OpenedTask), required=True)
    code = fields.String(
        allow_none=True,
        metadata={"description": "The check code by which who reported follows the case"},
    )


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of cases."""
    blueprint = Blueprint("cases", __name__, url_prefix="/api/v1/cases", description="事件 / Cases")

    @blueprint.post("")
    @blueprint.arguments(NewReport)
    @blueprint.response(201, OpenedCase)
    def report(body: dict[str, Any]) -> dict[str, Any]:
        """Open a case."""
        office, told = engine.office, report_of(body)
        opened = open_case(office, report=told, by=asking(), key=idempotency_key())
        code = office.seals.check_code(opened.number) if told.voice else None
        return asdict(opened) | {"code": code}

    return blueprint


def report_of(body: dict[str, Any]) -> Report:
    """Give the report a checked body holds."""
    upstream: dict[str, Any] = body.get("upstream", {})
    point = body.get("location")
    return Report(
        kind=body["kind"],
        words=body["words"],
        place=body.get("place"),
        upstream=upstream.get("number"),
        upstream_due=upstream.get("due"),
        channel=body["channel"],
        category=body.get("category"),
        reported_at=body.get("reported_at"),
        attachments=tuple(body["attachments"]),
        location=Point(**point) if point else None,
        voice=Voice(**body["reporter"]) if "reporter" in body else None,
    )
