"""A task from hand to hand: claimed, let go, given on; its draft kept; more time asked for."""

from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.case_file.actions import AnswersIfAny
from api.identity import asking, idempotency_key
from api.paging import LONGEST_ID, id_of
from api.schemas import Schema
from api.tasks import Answers, CompletedTask
from engine.commands.act_on_case import Wanted, act_on_case
from engine.commands.completed import Completed
from engine.commands.hand_task import claim_task, delegate_task, release_task, transfer_task
from engine.commands.office import Office
from engine.commands.save_draft import save_draft
from engine.commands.withdraw_action import withdraw_action
from engine.domain.refusals import TaskNotFound
from engine.queries.task import read_task
from engine.wiring import Engine

# What a holder asks of the case, by the message its drawing waits for.
ASKED = {"extension": "case.extension_asked", "send-back": "case.send_back_asked"}


class Colleague(Schema):
    """To whom, by the person's id."""

    to = fields.Integer(required=True, validate=validate.Range(0, 10**LONGEST_ID))


class DraftKept(Schema):
    """When the draft was kept."""

    at = fields.AwareDateTime(required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of hands."""
    blueprint = Blueprint(
        "task-hands", __name__, url_prefix="/api/v1/tasks", description="任务 / Tasks"
    )
    hands(blueprint, engine.office)
    questions(blueprint, engine)
    return blueprint


def hands(blueprint: Blueprint, office: Office) -> None:
    """Let tasks go from hand to hand."""

    @blueprint.post("/<task>/claim")
    @blueprint.response(204)
    def claim(task: str) -> None:
        """Take a task upon oneself."""
        claim_task(office, task_id=id_of(task, TaskNotFound), by=asking())

    @blueprint.post("/<task>/release")
    @blueprint.response(204)
    def release(task: str) -> None:
        """Let a claimed task go."""
        release_task(office, task_id=id_of(task, TaskNotFound), by=asking())

    @blueprint.post("/<task>/withdraw")
    @blueprint.response(204)
    def withdraw(task: str) -> None:
        """Take back what one did last, while nothing of it has left the case."""
        withdraw_action(office, task_id=id_of(task, TaskNotFound), by=asking())

    @blueprint.post("/<task>/transfer")
    @blueprint.arguments(Colleague)
    @blueprint.response(204)
    def transfer(body: dict[str, Any], task: str) -> None:
        """Give a task to a colleague in the same post."""
        transfer_task(office, task_id=id_of(task, TaskNotFound), by=asking(), **body)

    @blueprint.post("/<task>/delegate")
    @blueprint.arguments(Colleague)
    @blueprint.response(204)
    def delegate(body: dict[str, Any], task: str) -> None:
        """Let a colleague of the unit do a task."""
        delegate_task(office, task_id=id_of(task, TaskNotFound), by=asking(), **body)


def questions(blueprint: Blueprint, engine: Engine) -> None:
    """Keep drafts, and take what a holder asks of the case."""

    @blueprint.post("/<task>/draft")
    @blueprint.arguments(Answers)
    @blueprint.response(200, DraftKept)
    def draft(body: dict[str, Any], task: str) -> dict[str, Any]:
        """Keep what was filled in so far."""
        id_ = id_of(task, TaskNotFound)
        return {"at": save_draft(engine.office, task_id=id_, answers=body["answers"], by=asking())}

    @blueprint.post("/<task>/extension")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, CompletedTask)
    def extension(body: dict[str, Any], task: str) -> Completed:
        """Ask for more time, where the drawing lets one."""
        return asked(engine, task, ASKED["extension"], body["answers"])

    @blueprint.post("/<task>/send-back")
    @blueprint.arguments(AnswersIfAny)
    @blueprint.response(200, CompletedTask)
    def send_back(body: dict[str, Any], task: str) -> Completed:
        """Send a task back, where the drawing lets one."""
        return asked(engine, task, ASKED["send-back"], body["answers"])


def asked(engine: Engine, task: str, message: str, answers: dict[str, Any]) -> Completed:
    """Ask something of the case a task belongs to.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        NotDrawn: The drawing does not wait for it.
    """
    office, by = engine.office, asking()
    with office.store.read() as tx:
        id_ = id_of(task, TaskNotFound)
        number = read_task(tx, office.policies, by, id_, reader_of=office.reader).case
    wanted, key = Wanted(message), idempotency_key()
    return act_on_case(office, number=number, wanted=wanted, answers=answers, by=by, key=key)
