"""Saved list filters: one's own, and those shared with one's units; edited with `If-Match`."""

from typing import Any

import orjson
from flask import request
from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking
from api.paging import id_of
from api.places import tree
from api.schemas import Schema
from engine.commands.save_filter import change_filter, drop_filter, save_filter
from engine.domain.places import Places
from engine.domain.refusals import EntryNotFound, UnitNotYours
from engine.queries.filters import FilterCard, read_filters
from engine.wiring import Engine

MOST_PARTS = 30


class FilterShown(Schema):
    """A filter; `version` is what `If-Match` names when it is changed."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    query = fields.Dict(keys=fields.String(), required=True)
    shared_with = fields.String(required=True, allow_none=True, metadata={"description": "A unit"})
    mine = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class SavedFilter(Schema):
    """A filter as it is to be: what a list is narrowed to, and the unit it is shared with."""

    name = fields.String(required=True, validate=validate.Length(1, 64))
    query = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 64)),
        values=fields.String(validate=validate.Length(0, 200)),
        required=True,
        validate=validate.Length(0, MOST_PARTS),
    )
    shared_with = fields.String(load_default=None, allow_none=True)


class FilterSaved(Schema):
    """The filter that was saved."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of filters."""
    blueprint = Blueprint(
        "filters", __name__, url_prefix="/api/v1/filters", description="筛选 / Filters"
    )
    office = engine.office

    @blueprint.get("")
    @blueprint.response(200, FilterShown(many=True))
    def listed() -> list[dict[str, Any]]:
        """List one's filters and those of one's units."""
        places = tree(engine)
        with office.store.read() as tx:
            return [shown(places, card) for card in read_filters(tx, asking())]

    @blueprint.post("")
    @blueprint.arguments(SavedFilter)
    @blueprint.response(201, FilterSaved)
    def saved(body: dict[str, Any]) -> dict[str, int]:
        """Save a filter."""
        return {"id": save_filter(office, by=asking(), **facts_of(engine, body)), "version": 1}

    @blueprint.put("/<filter>")
    @blueprint.arguments(SavedFilter)
    @blueprint.response(200, FilterSaved)
    def changed(body: dict[str, Any], filter: str) -> dict[str, int]:  # noqa: A002 - of the address
        """Change a filter of one's own."""
        id_ = id_of(filter, EntryNotFound)
        facts = facts_of(engine, body)
        now = change_filter(office, filter_id=id_, version=seen(), by=asking(), **facts)
        return {"id": id_, "version": now}

    @blueprint.delete("/<filter>")
    @blueprint.response(204)
    def dropped(filter: str) -> None:  # noqa: A002 - of the address
        """Throw a filter of one's own away."""
        id_ = id_of(filter, EntryNotFound)
        drop_filter(office, filter_id=id_, version=seen(), by=asking())

    return blueprint


def seen() -> int:
    """Give the version the editor read, as `If-Match` names it; 0 where it names none."""
    version = request.headers.get("If-Match", "").strip('"')
    return int(version) if version.isascii() and version.isdecimal() else 0


def facts_of(engine: Engine, body: dict[str, Any]) -> dict[str, str]:
    """Give a filter as it is kept.

    Raises:
        UnitNotYours: It would be shared with a unit of others.
    """
    unit = body["shared_with"]
    place = tree(engine).required(unit) if unit else None
    if place and place.path not in {post.path for post in asking().posts}:
        raise UnitNotYours(unit=place.name)
    query = orjson.dumps(body["query"], option=orjson.OPT_SORT_KEYS, default=str).decode()
    return {"name": body["name"], "query": query, "shared_with": place.path if place else ""}


def shown(places: Places, card: FilterCard) -> dict[str, Any]:
    """Give a filter as the schema names it."""
    unit = places.by_path.get(card.shared_with)
    return {
        "id": card.id,
        "name": card.name,
        "query": orjson.loads(card.query),
        "shared_with": unit.code if unit else None,
        "mine": card.person_id == asking().id,
        "version": card.version,
    }
