"""Policies: deploy a version, activate it, see what there is."""

from typing import Any

from flask import request
from marshmallow import fields, validate
from werkzeug.datastructures import FileStorage

from api.blueprint import Blueprint
from api.identity import asking
from api.schemas import Schema
from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import Deployed, deploy_policy
from engine.domain.people import Person
from engine.domain.refusals import NotAllowed, PersonNotFound, PolicyNotFound
from engine.domain.words import Action
from engine.policy.read import MAX_BYTES, read_file
from engine.queries.people import person_by_username
from engine.queries.policies import PolicyFacts, read_policy
from engine.store.store import Tx
from engine.wiring import Engine


class Upload(Schema):
    """A pack as a zip, or one .bpmn where `allow_bare` says that this is meant."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class Deployment(Schema):
    """Who signs the version, and a note for those who compare versions later."""

    approved_by = fields.String(required=True, metadata={"description": "A username"})
    note = fields.String(load_default="", validate=validate.Length(max=2000))
    allow_bare = fields.Boolean(load_default=False)


class Version(Schema):
    """A deployed version."""

    id = fields.String(required=True)
    key = fields.String(required=True)
    number = fields.Integer(required=True)


class VersionEntry(Schema):
    """A version as the list of a policy shows it."""

    id = fields.String(required=True)
    number = fields.Integer(required=True)
    digest = fields.Function(lambda version: version.digest.hex(), required=True)
    made_at = fields.AwareDateTime(required=True)
    note = fields.String(required=True)


class Policy(Schema):
    """A policy with its versions; `active` is the id of the one new cases take."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    active = fields.String(required=True, allow_none=True)
    versions = fields.List(fields.Nested(VersionEntry), required=True)


class Activation(Schema):
    """From when on new cases take the version (at once where empty), and whose word it is."""

    since = fields.AwareDateTime(load_default=None)
    approved_by = fields.String(load_default=None)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of policies."""
    blueprint = Blueprint(
        "policies", __name__, url_prefix="/api/v1/policies", description="政策 / Policies"
    )
    office = engine.office

    @blueprint.get("/<key>")
    @blueprint.response(200, Policy)
    def single(key: str) -> PolicyFacts:
        """Show a policy with its versions."""
        with office.store.read() as tx:
            found = read_policy(tx, asking().district, key)
        if found is None:
            raise PolicyNotFound(key=key)
        return found

    @blueprint.before_request
    def leave_room() -> None:
        request.max_content_length = MAX_BYTES

    @blueprint.post("/<key>/versions")
    @blueprint.arguments(Upload, location="files")
    @blueprint.arguments(Deployment, location="form")
    @blueprint.response(201, Version)
    def deploy(files: dict[str, FileStorage], form: dict[str, Any], key: str) -> Deployed:
        """Deploy a version of a policy; the same content is the same version."""
        with office.store.read() as tx:
            approver = signer(tx, form["approved_by"])
        file = files["file"]
        name = file.filename or ""
        pack = read_file(name, file.read(), allow_bare=form["allow_bare"])
        return deploy_policy(office, pack=pack, key=key, approved_by=approver, note=form["note"])

    @blueprint.post("/<key>/versions/<number>/activate")
    @blueprint.arguments(Activation)
    @blueprint.response(204)
    def activate(body: dict[str, Any], key: str, number: str) -> None:
        """Let new cases take a version."""
        if not number.isdecimal():
            raise PolicyNotFound(key=f"{key}@{number}")
        with office.store.read() as tx:
            by = signer(tx, body["approved_by"])
        activate_policy(office, key=key, number=int(number), by=by, since=body["since"])

    return blueprint


def signer(tx: Tx, username: str | None) -> Person:
    """Give whose word a change of policy is, asked for by somebody who may.

    Raises:
        NotAllowed: Whoever asks may not deploy policies.
        PersonNotFound: Nobody signs in under the name.
    """
    if not asking().may(Action.DEPLOY_POLICY):
        raise NotAllowed(action=Action.DEPLOY_POLICY)
    if username is None:
        return asking()
    person = person_by_username(tx, asking().district, username)
    if person is None:
        raise PersonNotFound(username=username)
    return person
