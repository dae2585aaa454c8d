"""Who reported, over HTTP: with a purpose, for who may, and never in an address."""

from typing import Any

from sqlalchemy import select

from engine.domain.reporters import Contact, Voice
from engine.domain.words import Action
from engine.store.load import read_case
from engine.store.tables import Case
from engine.store.voices import keep_voice
from tests.api.conftest import Ask
from tests.commands.ground import SEALS, Ground, permit

WANG = Voice(contact=Contact.RELAY, name="王奶奶", phone="13900000001")


def reported(ground: Ground) -> str:
    number = ground.report().number
    with ground.office.store.write() as tx:
        case = read_case(tx, tx.execute(select(Case.id)).scalar_one())
        assert case
        keep_voice(tx, SEALS, case, WANG, "1")
    return number


def test_a_reporter_is_learnt_of_with_a_purpose(ground: Ground, ask: Ask) -> None:
    permit(ground, "leader", Action.REVEAL_REPORTER)
    address = f"/api/v1/cases/{reported(ground)}/reveal"
    learnt = ask("sun", "POST", address, json={"purpose": "约定时间"})
    assert learnt.json == {
        "contact": "relay",
        "name": "王奶奶",
        "phone": "13900000001",
        "behalf": "",
    }
    assert ask("sun", "POST", address, json={"purpose": ""}).status_code == 422
    refused = ask("wang", "POST", address, json={"purpose": "约定时间"})
    assert refused.status_code == 403
    assert "经街道转接" in refused.text
    assert ask("qian", "POST", address, json={"purpose": "约定时间"}).status_code == 404


def test_earlier_reports_are_found_by_number_with_a_permission(ground: Ground, ask: Ask) -> None:
    permit(ground, "leader", Action.REVEAL_REPORTER)
    number = reported(ground)
    body = {"phone": "139-0000-0001"}
    found: Any = ask("sun", "POST", "/api/v1/cases/of-phone", json=body).json
    assert [case["number"] for case in found] == [number]
    assert ask("wang", "POST", "/api/v1/cases/of-phone", json=body).status_code == 403


def test_who_reported_is_erased_by_a_supervisor(ground: Ground, ask: Ask) -> None:
    permit(ground, "leader", Action.SUPERVISE, Action.REVEAL_REPORTER)
    number = reported(ground)
    address = f"/api/v1/cases/{number}/reporter"
    assert ask("wang", "DELETE", address).status_code == 403
    assert ask("sun", "DELETE", address).status_code == 204
    gone = ask("sun", "POST", f"/api/v1/cases/{number}/reveal", json={"purpose": "核对"})
    assert (gone.status_code, gone.json["type"]) == (409, "/problems/reporter-unknown")
