"""The description at /openapi.json is complete and true."""

from flask.testing import FlaskClient


def test_every_described_address_is_there_and_the_other_way_round(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json
    assert described is not None
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if not rule.endpoint.startswith(("pages.", "api-docs."))
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
