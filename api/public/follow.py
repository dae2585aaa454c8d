"""Who reported follows their case, rates it, asks for it again or takes it back."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import fields

from api.blueprint import Blueprint
from api.case_file.actions import FIXED, RATED, AnswersIfAny, named
from api.identity import idempotency_key
from api.language import language
from api.public.limits import MINUTE, Limit
from api.schemas import Schema
from engine.commands.act_on_case import Wanted, act_publicly
from engine.commands.check_code import check_code
from engine.commands.complete_publicly import complete_publicly
from engine.domain.refusals import CheckCodeWrong
from engine.domain.words import CaseState, Outcome
from engine.queries.case_file.followed import Asked, Followed, asked_in, read_followed
from engine.queries.public import public_kind
from engine.store.load import read_case
from engine.wiring import Engine

LOOKS_A_MINUTE = 60
CODE = "X-Check-Code"
RATING = "rating"
# What residents may ask by a name of its own; all else a drawing waits for goes by its id.
PUBLIC = {name: FIXED[name] for name in ("remind", "reopen", "withdraw")}
NAMES = {message: name for name, message in (*PUBLIC.items(), (RATING, RATED))}


class StageShown(Schema):
    """A stage in plain words: done, now or ahead."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)
    state = fields.String(required=True, metadata={"enum": ["done", "now", "ahead"]})


class ComingShown(Schema):
    """Until when somebody comes, and what for."""

    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)


class SaidShown(Schema):
    """Something that was said to who reported."""

    at = fields.AwareDateTime(required=True)
    text = fields.String(required=True)


class AskedShown(Schema):
    """Something who reported may do now; `id` is the end of the address it is sent to."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    form = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    inputs = fields.Dict(keys=fields.String(), required=True)


class FollowedShown(Schema):
    """What who reported may know of their case."""

    number = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": [*CaseState]})
    outcome = fields.String(required=True, allow_none=True)
    outcome_name = fields.String(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    stages = fields.List(fields.Nested(StageShown), required=True)
    coming = fields.Nested(ComingShown, required=True, allow_none=True)
    replies = fields.List(fields.Nested(SaidShown), required=True)
    notices = fields.List(fields.Nested(SaidShown), required=True)
    actions = fields.List(fields.Nested(AskedShown), required=True)


class Taken(Schema):
    """Where the case stands after what was asked."""

    state = fields.String(required=True, metadata={"enum": [*CaseState]})


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the public door of single reports."""
    blueprint = Blueprint(
        "public-follow", __name__, url_prefix="/public/v1/reports", description="公众 / Residents"
    )
    looks = Limit(LOOKS_A_MINUTE, MINUTE, engine.seconds)
    blueprint.before_request(looks.count)

    @blueprint.get("/<number>")
    @blueprint.response(200, FollowedShown)
    def follow(number: str) -> dict[str, Any]:
        """Show how far a report is."""
        return shown(followed(engine, case_of(engine, number)))

    @blueprint.post(f"/<number>/{RATING}")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, Taken)
    def rating(body: dict[str, Any], number: str) -> object:
        """Rate how it ended."""
        case_id = case_of(engine, number)
        task = next((each.task for each in waiting(engine, case_id) if each.task), None)
        return answered(engine, case_id, task or Wanted(RATED), body["answers"])

    @blueprint.post("/<number>/actions/<action>")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, Taken)
    def act(body: dict[str, Any], number: str, action: str) -> object:
        """Do what the case waits for from who reported."""
        return answered(engine, case_of(engine, number), Wanted(receiver=action), body["answers"])

    for name, message in PUBLIC.items():
        fixed = named(name, commanding(engine, message))
        described = blueprint.response(200, Taken)(fixed)
        blueprint.post(f"/<number>/{name}")(blueprint.arguments(AnswersIfAny)(described))
    return blueprint


def commanding(engine: Engine, message: str) -> Callable[..., object]:
    """Give the view that gives one command."""

    def command(body: dict[str, Any], number: str) -> object:
        """Do what the case waits for from who reported."""
        return answered(engine, case_of(engine, number), Wanted(message), body["answers"])

    return command


def case_of(engine: Engine, number: str) -> int:
    """Give the case whose check code the request shows.

    Raises:
        CheckCodeWrong: The code is another, or there is no such case; the two are not told apart.
        CheckCodeLocked: Too many codes were tried for this number.
    """
    with engine.office.store.read() as tx:
        district, _ = public_kind(tx)
    code = request.headers.get(CODE, "")
    return check_code(engine.office, district=district, number=number, code=code).case_id


def answered(
    engine: Engine, case_id: int, wanted: Wanted | int, answers: Mapping[str, Any]
) -> object:
    """Give a command or finish a task as who reported."""
    office, key = engine.office, idempotency_key()
    if isinstance(wanted, int):
        return complete_publicly(office, case_id=case_id, task_id=wanted, answers=answers, key=key)
    return act_publicly(office, case_id=case_id, wanted=wanted, answers=answers, key=key)


def followed(engine: Engine, case_id: int) -> Followed:
    """Read a case for who reported it.

    Raises:
        CheckCodeWrong: There is no such case any more.
    """
    office = engine.office
    with office.store.read() as tx:
        case = read_case(tx, case_id)
        if case is None:
            raise CheckCodeWrong(number=str(case_id))
        return read_followed(tx, office.policy(tx, case.policy_id), office.reader(tx, case))


def waiting(engine: Engine, case_id: int) -> list[Asked]:
    """Give what a case waits for from who reported."""
    office = engine.office
    with office.store.read() as tx:
        case = read_case(tx, case_id)
        if case is None:
            return []
        return asked_in(tx, office.policy(tx, case.policy_id), office.reader(tx, case))


def shown(view: Followed) -> dict[str, Any]:
    """Give a case as its schema names its parts, in the language of whoever asks."""
    outcome = Outcome(view.outcome).sentence(language()) if view.outcome else None
    facts = {name: getattr(view, name) for name in view.__slots__}
    actions = [
        {"id": address(each), "name": each.name, "form": each.form, "inputs": each.inputs}
        for each in view.actions
    ]
    return facts | {"outcome_name": outcome, "actions": actions}


def address(asked: Asked) -> str:
    """Give the end of the address something is sent to."""
    if asked.task is not None:
        return RATING
    return NAMES.get(asked.message) or f"actions/{asked.receiver}"
