"""Figures: for this machine or for who may supervise, and nothing about anybody in them."""

from flask.testing import FlaskClient

from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.ground import Ground, permit

ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "10.0.0.9"}}


def test_this_machine_reads_the_figures_of_the_house(client: FlaskClient, ground: Ground) -> None:
    number = ground.report().number
    shown = client.get("/metrics")
    assert shown.content_type.startswith("text/plain")
    assert "shaodao_tasks_open 1.0" in shown.text
    assert "shaodao_incidents_open 0.0" in shown.text
    assert number not in shown.text


def test_requests_are_counted_by_rule_and_never_by_address(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    ask("wang", "GET", f"/api/v1/cases/{number}")
    shown = ask("wang", "GET", "/metrics").text
    assert 'rule="/api/v1/cases/<number>",status="200"} 1.0' in shown
    assert number not in shown


def test_nobody_elsewhere_reads_them_without_the_permission(
    client: FlaskClient, ask: Ask, ground: Ground
) -> None:
    assert client.get("/metrics", **ELSEWHERE).status_code == 401
    assert ask("wang", "GET", "/metrics", **ELSEWHERE).status_code == 403
    permit(ground, "leader", Action.SUPERVISE)
    assert ask("sun", "GET", "/metrics", **ELSEWHERE).status_code == 200


def test_a_request_somebody_passed_on_is_not_from_this_machine(client: FlaskClient) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 401
