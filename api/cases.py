"""Cases: somebody reports."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking, idempotency_key
from api.schemas import Schema
from engine.commands.open_case import Opened, Report, open_case
from engine.wiring import Engine

LONGEST_WORDS = 20_000


class Upstream(Schema):
    """The number another system gave a case, and until when it wants an answer."""

    number = fields.String(required=True, validate=validate.Length(1, 64))
    due = fields.AwareDateTime()


class NewReport(Schema):
    """A report: `words` are the reporter's own; `place` a code or an id."""

    kind = fields.String(required=True, validate=validate.Length(1, 64))
    words = fields.String(required=True, validate=validate.Length(1, LONGEST_WORDS))
    place = fields.String(validate=validate.Length(1, 64))
    upstream = fields.Nested(Upstream)


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


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of cases."""
    blueprint = Blueprint("cases", __name__, url_prefix="/api/v1/cases", description="事件 / Cases")

    @blueprint.post("")
    @blueprint.arguments(NewReport)
    @blueprint.response(201, OpenedCase)
    def report(body: dict[str, Any]) -> Opened:
        """Open a case."""
        return open_case(engine.office, report=report_of(body), by=asking(), key=idempotency_key())

    return blueprint


def report_of(body: dict[str, Any]) -> Report:
    """Give the report a checked body holds."""
    upstream: dict[str, Any] = body.get("upstream", {})
    due: datetime | None = upstream.get("due")
    return Report(
        kind=body["kind"],
        words=body["words"],
        place=body.get("place"),
        upstream=upstream.get("number"),
        upstream_due=due,
    )
