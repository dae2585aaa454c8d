"""A step that cannot be taken loses nothing: it is told to the keepers and tried again."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from engine.commands.retry_incident import retry_incident
from engine.domain.people import Person
from engine.domain.refusals import IncidentNotFound, NotAllowed, StepFailed
from engine.domain.words import Action
from engine.store import tables
from engine.store.incidents import Trouble, raise_incident
from tests.commands.ground import DISTRICT, Ground

PACKS = Path(__file__).parent / "packs"


def keeper(ground: Ground) -> Person:
    return replace(ground.person("sun"), actions=frozenset({Action.RETRY_INCIDENT}))


def incident(ground: Ground) -> int:
    return int(str(ground.rows(tables.Incident, "id")[-1][0]))


def stuck_task(ground: Ground) -> str:
    task = ground.report(ground.use(PACKS / "closing.bpmn")).opened[0]["id"]
    with pytest.raises(StepFailed) as caught:
        ground.complete(task, "wang", result="finished", note="我家楼下")
    assert "close_case" in caught.value.sentence()
    return task


def test_answers_a_step_cannot_take_are_kept_and_the_keepers_are_told(ground: Ground) -> None:
    stuck_task(ground)
    assert ground.rows(tables.WorkItem, "state") == [("open",)]
    assert ground.rows(tables.Incident, "code", "state") == [("step_failed", "open")]
    assert ground.rows(tables.Entry, "verb", "actor")[-1] == ("incident", 101)
    kind, body = ground.rows(tables.Words, "kind", "body")[-1]
    assert (kind, "我家楼下" in str(body)) == ("held", True)
    assert "我家楼下" not in str(ground.rows(tables.Entry, "body"))


def test_the_same_trouble_twice_is_one_incident(ground: Ground) -> None:
    task = stuck_task(ground)
    with pytest.raises(StepFailed):
        ground.complete(task, "wang", result="finished")
    assert len(ground.rows(tables.Incident, "id")) == 1


def test_what_fails_again_stays_an_incident(ground: Ground) -> None:
    stuck_task(ground)
    with pytest.raises(StepFailed):
        retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    assert ground.rows(tables.Incident, "state") == [("open",)]


def test_a_task_done_meanwhile_leaves_nothing_to_be_tried(ground: Ground) -> None:
    task = stuck_task(ground)
    ground.complete(task, "wang", result="solved")
    retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    assert ground.rows(tables.Incident, "state", "settled_by") == [("settled", 104)]
    assert ground.rows(tables.Case, "state", "outcome") == [("closed", "solved")]


def test_a_report_whose_drawing_cannot_start_is_kept_and_started_later(ground: Ground) -> None:
    opened = ground.report(ground.use(PACKS / "unstartable.bpmn"))
    assert (opened.state, opened.opened) == ("open", [])
    assert ground.rows(tables.Words, "body") == [("路灯不亮",)]
    with pytest.raises(StepFailed):
        retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    with ground.office.store.write() as tx:  # somebody mends the data
        tx.execute(update(tables.Case).values(category="solved"))
    retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    assert ground.rows(tables.WorkItem, "element") == [("after_care",)]
    assert ground.rows(tables.Incident, "state") == [("settled",)]
    assert [verb for (verb,) in ground.rows(tables.Entry, "verb")] == [
        "open_case",
        "incident",
        "start_case",
    ]


def test_a_dead_job_is_made_ready_again(ground: Ground) -> None:
    ground.report()
    (job,) = ground.rows(tables.Job, "id")
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Job).values(state="dead"))
        raise_incident(tx, DISTRICT, Trouble(code="job_dead", subject=int(str(job[0]))))
    retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    assert ground.rows(tables.Job, "state") == [("ready",)]


def test_only_a_keeper_may_retry_and_only_what_is_open(ground: Ground) -> None:
    stuck_task(ground)
    with pytest.raises(NotAllowed):
        retry_incident(ground.office, incident_id=incident(ground), by=ground.person("sun"))
    with pytest.raises(IncidentNotFound):
        retry_incident(ground.office, incident_id=17, by=keeper(ground))
