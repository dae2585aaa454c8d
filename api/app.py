"""The Flask application: every resource, its description, its refusals and its pages."""

from pathlib import Path

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from api import (
    absences,
    attachments,
    calendars,
    cases,
    filters,
    health,
    incidents,
    lists,
    metrics,
    notices,
    pages,
    people,
    places,
    policies,
    posts,
    problem_types,
    registers,
    rendered,
    reporters,
    roles,
    session,
    summonses,
    task_hands,
    tasks,
    versions,
)
from api.case_file import actions, comments, listing, single, whole
from api.description import Summaries
from api.headers import protect
from api.identity import Identity
from api.logs import note_requests
from api.problems import DescribedApi, refuse
from api.public import follow, questions, reports
from api.repeats import do_once
from api.trying import dmn, feel
from engine.bpmn.host_functions import host_functions
from engine.domain.refusals import Refusal
from engine.wiring import Engine

MAX_BODY_BYTES = 2 * 1024 * 1024


# One line each, so that whoever adds a resource is in nobody's way.
RESOURCES = (
    health,
    cases,
    listing,
    single,
    actions,
    comments,
    whole,
    questions,
    reports,
    follow,
    reporters,
    registers,
    lists,
    filters,
    attachments,
    tasks,
    task_hands,
    summonses,
    notices,
    incidents,
    policies,
    versions,
    calendars,
)


class WrittenAsSpoken(DefaultJSONProvider):
    """JSON with Chinese as Chinese, and entries in the order a schema names them."""

    ensure_ascii = False
    sort_keys = False


def create_app(engine: Engine, built_pages: Path = pages.BUILT, *, operator: str = "") -> Flask:
    """Put the doors of an engine together; `operator` is the token of this machine's operator."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        API_TITLE="哨到 Shaodao",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.json = WrittenAsSpoken(app)
    api = DescribedApi(app, spec_kwargs={"extra_plugins": [Summaries()]})
    app.register_error_handler(Refusal, refuse)
    note_requests(app, engine.seconds)
    identity = Identity(engine, operator)
    app.before_request(identity.guard)
    api.register_blueprint(session.sign_in_blueprint_for(engine))
    for door in RESOURCES:
        api.register_blueprint(door.blueprint_for(engine))
    for room in (session, people, posts, roles, absences, places):
        api.register_blueprint(room.blueprint_for(engine, identity))
    figures = metrics.Figures()
    app.after_request(figures.count)
    api.register_blueprint(metrics.blueprint_for(engine, identity, figures))
    functions = host_functions(engine.office.calendar)
    for trying in (feel, dmn):
        api.register_blueprint(trying.blueprint_for(functions))
    api.register_blueprint(problem_types.blueprint_for())
    do_once(app, engine)
    app.register_blueprint(pages.blueprint_for(built_pages))
    app.register_blueprint(rendered.blueprint_for(built_pages))
    app.after_request(protect)
    return app
