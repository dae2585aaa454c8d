"""What anybody may ask before reporting: is this danger, where is that, and here is a photo."""

from contextlib import closing
from typing import Any

from flask import request
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from api.attachments import LARGEST_BODY, OneFile, SentFile
from api.blueprint import Blueprint
from api.cases import LONGEST_WORDS
from api.public.limits import MINUTE, Limit
from api.public.reports import DangerShown
from api.schemas import Length, Schema
from api.shown import Spot
from engine.casework.danger import Danger
from engine.commands.report_publicly import danger_in
from engine.commands.send_file import Sent, send_file
from engine.queries.public import places_named, public_kind
from engine.wiring import Engine

FILES_AN_HOUR = 60
QUESTIONS_A_MINUTE = 60


class DangerWanted(Schema):
    """What somebody has written so far."""

    words = fields.String(required=True, validate=Length(LONGEST_WORDS))


class PlacesWanted(Schema):
    """Words of a place's name."""

    words = fields.String(data_key="q", load_default="", validate=Length(64))


class PublicPlaces(Schema):
    """Places on the map, the smallest first."""

    places = fields.List(fields.Nested(Spot), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the public door of questions."""
    blueprint = Blueprint(
        "public-questions", __name__, url_prefix="/public/v1", description="公众 / Residents"
    )
    office = engine.office
    uploads = Limit(FILES_AN_HOUR, 60 * MINUTE, engine.seconds)
    questions = Limit(QUESTIONS_A_MINUTE, MINUTE, engine.seconds)

    @blueprint.post("/danger")
    @blueprint.arguments(DangerWanted)
    @blueprint.response(200, DangerShown)
    def danger(body: dict[str, Any]) -> Danger:
        """Tell whether words tell of danger, and whom to call."""
        questions.count()
        return danger_in(office, body["words"])

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
