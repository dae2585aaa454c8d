"""Milestones the drawing itself reaches: a service task, a message, an end."""

from engine.bpmn import Milestone, Outcome
from engine.casework.reader import CaseReader
from engine.store.rows import Reached


def reached_by(outcome: Outcome, actor: int | None, reader: CaseReader) -> list[Reached]:
    """Give what a step reached; each counts once for a unit, or for the case."""
    once = dict.fromkeys((each.key, scope_of(each, reader)) for each in outcome.milestones)
    return [Reached(key=key, scope=scope, by=actor) for key, scope in once]


def scope_of(milestone: Milestone, reader: CaseReader) -> str:
    """Give the path of the unit that reached it, "" for the case as a whole."""
    code = milestone.unit.rpartition("/")[2].partition("#")[0]
    place = reader.places.named(code) if code else None
    return place.path if place else ""
