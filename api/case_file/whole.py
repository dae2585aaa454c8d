"""The whole file of a case at once, as it is printed; whoever prints it is noted."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.case_file import comments
from api.case_file.comments import CommentShown
from api.case_file.shapes import CaseFile
from api.case_file.single import EntryShown, asked_of, opened, said, shown
from api.identity import asking
from api.schemas import Schema
from api.shown import PersonShown
from engine.commands.note_viewing import note_viewing
from engine.queries.attachments import attachments_of
from engine.queries.case_file.comments import comments_of
from engine.queries.case_file.timeline import read_timeline
from engine.queries.case_file.view import read_view
from engine.wiring import Engine

MOST_ENTRIES = 2_000


class FileShown(Schema):
    """A file that lies with the case."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    media = fields.String(required=True)
    size = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)


class Printed(Schema):
    """Whose copy it is: it stands on every page."""

    by = fields.Nested(PersonShown, required=True)
    at = fields.AwareDateTime(required=True)


class WholeFile(Schema):
    """Everything the reader may read of a case."""

    case = fields.Nested(CaseFile, required=True)
    timeline = fields.List(fields.Nested(EntryShown), required=True)
    comments = fields.List(fields.Nested(CommentShown), required=True)
    attachments = fields.List(fields.Nested(FileShown), required=True)
    printed = fields.Nested(Printed, required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of whole files."""
    blueprint = Blueprint(
        "whole-file", __name__, url_prefix="/api/v1/cases", description="事件 / Cases"
    )
    office = engine.office

    @blueprint.get("/<number>/file")
    @blueprint.response(200, WholeFile)
    def whole(number: str) -> dict[str, Any]:
        """Give the whole file of a case, for print."""
        person = asking()
        with opened(office, number) as file:
            answer = {
                "case": shown(read_view(file)) | asked_of(office, file),
                "timeline": [said(e) for e in read_timeline(file, size=MOST_ENTRIES).cards],
                "comments": [comments.shown(each) for each in comments_of(file)],
                "attachments": attachments_of(file.tx, person, file.case.id),
                "printed": {"by": person, "at": file.tx.now},
            }
        note_viewing(office, case_id=file.case.id, by=person, what="print")
        return answer

    return blueprint
