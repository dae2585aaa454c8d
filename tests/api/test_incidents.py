"""What stands still is seen in words by who keeps the place, and tried again from there."""

import pytest
from sqlalchemy import update

from engine.domain.refusals import StepFailed
from engine.store import tables
from tests.api.conftest import Ask
from tests.commands.ground import LADDER, Ground

INCIDENTS = "/api/v1/incidents"
CLOSING = LADDER.parent / "closing.bpmn"


@pytest.fixture
def task(ground: Ground) -> str:
    """Give a task whose answers its drawing could not take; leaders and handlers are keepers."""
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Role).values(actions='["retry_incident"]'))
    task = ground.report(ground.use(CLOSING)).opened[0]["id"]
    with pytest.raises(StepFailed):
        ground.complete(task, "wang", result="finished")
    return task


def the_one(ask: Ask, person: str = "sun", language: str = "zh") -> dict[str, object]:
    answer = ask(person, "GET", INCIDENTS, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert answer.json
    (incident,) = answer.json["incidents"]
    return dict(incident)


def retry(ask: Ask, incident: object, person: str = "sun") -> tuple[int, str]:
    answer = ask(person, "POST", f"{INCIDENTS}/{incident}/retry")
    problem = answer.json if answer.data else None
    return answer.status_code, problem["type"] if problem else ""


@pytest.mark.usefixtures("task")
def test_an_incident_is_told_in_the_language_of_who_asks(ask: Ask) -> None:
    told = the_one(ask)
    assert (told["code"], told["times"], told["element"]) == ("step_failed", 1, "close")
    assert f"事件 {told['case']} 走到图上“close”" in str(told["sentence"])
    assert f"Case {told['case']} stopped" in str(the_one(ask, language="en")["sentence"])
    assert str(told["since"]).endswith("+00:00")


def test_what_fails_again_is_a_conflict_and_stays(ask: Ask, task: str) -> None:
    told = the_one(ask)
    assert retry(ask, told["id"]) == (409, "/problems/step-failed")
    assert the_one(ask)["times"] == 2


def test_retried_answers_go_through_once_the_cause_is_mended(
    ask: Ask, ground: Ground, task: str
) -> None:
    told = the_one(ask)
    with ground.office.store.write() as tx:  # somebody mends the data that was kept
        tx.execute(
            update(tables.Words)
            .where(tables.Words.kind == "held")
            .values(body='{"result": "solved"}')
        )
    assert retry(ask, told["id"]) == (204, "")
    assert ground.rows(tables.Case, "state", "outcome") == [("closed", "solved")]
    assert ask("sun", "GET", INCIDENTS).json == {"incidents": [], "next": None, "count": "0"}
    assert retry(ask, told["id"]) == (409, "/problems/incident-settled")


@pytest.mark.usefixtures("task")
def test_an_incident_elsewhere_is_404_as_one_that_never_was(ask: Ask) -> None:
    told = the_one(ask)
    missing = (404, "/problems/incident-not-found")
    assert retry(ask, told["id"], "zhao") == missing
    assert [retry(ask, wrong) for wrong in ("17", "seventeen", "9" * 40)] == [missing] * 3
    elsewhere = ask("zhao", "GET", INCIDENTS).json
    assert elsewhere
    assert elsewhere["incidents"] == []


def test_who_may_not_retry_is_told_so(ask: Ask, ground: Ground, task: str) -> None:
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Role).values(actions="[]"))
    assert retry(ask, the_one(ask)["id"]) == (403, "/problems/not-allowed")


def test_a_cursor_that_is_none_is_refused(ask: Ask) -> None:
    assert ask("sun", "GET", f"{INCIDENTS}?after=nowhere").status_code == 422
