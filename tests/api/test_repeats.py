"""Whatever is posted twice under one key is done once and answered alike, at every door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from api.app import create_app
from api.case_file.actions import FIXED, RATED
from api.public.follow import CODE, PUBLIC
from api.repeats import IN_ONE_STEP, QUESTIONS, SHOWN_ONCE, SIGN_IN
from engine.commands.hand_task import claim_task
from engine.domain.refusals import StepFailed
from engine.domain.words import Action
from engine.policy.read import read_pack
from engine.policy.write import packed
from engine.store import tables
from engine.store.load import read_case
from engine.store.voices import keep_voice
from engine.wiring import Engine
from tests.api.conftest import Ask
from tests.api.public_pack import open_to_public
from tests.api.test_case_actions import opened
from tests.api.test_every_refusal import FIRST, REPORT, SHARED
from tests.api.test_incidents import CLOSING
from tests.api.test_notices import told
from tests.api.test_posts import SHIFT
from tests.api.test_reporters import WANG, reported
from tests.api.test_versions import second_version
from tests.commands.drawn import ASKING, PLAIN, commanded, pack
from tests.commands.ground import LADDER, SEALS, Ground, permit
from tests.commands.test_load_notice import NOTICE
from tests.unit.uploads import files

V1, REPORTS = "/api/v1", "/public/v1/reports"
KEY: dict[str, Any] = {"headers": {"Idempotency-Key": "k"}}
ANSWERS = {"answers": {"days": 3}}
AWAY = {"since": SHIFT["since"], "until": SHIFT["until"]}
NEW = {"username": "wu", "name": "吴网格", "post": "handler@G3"}


@pytest.fixture
def ground(ground: Ground) -> Ground:
    """Give a district where everybody may do everything and residents report."""
    for role in ("leader", "handler"):
        permit(ground, role, *Action)
    open_to_public(ground)
    return ground


def task_of(ground: Ground) -> str:
    return ground.report().opened[0]["id"]


@dataclass(frozen=True)
class Posted:
    """A request that is granted: to whom, where, with what; `at` prepares what the path names."""

    endpoint: str
    path: str
    json: Any = None
    by: str = "sun"
    at: Callable[[Ground], object] = str
    file: bytes = b""
    form: dict[str, str] = field(default_factory=dict)

    def send(self, ask: Ask, path: str) -> Any:
        """Send it, each time in a body of its own."""
        code = {CODE: SEALS.check_code(path.split("/")[4])} if "/reports/" in path else {}
        more: dict[str, Any] = {"headers": {"Idempotency-Key": "k"} | code}
        if not self.file:
            return ask(self.by, "POST", path, json=self.json, **more)
        data = {**self.form, "file": (BytesIO(self.file), "a")}
        return ask(self.by, "POST", path, data=data, **more)


def taken(ground: Ground) -> str:
    task = task_of(ground)
    claim_task(ground.office, task_id=int(task), by=ground.person("wang"))
    return task


def done(ground: Ground) -> str:
    task = task_of(ground)
    ground.complete(task, "wang", next="report_up")
    return task


def failed(ground: Ground) -> object:
    """Let a step fail and its cause be mended; give the incident."""
    with pytest.raises(StepFailed):
        ground.complete(ground.report(ground.use(CLOSING)).opened[0]["id"], "wang", result="x")
    mended = update(tables.Words).where(tables.Words.kind == "held")
    with ground.office.store.write() as tx:
        tx.execute(mended.values(body='{"result": "solved"}'))
    return ground.rows(tables.Incident, "id")[0][0]


def hand(name: str, json: Any = None, at: Callable[[Ground], object] = task_of) -> Posted:
    endpoint = f"task-hands.{name.replace('-', '_')}"
    return Posted(endpoint, f"{V1}/tasks/{{}}/{name}", json, "wang", at)


def asked(name: str, message: str) -> Posted:
    def task(ground: Ground) -> str:
        drawn = commanded("handler@grid").replace(b"case.asked", message.encode())
        return ground.report(ground.use_pack(pack("asking", drawn, ASKING, PLAIN))).opened[0]["id"]

    return hand(name, ANSWERS, task)


def staff(name: str, lane: str, message: str) -> Posted:
    at = partial(opened, lane=lane, message=message)
    return Posted(f"case-actions.{name}", f"{V1}/cases/{{}}/{name}", ANSWERS, at=at)


def resident(name: str, message: str) -> Posted:
    def number(ground: Ground) -> str:
        number = opened(ground, "reporter", message)
        with ground.office.store.write() as tx:
            case = read_case(tx, tx.execute(select(tables.Case.id)).scalar_one())
            assert case
            keep_voice(tx, SEALS, case, WANG, SEALS.check_code(number))
        return number

    return Posted(f"public-follow.{name}", f"{REPORTS}/{{}}/{name}", ANSWERS, at=number)


def of_version(endpoint: str, verb: str, json: Any = None) -> Posted:
    return Posted(endpoint, f"{V1}/policies/ladder/{verb}", json, "zhou", second_version)


PACK = packed(read_pack(LADDER))[1]
G5 = {"code": "G5", "name": "第五网格", "level": "grid", "under": "XH"}
POSTED = (
    Posted("cases.report", f"{V1}/cases", REPORT, "wang"),
    Posted("public-reports.report", REPORTS, {"words": "滴水", "place": "G3"}),
    Posted("tasks.complete", f"{V1}/tasks/{{}}/complete", {"answers": {"next": "solved"}}, "wang",
           task_of),
    Posted("comments.add", f"{V1}/cases/{{}}/comments", {"words": "已到"}, "wang",
           lambda ground: ground.report().number),
    *(hand("claim"), hand("transfer", {"to": 102}), hand("delegate", {"to": 102})),
    hand("release", at=taken), hand("withdraw", at=done),
    asked("extension", "case.extension_asked"), asked("send-back", "case.send_back_asked"),
    *(staff(name, "leader@street", message) for name, message in FIXED.items()),
    staff("rating", "reporter", RATED), resident("rating", RATED),
    *(resident(name, message) for name, message in PUBLIC.items()),
    Posted("incidents.retry", f"{V1}/incidents/{{}}/retry", at=failed),
    hand("draft", {"answers": {"next": "solved"}}),
    Posted("public-questions.send", "/public/v1/attachments", file=files.photo()),
    Posted("attachments.send", f"{V1}/attachments", file=files.photo()),
    Posted("notices.read", f"{V1}/notices/{{}}/read", at=told),
    Posted("filters.saved", f"{V1}/filters", SHARED),
    Posted("policies.deploy", f"{V1}/policies/ladder/versions", file=PACK,
           form={"approved_by": "sun"}),
    of_version("policies.activate", "versions/1/activate", {}),
    of_version("versions.approve", "versions/1/approve"),
    of_version("versions.roll_back", "rollback"),
    Posted("calendars.load", f"{V1}/calendars", {"notice": NOTICE}),
    Posted("posts.given", f"{V1}/posts", {"person": "wang", "post": "handler@G4"}),
    Posted("posts.shift", f"{V1}/roster", SHIFT | {"person": "wang", "post": "handler@G3"}),
    Posted("absences.declared", f"{V1}/absences", AWAY),
    Posted("places.added", f"{V1}/places", G5),
    Posted("places.closed", f"{V1}/places/G4/close", {"successor": "G3"}),
    Posted("people.person", f"{V1}/people", NEW),
    Posted("people.reset", f"{V1}/people/wang/reset"),
    Posted("reporters.reveal", f"{V1}/cases/{{}}/reveal", {"purpose": "核对"}, at=reported),
)  # fmt: skip


def everything(ground: Ground) -> object:
    """Read all the house knows."""
    with ground.office.store.read() as tx:
        return {
            name: sorted(map(repr, tx.execute(table.select()).all()))
            for name, table in tables.Base.metadata.tables.items()
        }


@pytest.mark.parametrize("posted", POSTED, ids=lambda each: each.endpoint)
def test_a_repeat_changes_nothing(ask: Ask, ground: Ground, posted: Posted) -> None:
    path = posted.path.format(posted.at(ground))
    first = posted.send(ask, path)
    assert first.status_code in {200, 201, 204}, first.text
    known = everything(ground)
    again = posted.send(ask, path)
    assert everything(ground) == known
    if posted.endpoint in SHOWN_ONCE:
        assert (again.status_code, again.json["type"]) == (409, "/problems/answer-not-kept")
    else:
        assert (again.status_code, again.data) == (first.status_code, first.data)


# Their path names a place the case waits at; the command is that of the names beside them.
ACTS = {"case-actions.act", "public-follow.act"}


def test_every_post_is_tried_here_or_named_with_its_reason(app: Flask) -> None:
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    tried = {posted.endpoint for posted in POSTED} | {"people.first"}
    assert posts == tried | ACTS | QUESTIONS | SIGN_IN
    assert posts >= IN_ONE_STEP | SHOWN_ONCE


def test_the_first_token_of_a_house_is_shown_once(engine: Engine, tmp_path: Path) -> None:
    client = create_app(engine, tmp_path, operator="operator").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = "Bearer operator"
    first = client.post(f"{V1}/people/first", json=FIRST, **KEY)
    again = client.post(f"{V1}/people/first", json=FIRST, **KEY)
    assert (first.status_code, again.status_code) == (201, 409)
    assert again.json
    assert again.json["type"] == "/problems/answer-not-kept"


def save(ask: Ask, by: str = "sun", **more: Any) -> TestResponse:
    return ask(by, "POST", f"{V1}/filters", json=SHARED | more, **KEY)


def test_a_key_stands_for_one_body_and_one_door(ask: Ask) -> None:
    save(ask)
    for other in (save(ask, name="别的"), ask("sun", "POST", f"{V1}/cases", json=REPORT, **KEY)):
        assert (other.status_code, other.json["type"]) == (422, "/problems/key-reused")


def test_the_same_key_of_two_people_is_two_keys(ask: Ask) -> None:
    assert save(ask).json != save(ask, "wang").json


def test_what_was_refused_may_be_sent_again_under_its_key(ask: Ask) -> None:
    assert save(ask, shared_with="police").status_code == 403
    assert save(ask).status_code == 201


def test_neither_token_nor_password_nor_reporter_is_kept(ask: Ask, ground: Ground) -> None:
    added = ask("sun", "POST", f"{V1}/people", json=NEW | {"password": "a long secret one"}, **KEY)
    assert added.json["token"]
    assert ground.rows(tables.Idempotency, "status", "response") == [(0, "")]
