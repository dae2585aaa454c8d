"""Whatever goes wrong over HTTP is answered as a problem a person can act on (RFC 9457)."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_smorest import Blueprint
from marshmallow import fields
from werkzeug.exceptions import HTTPException

from api.app import create_app
from api.problems import STATUS, escaped
from api.schemas import Schema
from engine.domain.findings import Finding
from engine.domain.refusals import AnswersInvalid, Kind, TaskNotFound
from engine.texts import catalogue
from engine.wiring import Engine


class Inner(Schema):
    count = fields.Integer(required=True)


class Body(Schema):
    name = fields.String(required=True)
    rows = fields.List(fields.Nested(Inner))


@pytest.fixture
def failing(engine: Engine) -> Flask:
    """Give the real application with a few addresses that fail in each way."""
    app = create_app(engine, operator="operator")
    trouble = Blueprint("trouble", __name__)

    @trouble.post("/body")
    @trouble.arguments(Body)
    def body(_body: dict[str, Any]) -> str:
        return ""

    @trouble.get("/refused")
    def refused() -> str:
        raise TaskNotFound(task="7")

    @trouble.get("/answers")
    def answers() -> str:
        raise AnswersInvalid(errors=(Finding("api.field_required", pointer="/answers/photo"),))

    @trouble.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError

    app.register_blueprint(trouble)
    return app


@pytest.fixture
def client(failing: Flask) -> FlaskClient:
    return of_operator(failing)


def of_operator(app: Flask) -> FlaskClient:
    """Give a client that may ask everything."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = "Bearer operator"
    return client


def test_a_problem_has_every_member_of_the_standard_and_the_right_content_type(
    client: FlaskClient,
) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert answer.json == {
        "type": "/problems/status-404",
        "title": "没有找到",
        "status": 404,
        "detail": catalogue("zh")["api.status_404_detail"],
        "instance": "/nowhere",
    }


def test_a_person_who_asks_for_english_is_refused_in_english(client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert answer.json is not None
    assert answer.json["title"] == "Not found"
    assert answer.headers["Content-Language"] == "en"
    assert "Accept-Language" in answer.headers["Vary"]


def test_every_wrong_entry_of_a_body_is_named_with_its_place(client: FlaskClient) -> None:
    answer = client.post("/body", json={"rows": [{"count": "many"}, {}], "nmae": "x"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert {(each["pointer"], each["code"]) for each in answer.json["errors"]} == {
        ("/name", "api.field_required"),
        ("/nmae", "api.field_unknown"),
        ("/rows/0/count", "api.field_invalid"),
        ("/rows/1/count", "api.field_required"),
    }
    assert all(each["detail"] for each in answer.json["errors"])


def test_a_body_that_is_not_json_is_unreadable(client: FlaskClient) -> None:
    answer = client.post("/body", data="{", content_type="application/json")
    assert (answer.status_code, answer.json and answer.json["title"]) == (400, "请求读不懂")


def test_a_body_that_is_no_object_is_told_so(client: FlaskClient) -> None:
    answer = client.post("/body", json=[1])
    assert answer.json is not None
    assert [each["code"] for each in answer.json["errors"]] == ["api.field_type"]


def test_a_method_that_is_not_there_names_those_that_are(client: FlaskClient) -> None:
    answer = client.delete("/livez")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.content_type == "application/problem+json"


def test_a_body_over_the_limit_is_refused_in_words(client: FlaskClient) -> None:
    answer = client.post("/body", data=b" " * (2**21 + 1), content_type="application/json")
    assert (answer.status_code, answer.json and answer.json["title"]) == (413, "内容太大")


def test_a_refusal_of_the_engine_keeps_its_sentence(client: FlaskClient) -> None:
    answer = client.get("/refused")
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["type"] == "/problems/task-not-found"
    assert answer.json["detail"] == TaskNotFound(task="7").sentence("zh")


def test_a_refusal_with_findings_points_to_each(client: FlaskClient) -> None:
    answer = client.get("/answers")
    assert answer.status_code == 422
    assert answer.json is not None
    assert [each["pointer"] for each in answer.json["errors"]] == ["/answers/photo"]


def test_a_fault_of_ours_says_nothing_of_the_inside(client: FlaskClient) -> None:
    answer = client.get("/broken")
    assert (answer.status_code, answer.json and answer.json["title"]) == (500, "系统出了故障")
    assert "ZeroDivision" not in answer.text


def test_every_kind_of_refusal_has_a_status_with_sentences() -> None:
    assert set(STATUS) == set(Kind)
    for status in STATUS.values():
        assert f"api.status_{status}_title" in catalogue("zh")


def test_a_status_without_sentences_is_said_as_the_first_of_its_hundred(failing: Flask) -> None:
    @failing.get("/teapot")
    def teapot() -> str:
        raise Teapot

    answer = of_operator(failing).get("/teapot")
    assert answer.status_code == 418
    assert answer.json is not None
    assert answer.json["type"] == "/problems/status-400"


class Teapot(HTTPException):
    code = 418


def test_a_step_of_a_pointer_is_escaped() -> None:
    assert escaped("a/b~c") == "a~1b~0c"
