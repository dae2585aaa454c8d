"""Tasks: a person's lists, one task with its form, and its completion."""

from typing import Any

from marshmallow import ValidationError, fields, validate
from typing_extensions import override

from api.blueprint import Blueprint
from api.cases import OpenedTask
from api.identity import asking, idempotency_key
from api.schemas import Schema
from engine.commands.complete_task import Completed, complete_task
from engine.domain.refusals import TaskNotFound
from engine.domain.words import TaskState
from engine.queries.page import CAP, FIRST, Cursor, read_cursor
from engine.queries.task import TaskView, read_task
from engine.queries.tasks import Box, TaskPage, read_tasks
from engine.wiring import Engine

LARGEST_PAGE = 100


class CursorField(fields.Field[Cursor]):
    """Where a page starts, as `next` of the page before gave it."""

    @override
    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Cursor:
        try:
            return read_cursor(value)
        except (ValueError, OverflowError, OSError) as error:
            raise ValidationError("invalid") from error


class TaskFilter(Schema):
    """Which list, and which page of it."""

    box = fields.Enum(Box, by_value=True, load_default=Box.MINE)
    after = CursorField(load_default=FIRST)
    size = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))


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


class TaskList(Schema):
    """One page of tasks."""

    tasks = fields.List(fields.Nested(Task), required=True)
    next = fields.String(required=True, allow_none=True)
    count = fields.String(required=True, metadata={"description": "“99+” from a hundred on"})


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
        return shown(page)

    @blueprint.get("/<task>")
    @blueprint.response(200, TaskDetail)
    def single(task: str) -> TaskView:
        """Show a task with its form."""
        office = engine.office
        with office.store.read() as tx:
            return read_task(tx, office.policies, asking(), id_of(task), reader_of=office.reader)

    @blueprint.post("/<task>/complete")
    @blueprint.arguments(Answers)
    @blueprint.response(200, CompletedTask)
    def complete(body: dict[str, Any], task: str) -> Completed:
        """Complete a task with the answers of its form."""
        return complete_task(
            engine.office,
            task_id=id_of(task),
            answers=body["answers"],
            by=asking(),
            key=idempotency_key(),
        )

    return blueprint


def shown(page: TaskPage) -> dict[str, Any]:
    """Give a page as the list schema names its parts."""
    return {
        "tasks": page.cards,
        "next": page.next.text() if page.next else None,
        "count": f"{CAP - 1}+" if page.count >= CAP else str(page.count),
    }


def id_of(text: str) -> int:
    """Read a task's id.

    Raises:
        TaskNotFound: It is none.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(2**63))):
        raise TaskNotFound(task=text)
    return int(text)
