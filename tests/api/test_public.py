"""The public door: no login, danger first, a number and a code; the code opens one report only."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, insert
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from engine.store import tables
from tests.api.conftest import Ask
from tests.api.public_pack import open_to_public
from tests.commands.ground import DISTRICT, Ground
from tests.unit.uploads import files

REPORTS = "/public/v1/reports"
REPORT = {"words": "楼上空调滴水", "place": "G3"}
WHO = {"name": "王奶奶", "phone": "13900000001", "contact": "reachable"}
pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture
def opened(ground: Ground) -> None:
    open_to_public(ground)


def report(client: FlaskClient, **more: Any) -> Any:
    answer = client.post(REPORTS, json=REPORT | more)
    assert answer.status_code == 201, answer.json
    return answer.json


def follow(client: FlaskClient, receipt: Any, tail: str = "", **body: Any) -> TestResponse:
    """Look at a report with its code, or do something with it."""
    path, code = f"{REPORTS}/{receipt['number']}{tail}", {"X-Check-Code": receipt["code"]}
    if tail:
        return client.post(path, headers=code, json=body)
    return client.get(path, headers=code)


def test_a_resident_reports_without_a_login_and_follows_by_number_and_code(
    client: FlaskClient,
) -> None:
    receipt = report(client, reporter=WHO)
    assert (len(receipt["code"]), receipt["danger"]) == (10, {"hit": False, "call": []})
    shown = follow(client, receipt).json
    assert (shown["number"], shown["state"]) == (receipt["number"], "open")


def test_words_of_danger_are_answered_with_whom_to_call(client: FlaskClient) -> None:
    danger = {"hit": True, "call": ["119"]}
    assert client.post("/public/v1/danger", json={"words": "楼道漏气"}).json == danger
    assert report(client, words="楼道漏气")["danger"] == danger


def test_stages_are_told_in_plain_words(client: FlaskClient) -> None:
    shown = follow(client, report(client)).json
    assert [(s["name"], s["state"]) for s in shown["stages"]] == [
        ("处置中", "now"),
        ("立案", "ahead"),
        ("请评价", "ahead"),
        ("回头看", "ahead"),
    ]
    assert shown["coming"]["words"] == "上门"


def done(ask: Ask, ground: Ground, receipt: Any, **answers: str) -> None:
    """Let the grid worker do the work of a report."""
    del receipt
    task = ask("wang", "GET", "/api/v1/tasks").json["tasks"][0]["id"]
    ground.complete(task, "wang", **answers)


def test_who_reported_reads_what_is_for_them_and_nothing_else(
    client: FlaskClient, ask: Ask, ground: Ground
) -> None:
    receipt = report(client)
    done(ask, ground, receipt, reply="已请物业维修", note="住户爱投诉")
    shown = follow(client, receipt)
    assert [each["text"] for each in shown.json["replies"]] == ["已请物业维修"]
    assert "住户爱投诉" not in shown.text
    assert "王网格" not in shown.text
    assert [(s["name"], s["state"]) for s in shown.json["stages"]] == [
        ("处置中", "done"),
        ("请评价", "now"),
        ("回头看", "ahead"),
    ]


def test_what_was_told_to_who_reported_is_shown(client: FlaskClient, ground: Ground) -> None:
    receipt = report(client)
    case_id = ground.rows(tables.Case, "id")[0][0]
    facts = {
        "template": "accepted",
        "text": "已受理",
        "urgency": "",
        "role": "reporter",
        "path": "",
    }
    with ground.office.store.write() as tx:
        row = {"district": DISTRICT, "id": 9, "case_id": case_id, "at": tx.now}
        tx.execute(insert(tables.Notice), row | facts)
    assert [each["text"] for each in follow(client, receipt).json["notices"]] == ["已受理"]


def test_who_reported_rates_by_the_form_the_drawing_names(
    client: FlaskClient, ask: Ask, ground: Ground
) -> None:
    receipt = report(client)
    done(ask, ground, receipt)
    rating = follow(client, receipt).json["actions"][0]
    assert (rating["id"], rating["name"], rating["form"]["id"]) == ("rating", "请评价", "rate")
    refused = follow(client, receipt, "/rating", answers={"stars": "many"})
    assert refused.json["errors"][0]["pointer"] == "/answers/stars"
    assert follow(client, receipt, "/rating", answers={"stars": 5}).status_code == 200
    assert "rating" not in {each["id"] for each in follow(client, receipt).json["actions"]}


def test_who_reported_asks_for_it_again(client: FlaskClient) -> None:
    receipt = report(client)
    (action,) = follow(client, receipt).json["actions"]
    assert action["id"] == "reopen"
    asked = follow(client, receipt, "/reopen", answers={"why": "又滴水了"})
    assert (asked.status_code, asked.json) == (200, {"state": "open"})


def test_a_command_without_a_name_is_given_by_its_id(client: FlaskClient, ground: Ground) -> None:
    receipt = report(client)
    (receiver,) = ground.rows(tables.Wait, "receiver")[0]
    asked = follow(client, receipt, f"/actions/{receiver}", answers={"why": "又滴水了"})
    assert asked.status_code == 200


@pytest.mark.parametrize("tail", ["/rating", "/withdraw", "/remind"])
def test_what_is_not_drawn_is_refused_with_what_can_be_done(client: FlaskClient, tail: str) -> None:
    refused = follow(client, report(client), tail)
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/not-drawn")
    assert "reopen" in refused.json["detail"]


@pytest.mark.parametrize("tail", ["", "/rating", "/reopen", "/withdraw", "/remind", "/actions/t5"])
def test_a_wrong_code_is_answered_as_an_unknown_number(client: FlaskClient, tail: str) -> None:
    receipt = report(client)
    wrong = follow(client, receipt | {"code": "0000000000"}, tail)
    unknown = follow(client, receipt | {"number": "SY-20260101-9999"}, tail)
    assert wrong.status_code == unknown.status_code == 404
    said = wrong.json["detail"].replace(receipt["number"], "SY-20260101-9999")
    assert (wrong.json["type"], said) == (unknown.json["type"], unknown.json["detail"])


def test_a_code_in_the_address_opens_nothing(client: FlaskClient) -> None:
    receipt = report(client)
    path = f"{REPORTS}/{receipt['number']}?code={receipt['code']}"
    assert client.get(path).status_code == 404


def test_codes_are_not_guessed_by_trying(client: FlaskClient) -> None:
    receipt = report(client)
    for guess in range(5):
        follow(client, receipt | {"code": f"{guess:010d}"})
    locked = follow(client, receipt)
    assert (locked.status_code, locked.json["type"]) == (429, "/problems/check-code-locked")


def test_the_public_door_leaves_no_cookie(client: FlaskClient) -> None:
    answers = [client.post(REPORTS, json=REPORT), follow(client, report(client))]
    assert [answer.headers.getlist("Set-Cookie") for answer in answers] == [[], []]


def test_who_reported_is_kept_apart_and_closed(client: FlaskClient, ground: Ground) -> None:
    report(client, reporter=WHO, on_behalf_of="李爷爷")
    written = str([ground.rows(table, *table.__table__.c.keys()) for table in (
        tables.Case, tables.Entry, tables.WorkItem, tables.Words, tables.Job, tables.Idempotency,
        tables.Reporter)])  # fmt: skip
    for said in (*WHO.values(), "李爷爷"):
        assert said not in written or said == "reachable"
    assert ground.rows(tables.Entry, "actor")[0] == (None,)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"words": "", "place": "G3"}, "/words"),
        ({"words": "滴水"}, "/place"),
        ({"words": "滴水", "place": "G3", "reporter": {"contact": "shout"}}, "/reporter/contact"),
        ({"words": "滴水", "place": "G3", "kind": "whistle"}, "/kind"),
    ],
)
def test_a_report_that_says_too_little_or_too_much_is_pointed_at(
    client: FlaskClient, body: Any, pointer: str
) -> None:
    refused = client.post(REPORTS, json=body)
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]


def test_a_place_nobody_knows_is_refused(client: FlaskClient) -> None:
    refused = client.post(REPORTS, json=REPORT | {"place": "nowhere"})
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/place-not-found")


def test_one_address_reports_only_so_often(client: FlaskClient) -> None:
    answers = [client.post(REPORTS, json=REPORT).status_code for _ in range(21)]
    assert answers == [201] * 20 + [429]
    refused = client.post(REPORTS, json=REPORT)
    assert refused.json["type"] == "/problems/too-often"
    assert "119" in refused.json["detail"]
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert client.post(REPORTS, json=REPORT, environ_base=elsewhere).status_code == 201


def test_places_on_the_map_are_found_by_name_and_units_are_not(
    client: FlaskClient, ground: Ground
) -> None:
    area = {"district": DISTRICT, "outline": "{}", "west": 0, "south": 0, "east": 1, "north": 1}
    with ground.office.store.write() as tx:
        tx.execute(insert(tables.PlaceArea), area | {"place_id": 3})
    places = client.get("/public/v1/places?q=兴华").json["places"]
    assert [place["code"] for place in places] == ["G3", "XH"]
    assert client.get("/public/v1/places?q=公安").json["places"] == []


def test_staff_find_the_report_on_their_list(client: FlaskClient, ask: Ask) -> None:
    receipt = report(client)
    assert ask("wang", "GET", "/api/v1/tasks").json["tasks"][0]["case"] == receipt["number"]
    case = ask("wang", "GET", f"/api/v1/cases/{receipt['number']}").json
    assert (case["channel"], case["words"]) == ("public", None)
    entry = ask("wang", "GET", f"/api/v1/cases/{receipt['number']}/timeline").json["entries"][0]
    assert entry["what"] == "反映人登记了这件事。"


def test_a_report_repeated_under_its_key_is_one_report(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k"}
    first = client.post(REPORTS, json=REPORT, headers=headers)
    assert client.post(REPORTS, json=REPORT, headers=headers).json == first.json


def test_a_house_without_such_a_policy_says_where_else_to_go(
    client: FlaskClient, ground: Ground
) -> None:
    with ground.office.store.write() as tx:
        tx.execute(delete(tables.Opener))
    for answer in (client.post(REPORTS, json=REPORT), client.get("/public/v1/places")):
        assert (answer.status_code, answer.json["type"]) == (409, "/problems/not-open-to-public")


def upload(client: FlaskClient, data: bytes) -> TestResponse:
    edge, body = encode_multipart({"file": FileStorage(BytesIO(data), "a.jpg")})
    kind = f"multipart/form-data; boundary={edge}"
    return client.post("/public/v1/attachments", data=body, content_type=kind)


def test_a_resident_sends_a_photo_with_the_report(client: FlaskClient, ground: Ground) -> None:
    photo = upload(client, files.from_a_phone()).json["id"]
    report(client, attachments=[photo])
    assert ground.rows(tables.Attachment, "case_id") == ground.rows(tables.Case, "id")


def test_a_resident_names_no_file_of_the_staff_and_none_twice(
    client: FlaskClient, ask: Ask
) -> None:
    edge, body = encode_multipart({"file": FileStorage(BytesIO(files.photo()), "a.jpg")})
    kind = f"multipart/form-data; boundary={edge}"
    theirs = ask("wang", "POST", "/api/v1/attachments", data=body, content_type=kind).json["id"]
    mine = upload(client, files.photo()).json["id"]
    report(client, attachments=[mine])
    for id_ in (theirs, mine, 17):
        refused = client.post(REPORTS, json=REPORT | {"attachments": [id_]})
        assert refused.status_code == 404


def test_a_hostile_file_of_a_resident_is_refused(client: FlaskClient) -> None:
    refused = upload(client, b"<svg onload='alert(1)'/>")
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/file-kind-refused")


def test_one_address_sends_only_so_many_files(client: FlaskClient) -> None:
    sent = [upload(client, b"<svg/>").status_code for _ in range(61)]
    assert (sent[:60], sent[60]) == ([422] * 60, 429)
