"""Files people send: told by their bytes, made harmless, opened only by who sees their case."""

from contextlib import closing

from flask import Response, request
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from api.blueprint import Blueprint
from api.identity import asking
from api.paging import id_of
from api.schemas import Schema
from engine.commands.send_file import Sent, send_file
from engine.domain.refusals import AttachmentNotFound
from engine.queries.attachments import read_attachment
from engine.uploads import LARGEST, FileKind
from engine.wiring import Engine

# The file, and the few lines multipart puts around it.
LARGEST_BODY = LARGEST + 64 * 1024
ENDINGS = {
    "image/jpeg": "jpg",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/amr": "amr",
    "audio/webm": "webm",
}


class OneFile(Schema):
    """A photo, a document or a recording."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class SentFile(Schema):
    """A file that was kept; answers and reports name it by its id."""

    id = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": [*FileKind]})
    media = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "bytes, as it is kept"})


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of attachments."""
    blueprint = Blueprint(
        "attachments", __name__, url_prefix="/api/v1/attachments", description="附件 / Attachments"
    )
    office = engine.office

    @blueprint.before_request
    def leave_room() -> None:
        request.max_content_length = LARGEST_BODY

    @blueprint.post("")
    @blueprint.arguments(OneFile, location="files")
    @blueprint.response(201, SentFile)
    def send(files: dict[str, FileStorage]) -> Sent:
        """Send a file that an answer or a report will name."""
        person = asking()
        with closing(files["file"]) as file:
            data = file.read()
        return send_file(office, district=person.district, data=data, by=person.id)

    @blueprint.get("/<attachment>")
    @blueprint.response(200, {"type": "string", "format": "binary"}, content_type="*/*")
    def opened(attachment: str) -> Response:
        """Open a file."""
        with office.store.read() as tx:
            id_ = id_of(attachment, AttachmentNotFound)
            found = read_attachment(tx, asking(), id_)
        shown = "inline" if found.kind == FileKind.PHOTO else "attachment"
        response = Response(office.vault.read(found.sha256), content_type=found.media)
        name = f"{found.id}.{ENDINGS[found.media]}"
        response.headers.set("Content-Disposition", shown, filename=name)
        return response

    return blueprint
