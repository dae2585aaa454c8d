"""Whoever watches the process learns whether it lives and whether it can work."""

from datetime import datetime

from flask.testing import FlaskClient


def test_the_process_says_it_is_alive(client: FlaskClient) -> None:
    assert client.get("/livez").json == {"status": "alive"}


def test_the_process_is_ready_when_its_database_answers(client: FlaskClient) -> None:
    answer = client.get("/readyz").json
    assert answer is not None
    assert answer["status"] == "ready"
    assert datetime.fromisoformat(answer["now"]).tzinfo is not None
