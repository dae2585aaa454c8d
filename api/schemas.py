"""What bodies and answers look like: one marshmallow schema checks, shapes and describes each."""

from typing import Any

import marshmallow as ma
from marshmallow import fields
from typing_extensions import override


class Schema(ma.Schema):
    """A schema whose complaints are codes of the catalogue (`api.field_<code>`)."""

    error_messages = {"unknown": "unknown", "type": "type"}  # noqa: RUF012 - marshmallow's own way

    @override
    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Let a field complain with the code instead of an English sentence."""
        field_obj.error_messages = {code: code for code in field_obj.error_messages}


class Length(ma.validate.Length):
    """Keeps a text short; complains with the code."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most, error="too_long")


class Health(Schema):
    """How the process is."""

    status = fields.String(required=True)
    now = fields.AwareDateTime(metadata={"description": "the time of the database"})


class ProblemType(Schema):
    """A type of problem: its page, its status, what it means and what to do."""

    type = fields.String(required=True, metadata={"description": "address of its page"})
    status = fields.Integer(required=True)
    title = fields.String(required=True)
    meaning = fields.String(required=True, metadata={"description": "… stands for its facts"})


class Fault(Schema):
    """One thing wrong in a request: where it stands, and what to do."""

    pointer = fields.String(required=True, metadata={"description": "JSON Pointer (RFC 6901)"})
    code = fields.String(required=True)
    detail = fields.String(required=True)
    position = fields.Integer(metadata={"description": "offset in a text, in characters"})
    file = fields.String(metadata={"description": "of a policy, its path inside the pack"})
    element = fields.String(metadata={"description": "of a drawing, the id of what was drawn"})
    line = fields.Integer(metadata={"description": "of a file, from 1"})


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.List(fields.Nested(Fault))
