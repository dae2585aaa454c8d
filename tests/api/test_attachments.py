"""Files over HTTP: sent, opened by who may, refused in words, forgotten when nobody names them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from engine.commands import send_file
from engine.domain.words import Action
from engine.jobs.files import SWEEP, of_files
from engine.jobs.work import Work
from engine.store import tables
from engine.wiring import Engine
from tests.api.conftest import Ask
from tests.commands.drawn import ASKING, commanded, field, form, pack
from tests.commands.ground import Ground
from tests.unit.uploads import files

FILES = "/api/v1/attachments"


def sent(ask: Ask, data: bytes, name: str = "a.jpg", who: str = "wang") -> TestResponse:
    edge, body = encode_multipart({"file": FileStorage(BytesIO(data), name)})
    return ask(who, "POST", FILES, data=body, content_type=f"multipart/form-data; boundary={edge}")


def with_case(ground: Ground, **values: Any) -> None:
    """Let the file belong to a case somebody reported."""
    ground.report()
    (case_id,) = ground.rows(tables.Case, "id")[0]
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Attachment).values(case_id=case_id, **values))


def allow(ground: Ground, role: str, action: Action) -> None:
    with ground.office.store.write() as tx:
        grant = update(tables.Role).where(tables.Role.key == role)
        tx.execute(grant.values(actions=f'["{action}"]'))


def test_a_photo_is_sent_and_opened_again(ask: Ask) -> None:
    answer = sent(ask, files.from_a_phone())
    assert answer.status_code == 201
    assert answer.json
    assert (answer.json["kind"], answer.json["media"]) == ("photo", "image/jpeg")
    opened = ask("wang", "GET", f"{FILES}/{answer.json['id']}")
    assert (opened.status_code, opened.content_type) == (200, "image/jpeg")
    assert b"Telltale" not in opened.data
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.headers["Cache-Control"] == "no-store"


def test_a_document_is_never_shown_inside_the_page(ask: Ask) -> None:
    id_ = sent(ask, files.PDF, "x.html").json["id"]
    opened = ask("wang", "GET", f"{FILES}/{id_}")
    assert opened.headers["Content-Disposition"] == f"attachment; filename={id_}.pdf"
    assert opened.content_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "status", "kind"),
    [
        (b"<svg onload='alert(1)'/>", 422, "file-kind-refused"),
        (files.claimed(60_000, 60_000), 413, "photo-too-large"),
        (files.photo("PNG", (300, 300))[:400], 422, "file-broken"),
        (files.archive(*files.WORD, "word/vbaProject.bin"), 422, "document-refused"),
        (files.PDF + b"\0" * (20 * 1024 * 1024), 413, "file-too-large"),
    ],
)
def test_a_hostile_file_is_refused_in_words(
    ask: Ask, ground: Ground, data: bytes, status: int, kind: str
) -> None:
    refused = sent(ask, data, "holiday.jpg")
    assert (refused.status_code, refused.json["type"]) == (status, f"/problems/{kind}")
    assert refused.json["detail"].endswith("。")
    assert ground.rows(tables.Attachment, "id") == []


def test_a_request_without_a_file_is_refused(ask: Ask) -> None:
    assert ask("wang", "POST", FILES, data={"other": "x"}).status_code == 422


def test_nobody_else_opens_a_file_no_case_has_yet(ask: Ask) -> None:
    path = f"{FILES}/{sent(ask, files.photo()).json['id']}"
    answers = [
        ask("sun", "GET", path),
        ask("wang", "GET", f"{FILES}/1"),
        ask("wang", "GET", f"{FILES}/x"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3


def test_a_file_of_a_case_is_opened_by_who_sees_the_case(ask: Ask, ground: Ground) -> None:
    path = f"{FILES}/{sent(ask, files.photo()).json['id']}"
    with_case(ground, item_id=7)
    assert ask("sun", "GET", path).status_code == 200
    assert ask("qian", "GET", path).status_code == 404


def test_a_file_is_opened_by_its_readers_only(ask: Ask, ground: Ground) -> None:
    path = f"{FILES}/{sent(ask, files.photo()).json['id']}"
    with_case(ground, item_id=7, readers=" mediator ")
    assert ask("sun", "GET", path).status_code == 404
    assert ask("wang", "GET", path).status_code == 200  # who sent it


def test_what_a_reporter_sent_is_opened_by_who_may_read_their_words(
    ask: Ask, ground: Ground
) -> None:
    path = f"{FILES}/{sent(ask, files.photo()).json['id']}"
    with_case(ground, by=None)
    assert ask("wang", "GET", path).status_code == 404
    allow(ground, "leader", Action.READ_WORDS)
    assert ask("sun", "GET", path).status_code == 200


def test_more_files_than_one_person_can_mean_are_refused(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_file, "MOST_FILES", 2)
    answers = [sent(ask, files.photo()) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[-1].json["type"] == "/problems/files-too-many"
    assert sent(ask, files.photo(), who="sun").status_code == 201


def sweep(engine: Engine) -> None:
    handlers = of_files(engine.office.store, engine.office.vault)
    handlers.errands[SWEEP](Work(1, 1, "", SWEEP, None, {}))


def test_a_file_nobody_named_within_a_day_is_forgotten(
    ask: Ask, ground: Ground, engine: Engine, tmp_path: Path
) -> None:
    sent(ask, files.photo())
    ground.later(hours=23)
    sweep(engine)
    assert len(ground.rows(tables.Attachment, "id")) == 1
    ground.later(hours=25)
    sweep(engine)
    assert ground.rows(tables.Attachment, "id") == []
    assert [path for path in (tmp_path / "attachments").rglob("*") if path.is_file()] == []


def test_a_file_some_case_has_is_kept_whoever_else_sent_the_same(
    ask: Ask, ground: Ground, engine: Engine
) -> None:
    kept = sent(ask, files.photo()).json["id"]
    with_case(ground, item_id=7)
    sent(ask, files.photo(), who="sun")
    ground.later(hours=25)
    sweep(engine)
    assert ground.rows(tables.Attachment, "id") == [(int(kept),)]
    (digest,) = ground.rows(tables.Attachment, "sha256")[0]
    assert engine.office.vault.read(digest)


def asking_for_a_photo(ground: Ground, **more: str) -> str:
    """Open a case whose first task asks for photos; give the task."""
    picker = field("seen", "filepicker", shaodaoType="photo", **more) | {"multiple": True}
    drawn = commanded("leader@street")
    kind = ground.use_pack(pack("asking", drawn, form("plain", picker), ASKING))
    return ground.report(kind).opened[0]["id"]


def answered(ask: Ask, task: str, *ids: str) -> TestResponse:
    body = {"answers": {"seen": list(ids)}}
    return ask("wang", "POST", f"/api/v1/tasks/{task}/complete", json=body)


def test_a_photo_an_answer_names_belongs_to_the_case_from_then_on(
    ask: Ask, ground: Ground, engine: Engine
) -> None:
    task, photo = asking_for_a_photo(ground), sent(ask, files.photo()).json["id"]
    assert answered(ask, task, photo).status_code == 200
    assert ground.rows(tables.Attachment, "item_id") == [(int(task),)]
    ground.later(hours=25)
    sweep(engine)
    assert len(ground.rows(tables.Attachment, "id")) == 1


def test_a_photo_is_read_by_the_readers_of_its_field(ask: Ask, ground: Ground) -> None:
    task = asking_for_a_photo(ground, shaodaoReaders="mediator")
    photo = sent(ask, files.photo()).json["id"]
    answered(ask, task, photo)
    assert ask("sun", "GET", f"{FILES}/{photo}").status_code == 404


@pytest.mark.parametrize("named", ["another's", "a document", "none", "used before"])
def test_an_answer_names_only_photos_whoever_answers_has_just_sent(
    ask: Ask, ground: Ground, named: str
) -> None:
    task = asking_for_a_photo(ground)
    mine = sent(ask, files.photo()).json["id"]
    if named == "used before":
        answered(ask, ground.report("asking").opened[0]["id"], mine)
    id_ = {
        "another's": sent(ask, files.photo(), who="li").json["id"],
        "a document": sent(ask, files.PDF).json["id"],
        "none": "17",
        "used before": mine,
    }[named]
    refused = answered(ask, task, id_)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/answers/seen"


def test_a_report_names_files_its_writer_has_sent(ask: Ask, ground: Ground) -> None:
    mine, other = sent(ask, files.photo()).json["id"], sent(ask, files.PDF, who="li").json["id"]
    body = {"kind": "ladder", "words": "路灯不亮", "place": "G3"}
    refused = ask("wang", "POST", "/api/v1/cases", json=body | {"attachments": [mine, other]})
    assert (refused.status_code, refused.json["type"]) == (404, "/problems/attachment-not-found")
    assert ground.rows(tables.Case, "id") == []
    reported = ask("wang", "POST", "/api/v1/cases", json=body | {"attachments": [mine]})
    assert reported.status_code == 201
    assert [row[1] is None for row in ground.rows(tables.Attachment, "id", "case_id")] == [
        False,
        True,
    ]


def test_the_file_of_a_case_lists_what_lies_with_it_for_who_may_open_it(
    ask: Ask, ground: Ground
) -> None:
    photo = sent(ask, files.photo()).json
    with_case(ground)
    (number,) = ground.rows(tables.Case, "number")[0]
    listed = ask("wang", "GET", f"/api/v1/cases/{number}").json["attachments"]
    assert [(each["id"], each["kind"]) for each in listed] == [(photo["id"], "photo")]
    assert ask("zhou", "GET", f"/api/v1/cases/{number}").json["attachments"] == []
