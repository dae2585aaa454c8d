"""Tasks: a person's lists, one task with its form, and its completion."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.cases import OpenedTask
from api.identity import asking, idempotency_key
from api.paging import Listed, Wanted, id_of, turned
from api.schemas import Schema
from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.domain.refusals import TaskNotFound
from engine.domain.words import TaskState
from engine.queries.task import TaskView, read_task
from engine.queries.tasks import Box, read_tasks
from engine.wiring import Engine


class TaskFilter(Wanted):
    """Which list, and which page of it."""

    box = fields.Enum(Box, by_value=True, load_default=Box.MINE)


class Task(Schema):
    """A task as a list shows it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    element = fields.String(required=True)
    role = fields.String(required=True)
    case = fields.String(required=True, metadata={"description": "The case's number"})
    summary = fields.String(required=True, allow_none=True)
    category = fields.String(required=True, allow_none=True)
    stage = fields.String(required=True)
    place = fields.String(required=True, allow_none=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    opened = fields.AwareDateTime(required=True)
    urges = fields.Integer(required=True)


class TaskList(Listed):
    """One page of tasks."""

    tasks = fields.List(fields.Nested(Task), required=True)


class TaskDetail(Task):
    """A task with its form and what was answered."""

    state = fields.String(required=True, metadata={"enum": [*TaskState]})
    form = fields.Dict(
        keys=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "form-js JSON, shared parts filled in; null where none is drawn"},
    )
    inputs = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "What the drawing hands to the form: its data when it is opened"},
    )
    answers = fields.Dict(
        keys=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Without free text; null while the task is open"},
    )


class Answers(Schema):
    """What a person filled in, by the keys of the form."""

    answers = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "Checked by the form; errors point at `/answers/<key>`"},
    )


class CompletedTask(Schema):
    """Where the case stands after a task was completed, and the tasks that were opened."""

    case = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True)
    stage = fields.String(required=True)
    opened = fields.List(fields.Nested(OpenedTask), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of tasks."""
    blueprint = Blueprint("tasks", __name__, url_prefix="/api/v1/tasks", description="任务 / Tasks")

    @blueprint.get("")
    @blueprint.arguments(TaskFilter, location="query")
    @blueprint.response(200, TaskList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List tasks, the most urgent first."""
        with engine.office.store.read() as tx:
            page = read_tasks(
                tx, asking(), wanted["box"], after=wanted["after"], size=wanted["size"]
            )
        return {"tasks": page.cards, **turned(page)}

    @blueprint.get("/<task>")
    @blueprint.response(200, TaskDetail)
    def single(task: str) -> TaskView:
        """Show a task with its form."""
        office = engine.office
        with office.store.read() as tx:
            task_id = id_of(task, TaskNotFound)
            return read_task(tx, office.policies, asking(), task_id, reader_of=office.reader)

    @blueprint.post("/<task>/complete")
    @blueprint.arguments(Answers)
    @blueprint.response(200, CompletedTask)
    def complete(body: dict[str, Any], task: str) -> Completed:
        """Complete a task with the answers of its form."""
        return complete_task(
            engine.office,
            task_id=id_of(task, TaskNotFound),
            answers=body["answers"],
            by=asking(),
            key=idempotency_key(),
        )

    return blueprint
