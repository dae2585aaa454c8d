"""Remarks in a case's file."""

from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.case_file.single import opened
from api.identity import asking, idempotency_key
from api.paging import LONGEST_ID
from api.schemas import Length, Schema
from api.shown import PersonShown
from engine.commands.comment import Commented, comment
from engine.queries.case_file.comments import CommentView, comments_of
from engine.wiring import Engine

LONGEST_COMMENT = 2_000
MOST_MENTIONS = 20


class NewComment(Schema):
    """A remark; who is mentioned, by their ids, is told."""

    words = fields.String(required=True, validate=validate.Length(1, LONGEST_COMMENT))
    mentions = fields.List(
        fields.Integer(validate=validate.Range(0, 10**LONGEST_ID)),
        load_default=list,
        validate=Length(MOST_MENTIONS),
    )


class CommentAdded(Schema):
    """The remark, by its place in the timeline."""

    seq = fields.Integer(required=True)


class CommentShown(Schema):
    """A remark as the file shows it."""

    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.Nested(PersonShown, required=True, allow_none=True)
    words = fields.String(required=True)


class CommentList(Schema):
    """The remarks of a case, the oldest first."""

    comments = fields.List(fields.Nested(CommentShown), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of remarks."""
    blueprint = Blueprint(
        "comments", __name__, url_prefix="/api/v1/cases", description="留言 / Comments"
    )
    office = engine.office

    @blueprint.post("/<number>/comments")
    @blueprint.arguments(NewComment)
    @blueprint.response(201, CommentAdded)
    def add(body: dict[str, Any], number: str) -> Commented:
        """Write a remark into the file."""
        return comment(office, number=number, by=asking(), key=idempotency_key(), **body)

    @blueprint.get("/<number>/comments")
    @blueprint.response(200, CommentList)
    def listed(number: str) -> dict[str, Any]:
        """Show the remarks of a case."""
        with opened(office, number) as file:
            return {"comments": [shown(each) for each in comments_of(file)]}

    return blueprint


def shown(view: CommentView) -> dict[str, Any]:
    """Give a remark as its schema names its parts."""
    by = {"id": view.person, "name": view.name} if view.name else None
    return {"id": view.id, "at": view.at, "by": by, "words": view.words}
