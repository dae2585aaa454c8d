"""What the parts of a case's file look like."""

from marshmallow import fields

from api.schemas import Schema
from api.shown import PersonShown, Spot, Unit
from engine.domain.reporters import Contact
from engine.domain.words import CaseState, Outcome
from engine.uploads import FileKind


class Location(Schema):
    """A point in degrees (WGS 84)."""

    lon = fields.Float(required=True)
    lat = fields.Float(required=True)


class UpstreamShown(Schema):
    """The number another system gave the case, and until when it wants an answer."""

    number = fields.String(required=True)
    due = fields.AwareDateTime(required=True, allow_none=True)


class CaseShown(Schema):
    """A case as lists show it."""

    number = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": [*CaseState]})
    stage = fields.String(required=True)
    stage_name = fields.String(required=True)
    outcome = fields.String(required=True, allow_none=True, metadata={"enum": [*Outcome, None]})
    category = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True)
    summary = fields.String(required=True, allow_none=True)
    place = fields.Nested(Spot, required=True, allow_none=True)
    unit = fields.Nested(Unit, required=True, allow_none=True)
    level = fields.String(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    due = fields.AwareDateTime(required=True, allow_none=True)


class ClockShown(Schema):
    """A named instant; `holder` is the unit that must keep it, null the case as a whole."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    holder = fields.Nested(Unit, required=True, allow_none=True)
    state = fields.String(required=True)
    due = fields.AwareDateTime(required=True)
    provisional = fields.Boolean(required=True)


class MilestoneShown(Schema):
    """A milestone that was reached."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.Nested(Unit, required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    late = fields.Boolean(required=True)


class TaskOfCase(Schema):
    """An open task of the case."""

    id = fields.String(required=True)
    element = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    unit = fields.Nested(Unit, required=True, allow_none=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    assigned_to = fields.Nested(PersonShown, required=True, allow_none=True)
    mine = fields.Boolean(required=True)


class LinkShown(Schema):
    """Another case this one belongs together with."""

    number = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True)
    relation = fields.String(required=True)


class RowShown(Schema):
    """A row of a register that came from the case."""

    register = fields.String(required=True)
    name = fields.String(required=True)
    number = fields.String(required=True)
    document = fields.String(required=True, allow_none=True)
    row = fields.Dict(keys=fields.String(), required=True)
    at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class ReporterShown(Schema):
    """How who reported may be reached, and whether the reader may learn who it is."""

    contact = fields.Enum(Contact, by_value=True, required=True)
    contact_name = fields.String(required=True)
    revealable = fields.Boolean(required=True)


class ActionShown(Schema):
    """A command the case waits for now, with the form to be filled in."""

    id = fields.String(required=True)
    element = fields.String(required=True)
    name = fields.String(required=True)
    message = fields.String(required=True)
    unit = fields.String(required=True)
    form = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    inputs = fields.Dict(keys=fields.String(), required=True)


class AttachmentShown(Schema):
    """A file that lies with the case; `/api/v1/attachments/{id}` opens it."""

    id = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": [*FileKind]})
    media = fields.String(required=True)
    size = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)


class CaseFile(CaseShown):
    """A case with the parts of its file."""

    kind_name = fields.String(required=True)
    words = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The reporter's own; null where they are not for the reader"},
    )
    location = fields.Nested(Location, required=True, allow_none=True)
    resolved_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    upstream = fields.Nested(UpstreamShown, required=True, allow_none=True)
    clocks = fields.List(fields.Nested(ClockShown), required=True)
    milestones = fields.List(fields.Nested(MilestoneShown), required=True)
    tasks = fields.List(fields.Nested(TaskOfCase), required=True)
    links = fields.List(fields.Nested(LinkShown), required=True)
    registers = fields.List(fields.Nested(RowShown), required=True)
    attachments = fields.List(fields.Nested(AttachmentShown), required=True)
    reporter = fields.Nested(ReporterShown, required=True, allow_none=True)
    actions = fields.List(fields.Nested(ActionShown), required=True)
