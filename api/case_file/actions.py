"""What a person may do with a case beside their tasks: whatever its drawing waits for."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.case_file.shapes import ActionShown
from api.case_file.single import actions_in, opened
from api.identity import asking, idempotency_key
from api.schemas import Schema
from api.tasks import Answers, CompletedTask
from engine.commands.act_on_case import Wanted, act_on_case
from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.domain.lanes import REPORTER
from engine.queries.case_file.parts import tasks_of
from engine.wiring import Engine

# Names the interface fixes, by the messages a drawing waits for under them.
FIXED = {
    "remind": "case.urged",
    "supervise": "case.supervised",
    "suspend": "case.suspend_asked",
    "resume": "case.resume_asked",
    "reopen": "case.reopen_asked",
    "merge": "case.merge_asked",
    "withdraw": "case.withdraw_asked",
}
RATED = "case.rated"


class AnswersIfAny(Answers):
    """What a person filled in; many commands ask for nothing."""

    answers = fields.Dict(keys=fields.String(), load_default=dict)


class ActionList(Schema):
    """What the person may do with the case now."""

    actions = fields.List(fields.Nested(ActionShown), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of commands."""
    blueprint = Blueprint(
        "case-actions", __name__, url_prefix="/api/v1/cases", description="事件 / Cases"
    )
    office = engine.office

    @blueprint.get("/<number>/actions")
    @blueprint.response(200, ActionList)
    def listed(number: str) -> dict[str, Any]:
        """List what one may do with a case."""
        with opened(office, number) as file:
            return {"actions": actions_in(office, file)}

    @blueprint.post("/<number>/actions/<action>")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, CompletedTask)
    def act(body: dict[str, Any], number: str, action: str) -> Completed:
        """Give a command the case waits for."""
        return given(engine, number, Wanted(receiver=action), body["answers"])

    @blueprint.post("/<number>/rating")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, CompletedTask)
    def rating(body: dict[str, Any], number: str) -> Completed:
        """Write down what the reporter says of the result."""
        with opened(office, number) as file:
            asked = [task.id for task in tasks_of(file) if task.role == REPORTER]
        if not asked:
            return given(engine, number, Wanted(RATED), body["answers"])
        who, key = asking(), idempotency_key()
        return complete_task(office, task_id=asked[0], answers=body["answers"], by=who, key=key)

    for name, message in FIXED.items():
        fixed = named(name, commanding(engine, message))
        described = blueprint.response(200, CompletedTask)(fixed)
        blueprint.post(f"/<number>/{name}")(blueprint.arguments(AnswersIfAny)(described))
    return blueprint


def commanding(engine: Engine, message: str) -> Callable[..., Completed]:
    """Give the view that gives one command."""

    def command(body: dict[str, Any], number: str) -> Completed:
        """Give a command the case waits for."""
        return given(engine, number, Wanted(message), body["answers"])

    return command


def named(name: str, view: Callable[..., object]) -> Callable[..., object]:
    """Name a view, as an application tells its views apart."""
    view.__name__ = name
    return view


def given(engine: Engine, number: str, wanted: Wanted, answers: Mapping[str, Any]) -> Completed:
    """Give a command in the name of whoever asks."""
    who, key = asking(), idempotency_key()
    return act_on_case(
        engine.office, number=number, wanted=wanted, answers=answers, by=who, key=key
    )
