"""Sessions: signing in and out, who one is, and one's own password."""

from typing import Any

from flask import Response, g, jsonify, request
from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import COOKIE, Identity, asking, session
from api.schemas import Schema
from engine.commands.set_password import set_password
from engine.commands.sign_in import SignedIn, prove_password, sign_in_with_password, sign_out
from engine.domain.admission import LONGEST_PASSWORD
from engine.domain.refusals import PasswordWrong, SignInRefused
from engine.queries.me import Me, read_me
from engine.wiring import Engine

HOME_DISTRICT = 1
PREFIX = "/api/v1"
NAME = validate.Length(1, 64)
PASSWORD = validate.Length(1, LONGEST_PASSWORD)


class Credentials(Schema):
    """Who wants to sign in."""

    username = fields.String(required=True, validate=NAME)
    password = fields.String(required=True, validate=PASSWORD)
    district = fields.Integer(load_default=HOME_DISTRICT)


class Named(Schema):
    """A person by id and name."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class Started(Schema):
    """A session: its token, which the browser keeps as a cookie, and whose it is."""

    token = fields.String(required=True)
    person = fields.Nested(Named, required=True)


class NewPassword(Schema):
    """The password to be used from now on; `old` where there is one already."""

    old = fields.String(load_default="", validate=validate.Length(0, LONGEST_PASSWORD))
    password = fields.String(required=True, validate=PASSWORD)


class Myself(Named):
    """Who is signed in."""

    username = fields.String(required=True)


class Seat(Schema):
    """A post; `for` is who is away, where it is only held for them."""

    role = fields.String(required=True)
    role_name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "Its code"})
    unit_name = fields.String(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    holder = fields.Nested(Named, data_key="for", required=True, allow_none=True)


class Home(Schema):
    """The district."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)


class MeSchema(Schema):
    """Who is signed in, with which posts, what these permit, and in which district."""

    person = fields.Nested(Myself, required=True)
    posts = fields.List(fields.Nested(Seat), required=True)
    actions = fields.List(fields.String(), required=True)
    csrf = fields.String(required=True, metadata={"description": "For X-CSRF-Token"})
    district = fields.Nested(Home, required=True, allow_none=True)


def sign_in_blueprint_for(engine: Engine) -> Blueprint:
    """Open the door through which people come in."""
    blueprint = Blueprint("sign-in", __name__, url_prefix=PREFIX, description="登录 / Signing in")

    @blueprint.post("/session")
    @blueprint.arguments(Credentials)
    @blueprint.response(200, Started)
    def start(body: dict[str, Any]) -> Response:
        """Sign in."""
        signed = sign_in_with_password(engine.office, **body)
        return with_cookie(signed, engine)

    return blueprint


def blueprint_for(engine: Engine, identity: Identity) -> Blueprint:
    """Open the doors of whoever is in."""
    blueprint = Blueprint("session", __name__, url_prefix=PREFIX, description="会话 / Session")
    blueprint.after_request(identity.forget)

    @blueprint.delete("/session")
    @blueprint.response(204)
    def end() -> Response:
        """Sign out."""
        sign_out(engine.office, token=g.token)
        response = Response(status=204)
        response.delete_cookie(COOKIE)
        return response

    @blueprint.get("/me")
    @blueprint.response(200, MeSchema)
    def me() -> dict[str, Any]:
        """Tell who is signed in."""
        with engine.office.store.read() as tx:
            return shown(read_me(tx, asking()))

    @blueprint.put("/me/password")
    @blueprint.arguments(NewPassword)
    @blueprint.response(204)
    def password(body: dict[str, Any]) -> None:
        """Choose a password; every session of one's own ends."""
        with engine.office.store.read() as tx:
            mine = read_me(tx, asking())
        if mine.has_password:
            prove_old(engine, mine, body["old"])
        set_password(engine.office, person=asking(), password=body["password"])

    return blueprint


def with_cookie(signed: SignedIn, engine: Engine) -> Response:
    """Answer with the session, and let the browser keep it out of reach of scripts."""
    person = {"id": str(signed.person.id), "name": signed.person.name}
    response = jsonify({"token": signed.token, "person": person})
    response.set_cookie(
        COOKIE,
        signed.token,
        max_age=engine.office.admission.lasting,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def prove_old(engine: Engine, mine: Me, old: str) -> None:
    """Make sure that the present password is known to who replaces it.

    Raises:
        PasswordWrong: It is not.
    """
    try:
        district = asking().district
        prove_password(
            engine.office, district=district, username=mine.account.username, password=old
        )
    except SignInRefused as refused:
        raise PasswordWrong from refused


def shown(me: Me) -> dict[str, Any]:
    """Give who is signed in as the schema names it."""
    seats = [
        {
            "role": seat.role,
            "role_name": seat.role_name,
            "unit": seat.unit,
            "unit_name": seat.unit_name,
            "until": seat.until,
            "holder": None
            if seat.person_id == me.account.id
            else {"id": seat.person_id, "name": seat.person},
        }
        for seat in me.posts
    ]
    return {
        "person": me.account,
        "posts": seats,
        "actions": sorted(asking().actions),
        "csrf": session().csrf,
        "district": me.district,
    }
