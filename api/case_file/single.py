"""One case: its file, its timeline, its place on the drawing, and why it is where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.case_file.shapes import CaseFile
from api.identity import asking
from api.language import language
from api.paging import Listed, Wanted, turned
from api.schemas import Schema
from engine.commands.note_viewing import note_viewing
from engine.commands.office import Office
from engine.queries.actions import Action, actions_of
from engine.queries.case_file.diagram import Diagram, read_diagram
from engine.queries.case_file.file import File, open_file
from engine.queries.case_file.reasons import read_reasons
from engine.queries.case_file.timeline import Told, read_timeline
from engine.queries.case_file.view import CaseView, read_view
from engine.queries.voices import reporter_card
from engine.wiring import Engine


class AnswerShown(Schema):
    """What was filled in at one field, as people read it."""

    field = fields.String(required=True)
    label = fields.String(required=True)
    text = fields.String(required=True)


class WhoShown(Schema):
    """Who acted, and in which post, where that is known."""

    name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)


class EntryShown(Schema):
    """Something that happened: `what` says it, `more` what followed from it."""

    seq = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    what = fields.String(required=True)
    more = fields.List(fields.String(), required=True)
    who = fields.Nested(WhoShown, required=True, allow_none=True)
    element = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    answers = fields.List(fields.Nested(AnswerShown), required=True)
    words = fields.List(fields.Nested(AnswerShown), required=True)


class Timeline(Listed):
    """One page of a timeline, the oldest entry first."""

    entries = fields.List(fields.Nested(EntryShown), required=True)


class DrawnFileShown(Schema):
    """A drawing of the case's version."""

    process = fields.String(required=True)
    name = fields.String(required=True)
    xml = fields.String(required=True, metadata={"description": "BPMN 2.0 with its layout"})


class TokensShown(Schema):
    """How many tokens stand at an element."""

    process = fields.String(required=True)
    element = fields.String(required=True)
    count = fields.Integer(required=True)


class DiagramShown(Schema):
    """The drawings a case has reached, where it stands, what it passed, in that order."""

    files = fields.List(fields.Nested(DrawnFileShown), required=True)
    tokens = fields.List(fields.Nested(TokensShown), required=True)
    passed = fields.List(fields.String(), required=True)


class TaskExplained(Schema):
    """An open task, and the sentences that say why it is there."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    why = fields.List(fields.String(), required=True)


class Explanation(Schema):
    """Why the open tasks of a case are there."""

    tasks = fields.List(fields.Nested(TaskExplained), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of single cases."""
    blueprint = Blueprint(
        "case-file", __name__, url_prefix="/api/v1/cases", description="事件 / Cases"
    )
    office = engine.office

    @blueprint.get("/<number>")
    @blueprint.response(200, CaseFile)
    def single(number: str) -> dict[str, Any]:
        """Show a case with the parts of its file."""
        with opened(office, number) as file:
            case = shown(read_view(file)) | asked_of(office, file)
        note_viewing(office, case_id=file.case.id, by=asking(), what="file")
        return case

    @blueprint.get("/<number>/timeline")
    @blueprint.arguments(Wanted, location="query")
    @blueprint.response(200, Timeline)
    def timeline(wanted: dict[str, Any], number: str) -> dict[str, Any]:
        """Show what happened, the oldest first."""
        with opened(office, number) as file:
            page = read_timeline(file, **wanted)
        return {"entries": [said(entry) for entry in page.cards], **turned(page)}

    @blueprint.get("/<number>/diagram")
    @blueprint.response(200, DiagramShown)
    def diagram(number: str) -> Diagram:
        """Show where a case stands on its drawing."""
        with opened(office, number) as file:
            return read_diagram(file)

    @blueprint.get("/<number>/explain")
    @blueprint.response(200, Explanation)
    def explain(number: str) -> dict[str, Any]:
        """Say why the open tasks are there."""
        with opened(office, number) as file:
            reasons = read_reasons(file)
        said = [
            asdict(each) | {"why": [why.say(language()) for why in each.why]} for each in reasons
        ]
        return {"tasks": said}

    return blueprint


@contextmanager
def opened(office: Office, number: str) -> Iterator[File]:
    """Open the file of a case for whoever asks.

    Raises:
        CaseNotFound: No such case, or none this person may see.
    """
    person = asking()
    with office.store.read() as tx:
        around = office.surroundings(tx, person.district)
        yield open_file(tx, person, number, office.policies, around)


def shown(view: CaseView) -> dict[str, Any]:
    """Give a case as its schema names its parts."""
    tasks = [
        {name: getattr(task, name) for name in task.__slots__}
        | {
            "assigned_to": {"id": task.assigned_to, "name": task.assignee}
            if task.assignee
            else None
        }
        for task in view.tasks
    ]
    return {name: getattr(view, name) for name in view.__slots__} | {"tasks": tasks}


def asked_of(office: Office, file: File) -> dict[str, Any]:
    """Give what the reader may do with the case, and may learn of who reported."""
    card = reporter_card(file.tx, file.person, file.case)
    reporter = card and {
        "contact": card.contact,
        "contact_name": card.contact.sentence(language()),
        "revealable": card.revealable,
    }
    return {"reporter": reporter, "actions": actions_in(office, file)}


def actions_in(office: Office, file: File) -> list[Action]:
    """Give what the reader of a file may do with the case."""
    return [*actions_of(file.policy, file.person, office.reader(file.tx, file.case))]


def said(entry: Told) -> dict[str, Any]:
    """Give an entry in the language of whoever asks."""
    spoken = language()
    return {
        **{name: getattr(entry, name) for name in ("seq", "at", "kind", "who", "element", "name")},
        "what": entry.said.say(spoken),
        "more": [each.say(spoken) for each in entry.more],
        "answers": [each.said(spoken) for each in entry.answers],
        "words": [each.said(spoken) for each in entry.words],
    }
