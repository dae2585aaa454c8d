"""The calendar over HTTP: the next notice is loaded by whoever may, and shown to everybody."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from engine.domain.calendar import published_years, written
from engine.domain.refusals import NoticeUnreadable
from engine.wiring import Engine
from tests.api.conftest import Ask
from tests.commands.test_load_notice import NEXT, NOTICE

CALENDARS = "/api/v1/calendars"
KNOWN = f"{CALENDARS}/{NEXT - 1}"


@pytest.fixture
def operator(engine: Engine, tmp_path: Path) -> FlaskClient:
    client = create_app(engine, tmp_path, operator="operator").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = "Bearer operator"
    return client


def test_a_notice_is_loaded_and_shown(operator: FlaskClient) -> None:
    assert operator.get(f"{CALENDARS}/{NEXT}").status_code == 404
    assert operator.post(CALENDARS, json={"notice": NOTICE}).json == {"years": [NEXT]}
    shown = operator.get(f"{CALENDARS}/{NEXT}").json
    assert shown
    assert (shown["source"], len(shown["off"]), shown["on"]) == ("为测试编写", 17, [])


def test_a_notice_loaded_twice_changes_no_year(operator: FlaskClient) -> None:
    operator.post(CALENDARS, json={"notice": NOTICE})
    assert operator.post(CALENDARS, json={"notice": NOTICE}).json == {"years": []}


def test_what_is_shown_can_be_loaded(operator: FlaskClient) -> None:
    shown = operator.get(KNOWN).json
    notice = json.dumps({str(NEXT - 1): shown})
    assert operator.post(CALENDARS, json={"notice": notice}).json == {"years": []}


def test_everybody_sees_the_calendar_and_only_its_keeper_changes_it(ask: Ask) -> None:
    shown = ask("wang", "GET", KNOWN)
    assert shown.json == written(published_years()[-1])
    assert ask("wang", "POST", CALENDARS, json={"notice": NOTICE}).status_code == 403


def test_what_cannot_be_a_notice_is_refused_with_what_to_do(operator: FlaskClient) -> None:
    refused = operator.post(CALENDARS, json={"notice": "放假"})
    assert refused.status_code == 400
    assert refused.json
    assert refused.json["detail"] == NoticeUnreadable(line=1).sentence()
