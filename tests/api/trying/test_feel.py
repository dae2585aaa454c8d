"""Trying an expression over HTTP: the value with its kind, or what is wrong and where."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def ask(client: FlaskClient, expression: str, **more: Any) -> TestResponse:
    return client.post("/api/v1/try/feel", json={"expression": expression, **more})


def test_a_value_comes_as_json_with_its_kind_and_as_feel_writes_it(client: FlaskClient) -> None:
    answer = ask(client, "人数 + 1", context={"人数": 2})
    assert answer.json == {
        "value": 3,
        "kind": "number",
        "kind_name": "数字",
        "text": "3",
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("expression", "kind", "value"),
    [
        ('duration("PT2H")', "days and time duration", "PT2H"),
        ('date("2026-11-20")', "date", "2026-11-20"),
        ("[1, 2.5]", "list", [1, 2.5]),
        ('{级别: "高"}', "context", {"级别": "高"}),
        ("null", "null", None),
    ],
)
def test_every_kind_of_value_has_a_form_in_json(
    client: FlaskClient, expression: str, kind: str, value: object
) -> None:
    answer = ask(client, expression).json
    assert answer is not None
    assert (answer["kind"], answer["value"]) == (kind, value)


def test_a_decimal_of_the_request_stays_exact(client: FlaskClient) -> None:
    body = '{"expression": "x", "context": {"x": 0.1234567890123456789}}'
    answer = client.post("/api/v1/try/feel", data=body, content_type="application/json")
    assert answer.json is not None
    assert answer.json["text"] == "0.1234567890123456789"


def test_a_name_nobody_gave_is_null_with_a_warning_at_its_place(client: FlaskClient) -> None:
    answer = ask(client, "1 + 报到时限", context={"报道时限": 30}).json
    assert answer is not None
    assert answer["value"] is None
    warning = answer["warnings"][0]
    assert warning["position"] == 4
    assert "报到时限" in warning["detail"]


def test_the_working_calendar_answers_in_both_languages(client: FlaskClient) -> None:
    at = 'date and time("2026-11-20T10:00:00@Asia/Shanghai")'
    chinese, english = (
        ask(client, f"{name}({at}, 1)").json for name in ("工作日后", "working days after")
    )
    assert chinese == english
    assert chinese is not None
    assert chinese["value"].startswith("2026-11-23")


def test_a_slip_of_the_pen_points_into_the_text(client: FlaskClient) -> None:
    answer = ask(client, "1 + ")
    assert answer.status_code == 422
    assert answer.json is not None
    fault = answer.json["errors"][0]
    assert fault["pointer"] == "/expression"
    assert fault["code"].startswith("feel.")
    assert isinstance(fault["position"], int)


def test_an_expression_that_would_never_end_is_stopped(client: FlaskClient) -> None:
    answer = ask(client, "for a in 1..1000000, b in 1..1000000 return a * b")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["code"].startswith("feel.")


def test_the_same_question_at_the_same_instant_has_the_same_answer(client: FlaskClient) -> None:
    now = "2026-11-20T09:30:00+08:00"
    answers = [ask(client, "string(now())", now=now).json for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0] is not None
    assert "2026-11-20T09:30:00" in answers[0]["value"]


@pytest.mark.parametrize(
    ("more", "pointer", "code"),
    [
        ({"now": "yesterday"}, "/now", "api.field_invalid"),
        ({"now": "2026-11-20T09:30:00"}, "/now", "api.field_invalid_awareness"),
        ({"context": [1]}, "/context", "api.field_invalid"),
        ({"contexts": {}}, "/contexts", "api.field_unknown"),
    ],
)
def test_a_wrong_question_is_refused_with_the_place(
    client: FlaskClient, more: dict[str, Any], pointer: str, code: str
) -> None:
    answer = ask(client, "1", **more)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [(pointer, code)]


def test_an_endless_text_is_refused(client: FlaskClient) -> None:
    answer = ask(client, "1 + " * 6000 + "1")
    assert answer.json is not None
    assert [each["code"] for each in answer.json["errors"]] == ["api.field_too_long"]


@pytest.mark.parametrize(
    "body",
    ["[" * 100_000, '{"expression": NaN}', '{"expression": ' + "9" * 5000 + "}", b"\xff"],
    ids=["deep", "nan", "huge", "not utf-8"],
)
def test_a_body_that_cannot_be_read_is_refused(client: FlaskClient, body: str | bytes) -> None:
    answer = client.post("/api/v1/try/feel", data=body, content_type="application/json")
    assert answer.status_code == 400


def test_a_body_that_does_not_say_it_is_json_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/v1/try/feel", data="{}", content_type="text/plain")
    assert answer.status_code == 415


@pytest.mark.parametrize("depth", [100, 500, 900])
def test_values_inside_values_inside_values_do_no_harm(client: FlaskClient, depth: int) -> None:
    body = f'{{"expression": "x", "context": {{"x": {"[" * depth}{"]" * depth}}}}}'
    answer = client.post("/api/v1/try/feel", data=body, content_type="application/json")
    assert answer.status_code < 500


def test_a_number_of_five_thousand_digits_is_answered_as_text(client: FlaskClient) -> None:
    answer = ask(client, "10 ** 5000").json
    assert answer is not None
    assert answer["value"] == "1" + "0" * 5000


def test_a_body_nested_without_end_is_refused(client: FlaskClient) -> None:
    body = '{"expression": "1", "context": {"x": ' + "[" * 100_000
    answer = client.post("/api/v1/try/feel", data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500
