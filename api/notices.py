"""Notices: what one's posts and oneself were told."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking
from api.paging import Listed, Wanted, id_of, turned
from api.schemas import Schema
from engine.commands.read_notice import read_notice
from engine.domain.refusals import NoticeNotFound
from engine.queries.notices import read_notices
from engine.wiring import Engine


class NoticesWanted(Wanted):
    """Which notices."""

    unread = fields.Boolean(load_default=False)


class NoticeEntry(Schema):
    """Something one was told, and the case it is about."""

    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    case = fields.String(required=True, metadata={"description": "Its number"})
    template = fields.String(required=True)
    text = fields.String(required=True)
    urgency = fields.String(required=True)
    read = fields.Boolean(required=True)


class NoticeList(Listed):
    """One page of notices."""

    notices = fields.List(fields.Nested(NoticeEntry), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of notices."""
    blueprint = Blueprint(
        "notices", __name__, url_prefix="/api/v1/notices", description="通知 / Notices"
    )

    @blueprint.get("")
    @blueprint.arguments(NoticesWanted, location="query")
    @blueprint.response(200, NoticeList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List one's notices, the newest first."""
        with engine.office.store.read() as tx:
            page = read_notices(tx, asking(), **wanted)
        return {"notices": page.cards, **turned(page)}

    @blueprint.post("/<notice>/read")
    @blueprint.response(204)
    def read(notice: str) -> None:
        """Mark a notice as read."""
        id_ = id_of(notice, NoticeNotFound)
        read_notice(engine.office, notice_id=id_, by=asking())

    return blueprint
