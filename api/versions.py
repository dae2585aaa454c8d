"""Versions of policies: seen with their files, signed by a second person, gone back from."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.identity import asking, permitted
from api.paging import id_of
from api.policies import VersionEntry
from api.schemas import Schema
from api.shown import PersonShown
from engine.commands.approve_policy import approve_policy
from engine.commands.roll_back_policy import roll_back_policy
from engine.domain.refusals import PolicyNotFound, VersionNotFound
from engine.domain.words import Action
from engine.queries.versions import PolicyCard, VersionView, read_policies, read_version_view
from engine.wiring import Engine


class PolicyShown(Schema):
    """A policy; `active` is the number of the version new cases take."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    active = fields.Integer(required=True, allow_none=True)


class PolicyList(Schema):
    """Every policy there is."""

    policies = fields.List(fields.Nested(PolicyShown), required=True)


class FileOfVersion(Schema):
    """A file of a version, by its path inside the pack."""

    path = fields.String(required=True)
    size = fields.Integer(required=True)


class SignatureShown(PersonShown):
    """Somebody's word under a version."""

    name = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)


class VersionShown(VersionEntry):
    """A version with its files and signatures; `document` is its number on paper (文号)."""

    document = fields.String(required=True, allow_none=True)
    files = fields.List(fields.Nested(FileOfVersion), required=True)
    signatures = fields.List(fields.Nested(SignatureShown), required=True)


class GoneBack(Schema):
    """The version new cases take again."""

    number = fields.Integer(required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of versions."""
    blueprint = Blueprint(
        "versions", __name__, url_prefix="/api/v1/policies", description="政策 / Policies"
    )
    office = engine.office

    @blueprint.get("")
    @blueprint.response(200, PolicyList)
    def listed() -> dict[str, list[PolicyCard]]:
        """List the policies."""
        with office.store.read() as tx:
            return {"policies": read_policies(tx, asking().district)}

    @blueprint.get("/<key>/versions/<number>")
    @blueprint.response(200, VersionShown)
    def single(key: str, number: str) -> VersionView:
        """Show a version with its files and signatures."""
        wanted = number_of(key, number)
        with office.store.read() as tx:
            found = read_version_view(tx, asking().district, key, wanted)
        if found is None:
            raise VersionNotFound(key=key, version=wanted)
        return found

    @blueprint.post("/<key>/versions/<number>/approve")
    @blueprint.response(204)
    def approve(key: str, number: str) -> None:
        """Sign a version."""
        by = permitted(Action.DEPLOY_POLICY)
        approve_policy(office, key=key, number=number_of(key, number), by=by)

    @blueprint.post("/<key>/rollback")
    @blueprint.response(200, GoneBack)
    def roll_back(key: str) -> dict[str, Any]:
        """Let new cases take the version before the present one."""
        by = permitted(Action.DEPLOY_POLICY)
        return {"number": roll_back_policy(office, key=key, by=by)}

    return blueprint


def number_of(key: str, text: str) -> int:
    """Read the number of a version.

    Raises:
        PolicyNotFound: It is none.
    """
    return id_of(text, lambda wrong: PolicyNotFound(key=f"{key}@{wrong}"))
