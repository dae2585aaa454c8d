"""Posts and shifts: who holds what where, from when to when."""

from datetime import datetime
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import Identity, asking, permitted
from api.keeping import keeper_of
from api.paging import Listed, Wanted, id_of, span_of, turned
from api.people import NAME, POST, PostShown
from api.places import tree
from api.schemas import Schema
from engine.commands.add_post import add_post
from engine.commands.end_post import end_post
from engine.domain.lanes import read_lane
from engine.domain.refusals import EntryNotFound, SpanInvalid
from engine.domain.words import Action
from engine.queries.people import person_named
from engine.queries.posts import account_of
from engine.queries.staff import PostFilter, read_post, read_posts, read_roster
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.wiring import Engine


class PostsWanted(Wanted):
    """Which posts: somebody's, of a role, at or below a unit, in force within a span."""

    person = fields.String(load_default="")
    role = fields.String(load_default="")
    unit = fields.String(load_default="")
    since = fields.AwareDateTime(load_default=None, data_key="from")
    until = fields.AwareDateTime(load_default=None, data_key="to")


class PostList(Listed):
    """One page of posts."""

    posts = fields.List(fields.Nested(PostShown), required=True)


class NewPost(Schema):
    """A post, `role@unit code`, for a person by username or id; from now on if not said."""

    person = fields.String(required=True, validate=NAME)
    post = fields.String(required=True, validate=POST)
    since = fields.AwareDateTime(load_default=None)
    until = fields.AwareDateTime(load_default=NEVER)


class NewShift(NewPost):
    """A shift: a post with a beginning and an end."""

    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)


class Given(Schema):
    """The post that was given."""

    id = fields.String(required=True)


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the door of posts."""
    blueprint = Blueprint("posts", __name__, url_prefix="/api/v1", description="岗位 / Posts")
    blueprint.after_request(identity.forget)
    store = engine.office.store

    @blueprint.get("/posts")
    @blueprint.arguments(PostsWanted, location="query")
    @blueprint.response(200, PostList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List posts, by default those held now."""
        with store.read() as tx:
            page = read_posts(tx, asking(), filter_of(engine, tx, wanted), **span_of(wanted))
        return {"posts": page.cards, **turned(page)}

    @blueprint.get("/roster")
    @blueprint.arguments(PostsWanted, location="query")
    @blueprint.response(200, PostList)
    def roster(wanted: dict[str, Any]) -> dict[str, Any]:
        """List shifts within a span."""
        with store.read() as tx:
            page = read_roster(tx, asking(), filter_of(engine, tx, wanted), **span_of(wanted))
        return {"posts": page.cards, **turned(page)}

    @blueprint.post("/posts")
    @blueprint.arguments(NewPost)
    @blueprint.response(201, Given)
    def given(body: dict[str, Any]) -> dict[str, int]:
        """Give somebody a post."""
        return {"id": give(engine, body)}

    @blueprint.post("/roster")
    @blueprint.arguments(NewShift)
    @blueprint.response(201, Given)
    def shift(body: dict[str, Any]) -> dict[str, int]:
        """Put somebody on the roster."""
        return {"id": give(engine, body)}

    @blueprint.delete("/posts/<post>")
    @blueprint.response(204)
    def ended(post: str) -> None:
        """End a post or a shift now; it stays in the record."""
        with store.read() as tx:
            found = read_post(tx, asking(), id_of(post, EntryNotFound))
        if found is None:
            raise EntryNotFound(what=post)
        permitted(Action.MANAGE_PEOPLE, found.path)
        end_post(engine.office, district=asking().district, post_id=found.id)

    return blueprint


def give(engine: Engine, body: dict[str, Any]) -> int:
    """Give somebody a post, if who asks may; give its id.

    Raises:
        SpanInvalid: It would end before it begins.
    """
    lane = read_lane(body["post"])
    person = keeper_of(engine, lane)
    since: datetime | None = body["since"]
    with engine.office.store.read() as tx:
        holder = account_of(tx, person_named(tx, person.district, body["person"]))
        if body["until"] <= (since or tx.now):
            raise SpanInvalid
    return add_post(
        engine.office,
        district=person.district,
        username=holder.username,
        post=lane,
        since=since,
        until=body["until"],
    )


def filter_of(engine: Engine, tx: Tx, wanted: dict[str, Any]) -> PostFilter:
    """Give the filter of a checked query; a span that is not said is this moment."""
    since: datetime = wanted["since"] or tx.now
    name, unit = wanted["person"], wanted["unit"]
    return PostFilter(
        person=person_named(tx, asking().district, name).id if name else None,
        role=wanted["role"],
        path=tree(engine).required(unit).path if unit else "",
        since=since,
        until=wanted["until"] or since,
    )
