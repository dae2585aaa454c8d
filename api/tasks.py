"""Tasks: a person's lists, one task with its form, and everything that may be done with it."""

from typing import Any

import orjson
from flask import Response
from marshmallow import fields

from api.blueprint import Blueprint
from api.cases import OpenedTask
from api.identity import asking, idempotency_key
from api.paging import Listed, Wanted, id_of, turned
from api.polling import unless_known
from api.schemas import Length, Schema
from api.shown import PersonShown, Spot, Unit
from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.domain.refusals import TaskNotFound
from engine.domain.words import TaskState
from engine.queries.names import names_of
from engine.queries.page import Page
from engine.queries.past_tasks import read_done, read_watched
from engine.queries.spots import spot_at, spot_of
from engine.queries.task import read_task
from engine.queries.tasks import ALL, Box, TaskCard, TaskFilter, read_tasks
from engine.store.drafts import read_draft
from engine.store.store import Tx
from engine.wiring import Engine

CODE = Length(64)


class TasksWanted(Wanted):
    """Which list, narrowed to what, and which page of it."""

    box = fields.Enum(Box, by_value=True, load_default=Box.MINE)
    stage = fields.String(validate=CODE)
    category = fields.String(validate=CODE, metadata={"description": "How it begins"})
    kind = fields.String(validate=CODE)
    place = fields.String(validate=CODE, metadata={"description": "Code; what lies below counts"})
    role = fields.String(validate=CODE)
    overdue = fields.Boolean()


class Task(Schema):
    """A task as a list shows it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    element = fields.String(required=True)
    role = fields.String(required=True)
    unit = fields.Nested(Unit, required=True, allow_none=True)
    case = fields.String(required=True, metadata={"description": "The case's number"})
    kind = fields.String(required=True)
    summary = fields.String(required=True, allow_none=True)
    category = fields.String(required=True, allow_none=True)
    stage = fields.String(required=True)
    stage_name = fields.String(required=True)
    place = fields.Nested(Spot, required=True, allow_none=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)
    opened = fields.AwareDateTime(required=True)
    urges = fields.Integer(required=True)
    assigned_to = fields.Nested(PersonShown, required=True, allow_none=True)
    claimed_by = fields.Nested(PersonShown, required=True, allow_none=True)
    state = fields.String(required=True, metadata={"enum": [*TaskState]})
    done_at = fields.AwareDateTime(required=True, allow_none=True)


class TaskList(Listed):
    """One page of tasks."""

    tasks = fields.List(fields.Nested(Task), required=True)


class Counts(Schema):
    """How many tasks stand in each box, “99+” from a hundred on."""

    mine = fields.String(required=True)
    unit = fields.String(required=True)
    watching = fields.String(required=True)
    done = fields.String(required=True)


class DraftShown(Schema):
    """What the person had filled in so far."""

    answers = fields.Dict(keys=fields.String(), required=True)
    at = fields.AwareDateTime(required=True)


class TaskDetail(Task):
    """A task with its form and what was answered."""

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
    draft = fields.Nested(DraftShown, required=True, allow_none=True)


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
    office = engine.office

    @blueprint.get("")
    @blueprint.arguments(TasksWanted, location="query")
    @blueprint.alt_response(304, description="As it was known")
    @blueprint.response(200, TaskList)
    def listed(wanted: dict[str, Any]) -> Response:
        """List tasks, the most urgent first."""
        box, after, size = (wanted.pop(name) for name in ("box", "after", "size"))
        with office.store.read() as tx:
            page = page_of(tx, box, filter_of(engine, tx, wanted), after=after, size=size)
            tasks = shown(engine, tx, page.cards)
        return unless_known(TaskList(), {"tasks": tasks, **turned(page)})

    @blueprint.get("/counts")
    @blueprint.response(200, Counts)
    def counts() -> dict[str, Any]:
        """Count the tasks in each box."""
        with office.store.read() as tx:
            return {box: turned(page_of(tx, box, ALL, size=1))["count"] for box in Box}

    @blueprint.get("/<task>")
    @blueprint.response(200, TaskDetail)
    def single(task: str) -> dict[str, Any]:
        """Show a task with its form."""
        with office.store.read() as tx:
            id_ = id_of(task, TaskNotFound)
            view = read_task(tx, office.policies, asking(), id_, reader_of=office.reader)
            (card,) = shown(engine, tx, (view,))
            draft = read_draft(tx, id_, asking().id)
        kept = draft and {"answers": orjson.loads(draft.body), "at": draft.at}
        parts = {"form": view.form, "inputs": view.inputs, "answers": view.answers}
        return card | parts | {"draft": kept}

    @blueprint.post("/<task>/complete")
    @blueprint.arguments(Answers)
    @blueprint.response(200, CompletedTask)
    def complete(body: dict[str, Any], task: str) -> Completed:
        """Complete a task with the answers of its form."""
        id_, key = id_of(task, TaskNotFound), idempotency_key()
        return complete_task(office, task_id=id_, answers=body["answers"], by=asking(), key=key)

    return blueprint


def page_of(tx: Tx, box: Box, wanted: TaskFilter, **page: Any) -> Page[TaskCard]:
    """Read a page of one of a person's boxes."""
    if box is Box.WATCHING:
        return read_watched(tx, asking(), wanted, **page)
    if box is Box.DONE:
        return read_done(tx, asking(), wanted, **page)
    return read_tasks(tx, asking(), box, wanted, **page)


def filter_of(engine: Engine, tx: Tx, wanted: dict[str, Any]) -> TaskFilter:
    """Give the filter of a checked query, its place by its path.

    Raises:
        PlaceNotFound: There is no such place.
    """
    if code := wanted.get("place"):
        places = engine.office.surroundings(tx, asking().district).places
        wanted["place"] = places.required(code).path
    return TaskFilter(**wanted)


def shown(engine: Engine, tx: Tx, cards: tuple[TaskCard, ...]) -> list[dict[str, Any]]:
    """Give tasks with what their stages, places and people are called."""
    places = engine.office.surroundings(tx, asking().district).places
    ids = (id_ for card in cards for id_ in (card.assigned_to, card.claimed_by))
    names = names_of(tx, asking().district, ids)

    def person(id_: int | None) -> dict[str, Any] | None:
        return {"id": id_, "name": names[id_]} if id_ is not None and id_ in names else None

    facts = TaskCard.__dataclass_fields__
    return [
        {name: getattr(card, name) for name in facts}
        | {
            "stage_name": engine.office.policy(tx, card.policy_id).name_of(card.stage),
            "place": spot_of(places, card.place),
            "unit": spot_at(places, card.path),
            "due": card.due,
            "overdue": card.state == TaskState.OPEN and card.due_at <= tx.now,
            "assigned_to": person(card.assigned_to),
            "claimed_by": person(card.claimed_by),
        }
        for card in cards
    ]
