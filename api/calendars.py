"""The working calendar: the notices a district has, and the door by which the next one comes."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking
from api.schemas import Length, Schema
from engine.commands.load_notice import load_notice
from engine.domain.calendar import YearEntry, written
from engine.domain.refusals import NotAllowed, YearNotFound
from engine.domain.words import Action
from engine.wiring import Engine

MOST_CHARACTERS = 64 * 1024


class NewNotice(Schema):
    """A year file as it was written."""

    notice = fields.String(required=True, validate=Length(MOST_CHARACTERS))


class NoticeLoaded(Schema):
    """The years that changed; none if all were loaded like this before."""

    years = fields.List(fields.Integer(), required=True)


class NoticeShown(Schema):
    """A notice as the year file writes it."""

    source = fields.String(required=True)
    off = fields.List(fields.String(), required=True)
    on = fields.List(fields.String(), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of the calendar."""
    blueprint = Blueprint(
        "calendars", __name__, url_prefix="/api/v1/calendars", description="工作日历 / Calendar"
    )

    @blueprint.post("")
    @blueprint.arguments(NewNotice)
    @blueprint.response(200, NoticeLoaded)
    def load(body: dict[str, Any]) -> dict[str, object]:
        """Load the notice of a year; provisional deadlines are counted again."""
        by = asking()
        if not by.may(Action.KEEP_CALENDAR):
            raise NotAllowed(action=Action.KEEP_CALENDAR)
        return {"years": load_notice(engine.office, notice=body["notice"], by=by)}

    @blueprint.get("/<year>")
    @blueprint.response(200, NoticeShown)
    def show(year: str) -> YearEntry:
        """Give the notice of a year as it counts now."""
        with engine.office.store.read() as tx:
            calendar = engine.office.surroundings(tx, asking().district).calendar
        found = next((each for each in calendar.years if str(each.number) == year), None)
        if found is None:
            raise YearNotFound(year=year)
        return written(found)

    return blueprint
