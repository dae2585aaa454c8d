"""Commands at a case: whom the lane names gives what it waits for, all else is refused."""

import orjson
import pytest

from engine.commands.act_on_case import Wanted, act_on_case, act_publicly
from engine.commands.add_place import add_place
from engine.commands.completed import Completed
from engine.commands.retry_incident import retry_incident
from engine.domain.people import Person
from engine.domain.refusals import (
    AnswersInvalid,
    CaseNotFound,
    NotDrawn,
    NotYourAction,
    SamePerson,
    StepFailed,
)
from engine.domain.words import Action
from engine.queries.actions import actions_of
from engine.store import tables
from engine.store.load import load_case
from tests.commands.drawn import ASKING, PLAIN, commanded, pack
from tests.commands.ground import DISTRICT, Ground, permitted
from tests.unit.bpmn.drawing import service

ASKED = Wanted("case.asked")


def opened(ground: Ground, lane: str = "leader@street", **drawn: object) -> str:
    kind = ground.use_pack(pack("asking", commanded(lane, **drawn), ASKING, PLAIN))  # type: ignore[arg-type]
    return ground.report(kind).number


def give(
    ground: Ground, number: str, by: str | Person = "sun", key: str | None = None, **answers: object
) -> Completed:
    person = ground.person(by) if isinstance(by, str) else by
    wanted = {"days": 3} | answers
    return act_on_case(
        ground.office, number=number, wanted=ASKED, answers=wanted, by=person, key=key
    )


def names(ground: Ground, person: Person | None) -> list[str]:
    with ground.office.store.write() as tx:
        case = load_case(tx, int(str(ground.rows(tables.Case, "id")[-1][0])))
        assert case
        reader = ground.office.reader(tx, case)
        policy = ground.office.policy(tx, case.policy_id)
        return [action.name for action in actions_of(policy, person, reader)]


def test_a_command_moves_the_case_and_says_who_gave_it(ground: Ground) -> None:
    done = give(ground, opened(ground), why="等材料")
    assert [task["element"] for task in done.opened] == ["then"]
    verb, actor, element, body = ground.rows(tables.Entry, "verb", "actor", "element", "body")[-1]
    assert (verb, actor, element) == ("act_on_case", 104, "ask")
    assert orjson.loads(str(body))["answers"]["days"] == 3
    assert "等材料" not in str(body)
    assert ("why", "等材料", 104) in ground.rows(tables.Words, "field", "body", "by")


def test_a_command_is_given_once_under_a_key(ground: Ground) -> None:
    number = opened(ground)
    assert give(ground, number, key="k") == give(ground, number, key="k")
    assert ground.rows(tables.WorkItem, "element").count(("then",)) == 1


def test_a_command_of_another_post_is_refused(ground: Ground) -> None:
    number = opened(ground)
    with pytest.raises(NotYourAction) as caught:
        give(ground, number, "wang")
    assert "leader" in caught.value.sentence("zh")
    assert names(ground, ground.person("wang")) == []
    assert names(ground, ground.person("sun")) == ["ask"]


def test_what_the_case_does_not_wait_for_is_refused_with_what_it_waits_for(ground: Ground) -> None:
    number = opened(ground)
    with pytest.raises(NotDrawn) as caught:
        act_on_case(ground.office, number=number, wanted=Wanted("case.parked"), answers={},
                    by=ground.person("sun"))  # fmt: skip
    assert "ask" in caught.value.sentence("zh")
    give(ground, number)
    with pytest.raises(NotDrawn):
        give(ground, number)


def test_answers_that_do_not_fit_the_form_are_refused_and_nothing_changes(ground: Ground) -> None:
    number = opened(ground)
    before = ground.rows(tables.Entry, "seq")
    with pytest.raises(AnswersInvalid):
        give(ground, number, days="many")
    assert ground.rows(tables.Entry, "seq") == before


def test_a_foreign_case_is_not_there(ground: Ground) -> None:
    number = opened(ground)
    with pytest.raises(CaseNotFound):
        give(ground, number, "qian")


def test_a_permission_named_on_the_drawing_opens_a_command_too(ground: Ground) -> None:
    number = opened(ground, props={"shaodao:allows": "supervise"})
    overseer = permitted(ground.person("zhou"), Action.SUPERVISE)
    assert give(ground, number, overseer).opened


def test_the_lane_is_asked_anew_as_the_case_now_stands(ground: Ground) -> None:
    lane = 'handler@{get or else(case.unit, "G3")}'
    number = opened(ground, lane, first=service("first", "move_case", {"to": '="XH"'}))
    assert names(ground, ground.person("wang")) == []
    assert give(ground, number, "zhou").opened


def test_who_reported_gives_a_command_of_the_public_lane(ground: Ground) -> None:
    opened(ground, "reporter", outputs={"who": "=performer.roles[1]"})
    case = int(str(ground.rows(tables.Case, "id")[-1][0]))
    done = act_publicly(ground.office, case_id=case, wanted=ASKED, answers={"days": 1})
    assert done.opened
    assert ("act_on_case", None) in ground.rows(tables.Entry, "verb", "actor")


def test_staff_act_in_the_public_lane_only_where_they_may_act_for_who_reported(
    ground: Ground,
) -> None:
    number = opened(ground, "reporter")
    with pytest.raises(NotYourAction):
        give(ground, number, "zhou")
    assert names(ground, None) == ["ask"]
    assert give(ground, number, permitted(ground.person("zhou"), Action.ACT_FOR_REPORTER)).opened


def test_who_did_the_one_step_may_not_give_the_command_kept_apart_from_it(ground: Ground) -> None:
    number = opened(ground, "handler@grid", props={"shaodao:apart-from": "work"})
    ((task,),) = ground.rows(tables.WorkItem, "id")
    ground.complete(str(task), "wang")
    with pytest.raises(SamePerson) as caught:
        give(ground, number, "wang")
    assert "work" in caught.value.sentence("zh")
    assert give(ground, number, "li").opened


def test_a_command_the_drawing_cannot_follow_is_kept_and_given_again(ground: Ground) -> None:
    then = service("after", "move_case", {"to": '="D" + string(days)'})
    number = opened(ground, then=then, outputs={"days": "=days"})
    with pytest.raises(StepFailed):
        give(ground, number)
    assert ground.rows(tables.WorkItem, "element") == [("work",)]
    add_place(ground.office, district=DISTRICT, code="D3", name="三中队", level="team", under="SH")
    ((incident,),) = ground.rows(tables.Incident, "id")
    keeper = permitted(ground.person("sun"), Action.RETRY_INCIDENT)
    retry_incident(ground.office, incident_id=int(str(incident)), by=keeper)
    assert ("then",) in ground.rows(tables.WorkItem, "element")
    assert ground.rows(tables.Incident, "state") == [("settled",)]
