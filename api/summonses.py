"""The summons desk: who was called to help, by whom, and how far each one is."""

from typing import Any

from marshmallow import fields, validate

from api.blueprint import Blueprint
from api.identity import asking
from api.paging import Listed, Wanted, turned
from api.schemas import Schema
from api.shown import Spot, Unit
from engine.domain.people import Person
from engine.policy.check import Policy
from engine.queries.case_file.parts import limit
from engine.queries.spots import spot_at, spot_of
from engine.queries.summonses import Called, SummonsBox, read_summonses
from engine.store.store import Tx
from engine.wiring import Engine


class SummonsWanted(Wanted):
    """Which rows of the desk."""

    box = fields.Enum(SummonsBox, by_value=True, load_default=SummonsBox.MINE)
    state = fields.String(load_default="", validate=validate.Length(max=64))


class ClockOfUnit(Schema):
    """A limit the unit has to keep."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True)
    due = fields.AwareDateTime(required=True)
    late = fields.Boolean(required=True)


class MilestoneOfUnit(Schema):
    """Something the unit has done."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    late = fields.Boolean(required=True)


class TaskOfUnit(Schema):
    """An open task of the unit."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    mine = fields.Boolean(required=True)


class SummonsShown(Schema):
    """A unit that was called: its part, its round, how far it is, what came of it."""

    case = fields.String(required=True, metadata={"description": "Number of the calling case"})
    whistle = fields.String(required=True)
    unit = fields.Nested(Unit, required=True, allow_none=True)
    part = fields.String(required=True)
    part_name = fields.String(required=True)
    round = fields.Integer(required=True)
    state = fields.String(required=True)
    result = fields.String(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    stage_name = fields.String(required=True)
    category = fields.String(required=True, allow_none=True)
    summary = fields.String(required=True, allow_none=True)
    place = fields.Nested(Spot, required=True, allow_none=True)
    caller = fields.Nested(Unit, required=True, allow_none=True)
    clocks = fields.List(fields.Nested(ClockOfUnit), required=True)
    milestones = fields.List(fields.Nested(MilestoneOfUnit), required=True)
    tasks = fields.List(fields.Nested(TaskOfUnit), required=True)


class SummonsList(Listed):
    """The rows of one page of cases."""

    summonses = fields.List(fields.Nested(SummonsShown), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of the summons desk."""
    blueprint = Blueprint(
        "summonses", __name__, url_prefix="/api/v1/summonses", description="应哨 / Summonses"
    )

    @blueprint.get("")
    @blueprint.arguments(SummonsWanted, location="query")
    @blueprint.response(200, SummonsList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List the units that were called, those of the newest cases first."""
        with engine.office.store.read() as tx:
            page = read_summonses(tx, asking(), wanted.pop("box"), **wanted)
            rows = [shown(engine, tx, card) for card in page.cards]
        return {"summonses": rows, **turned(page)}

    return blueprint


def shown(engine: Engine, tx: Tx, card: Called) -> dict[str, Any]:
    """Give a row with what its keys are called."""
    row, person = card.row, asking()
    places = engine.office.surroundings(tx, person.district).places
    policy = engine.office.policy(tx, row.policy_id)
    return {
        **{name: getattr(row, name) for name in row.__slots__},
        "whistle": row.origin or row.case,
        "unit": spot_at(places, row.path),
        "part_name": policy.name_of(row.part),
        "stage_name": policy.name_of(row.stage),
        "place": spot_of(places, row.place_id),
        "caller": spot_at(places, row.handler),
        "clocks": [clock_of(policy, clock, tx) for clock in card.clocks],
        "milestones": [milestone_of(policy, each) for each in card.milestones],
        "tasks": [task_of(person, task) for task in card.tasks],
    }


def clock_of(policy: Policy, clock: Any, tx: Tx) -> dict[str, Any]:
    """Give a limit of the unit."""
    late = clock.state == "rung" or (clock.state == "running" and clock.due_at <= tx.now)
    name = policy.name_of(clock.key)
    return {
        "key": clock.key,
        "name": name,
        "state": clock.state,
        "due": clock.due_at,
        "late": late,
    }


def milestone_of(policy: Policy, reached: Any) -> dict[str, Any]:
    """Give what the unit has done, and whether in time."""
    return {
        "key": reached.key,
        "name": policy.name_of(reached.key),
        "at": reached.at,
        "due": limit(reached.due_at),
        "late": reached.at > reached.due_at,
    }


def task_of(person: Person, task: Any) -> dict[str, Any]:
    """Give an open task of the unit."""
    mine = person.holds(task.role, task.path)
    return {"id": task.id, "name": task.name, "due": limit(task.due_at), "mine": mine}
