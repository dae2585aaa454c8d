"""A step that cannot be taken loses nothing: it is told to the keepers and tried again."""

from pathlib import Path

import pytest
from sqlalchemy import update

from api.identity import OPERATOR
from engine.commands.retry_incident import retry_incident
from engine.domain.people import Person
from engine.domain.refusals import IncidentNotFound, IncidentSettled, NotAllowed, StepFailed
from engine.domain.words import Action
from engine.queries.incidents import IncidentCard, read_incidents
from engine.queries.tasks import Box, read_tasks
from engine.store import tables
from engine.store.ids import HOUSE
from engine.store.incidents import Trouble, raise_incident
from tests.commands.ground import DISTRICT, PEOPLE, Ground, permitted

PACKS = Path(__file__).parent / "packs"


def keeper(ground: Ground) -> Person:
    return permitted(ground.person("sun"), Action.RETRY_INCIDENT)


def incident(ground: Ground) -> int:
    return int(str(ground.rows(tables.Incident, "id")[-1][0]))


def seen(ground: Ground, person: Person) -> list[IncidentCard]:
    """Give the incidents on somebody's list."""
    with ground.office.store.read() as tx:
        return list(read_incidents(tx, person, size=9).cards)


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


def test_only_a_keeper_may_retry_and_only_what_there_is(ground: Ground) -> None:
    stuck_task(ground)
    with pytest.raises(NotAllowed):
        retry_incident(ground.office, incident_id=incident(ground), by=ground.person("sun"))
    with pytest.raises(IncidentNotFound):
        retry_incident(ground.office, incident_id=17, by=keeper(ground))


def test_what_is_settled_is_not_tried_twice(ground: Ground) -> None:
    ground.complete(stuck_task(ground), "wang", result="solved")
    retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    with pytest.raises(IncidentSettled) as refused:
        retry_incident(ground.office, incident_id=incident(ground), by=keeper(ground))
    assert f"{refused.value.at:%m-%d %H:%M}" in refused.value.sentence()


def test_a_keeper_of_another_place_finds_no_incident(ground: Ground) -> None:
    stuck_task(ground)
    foreign = permitted(ground.person("zhao"), Action.RETRY_INCIDENT)
    with pytest.raises(IncidentNotFound):
        retry_incident(ground.office, incident_id=incident(ground), by=foreign)
    assert seen(ground, foreign) == []


def test_who_sees_a_case_sees_what_is_wrong_with_it(ground: Ground) -> None:
    stuck_task(ground)
    (card,) = seen(ground, ground.person("zhou"))
    assert (card.code, card.case, card.element, card.times) == (
        "step_failed",
        ground.rows(tables.Case, "number")[0][0],
        "close",
        1,
    )
    assert "动作“close_case”用不了输入“outcome”" in card.sentence("zh")
    assert "close_case" in card.sentence("en")


def test_a_drawing_that_cannot_be_followed_is_named_with_its_place(ground: Ground) -> None:
    ground.report(ground.use(PACKS / "unstartable.bpmn"))
    (card,) = seen(ground, ground.person("wang"))
    assert card.element
    assert f"“{card.element}”" in card.sentence("zh")


def test_a_gateway_with_no_way_is_named_by_its_place(ground: Ground) -> None:
    head, _, rest = (PACKS / "closing.bpmn").read_text("utf-8").partition("<bpmn:serviceTask")
    tail = rest.partition("</bpmn:serviceTask>")[2]
    way = '<bpmn:sequenceFlow id="f3" sourceRef="close" targetRef="end"'
    condition = "<bpmn:conditionExpression>=result = 1</bpmn:conditionExpression>"
    drawn = f'{head}<bpmn:exclusiveGateway id="close" />{tail}'.replace(
        f"{way} />", f"{way}>{condition}</bpmn:sequenceFlow>"
    )
    task = ground.report(ground.use_text("closing", drawn.encode())).opened[0]["id"]
    with pytest.raises(StepFailed):
        ground.complete(task, "wang", result=2)
    (card,) = seen(ground, ground.person("wang"))
    assert card.element == "close"
    assert "（close）的条件都不成立" in card.sentence("zh")


def test_how_often_a_step_failed_is_counted(ground: Ground) -> None:
    task = stuck_task(ground)
    for _ in range(2):
        with pytest.raises(StepFailed):
            ground.complete(task, "wang", result="finished")
    assert [card.times for card in seen(ground, keeper(ground))] == [3]


def test_the_list_is_turned_page_by_page_the_oldest_first(ground: Ground) -> None:
    stuck_task(ground)
    ground.report(ground.use(PACKS / "unstartable.bpmn"))
    with ground.office.store.read() as tx:
        first = read_incidents(tx, keeper(ground), size=1)
        assert first.next
        second = read_incidents(tx, keeper(ground), after=first.next, size=1)
    assert (first.count, second.count, second.next) == (2, 2, None)
    assert [first.cards[0].id, second.cards[0].id] == sorted(
        card.id for card in seen(ground, keeper(ground))
    )


def test_what_is_wrong_with_the_house_is_for_its_keepers(ground: Ground) -> None:
    trouble = Trouble(code="job_dead", subject=1, facts={"kind": "purge", "error": "OSError"})
    with ground.office.store.write() as tx:
        raise_incident(tx, HOUSE, trouble)
    assert seen(ground, ground.person("sun")) == []
    (card,) = seen(ground, keeper(ground))
    assert (card.case, card.element, card.times) == (None, None, 1)
    assert "purge" in card.sentence("zh")


def test_the_operator_sees_every_place_and_no_task_is_theirs(ground: Ground) -> None:
    stuck_task(ground)
    assert len(seen(ground, OPERATOR)) == 1
    assert not any(OPERATOR.holds(role, path) for _, _, _, role, path in PEOPLE)
    with ground.office.store.read() as tx:
        assert read_tasks(tx, OPERATOR, Box.UNIT, size=9).cards == ()
