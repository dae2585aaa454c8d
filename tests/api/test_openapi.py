"""The description at /openapi.json is complete and true."""

import pytest
from flask.testing import FlaskClient

from engine.texts import LANGUAGES, catalogue


def test_every_described_address_is_there_and_the_other_way_round(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if not rule.endpoint.startswith(("pages.", "rendered.", "api-docs."))
    }
    assert set(described["paths"]) == routes


def test_every_operation_says_what_it_does_and_how_it_refuses(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    for methods in described["paths"].values():
        methods.pop("parameters", None)  # what all methods of an address share
        for operation in methods.values():
            assert operation["summary"]
            assert "default" in operation["responses"]


def test_a_refusal_is_described_as_a_problem(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    answer = described["components"]["responses"]["DEFAULT_ERROR"]
    assert list(answer["content"]) == ["application/problem+json"]


def test_every_operation_is_summed_up_in_the_words_of_the_catalogue(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    summed = {
        f"operations.{method.upper()} {path}": operation["summary"]
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }
    for key, summary in summed.items():
        assert summary == " / ".join(catalogue(each).get(key, "") for each in LANGUAGES), key
    assert {key for key in catalogue("zh") if key.startswith("operations.")} == set(summed)


@pytest.mark.parametrize("path", ["/api/v1/try/feel", "/api/v1/try/dmn"])
def test_the_examples_are_what_the_house_answers(client: FlaskClient, path: str) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    operation = described["paths"][path]["post"]
    (asked,) = operation["requestBody"]["content"].values()
    (given,) = operation["responses"]["200"]["content"].values()
    assert client.post(path, json=asked["example"]).json == given["example"]


def test_a_description_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get("/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
