"""A report becomes a case under the version that is active at its place."""

from dataclasses import replace

import pytest

from engine.commands.activate_policy import activate_policy
from engine.commands.open_case import Report, open_case
from engine.domain.refusals import PlaceNotFound, PolicyNotActive, PolicyNotFound
from engine.store import tables
from engine.store.load import load_case
from tests.commands.ground import Ground


def test_a_case_has_a_number_of_its_day_and_its_first_task(ground: Ground) -> None:
    first, second = ground.report(), ground.report()
    assert first.number.startswith("SY-")
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1
    assert [task["element"] for task in first.opened] == ["grid"]


def test_a_case_lies_at_its_place_and_on_the_lists_above_it(ground: Ground) -> None:
    ground.report(place="G4")
    assert ground.rows(tables.Case, "path", "l2", "l3") == [("/2/17/5/4/", 17, 5)]
    assert ground.rows(tables.WorkItem, "path") == [("/2/17/5/4/",)]


def test_a_report_without_a_place_lies_at_the_reporters_unit(ground: Ground) -> None:
    open_case(ground.office, report=Report("ladder", "路灯不亮"), by=ground.person("zhou"))
    assert ground.rows(tables.Case, "path", "l2", "l3") == [("/2/17/5/", 17, 5)]


def test_the_clocks_of_dispatch_are_set_and_the_timers_wait(ground: Ground) -> None:
    ground.report()
    clocks = ground.rows(tables.Clock, "key", "state", "due_at")
    assert [row[:2] for row in clocks] == [("grid_due", "running"), ("handle_due", "running")]
    (timer,) = ground.rows(tables.Job, "kind", "due")
    assert timer == ("timer", clocks[0][2])
    assert ground.rows(tables.WorkItem, "clock", "due_at") == [("grid_due", clocks[0][2])]


def test_the_number_another_system_gave_is_kept(ground: Ground) -> None:
    report = Report("ladder", "路灯不亮", place="G3", upstream="12345-7")
    open_case(ground.office, report=report, by=ground.person("wang"))
    assert ground.rows(tables.Case, "upstream") == [("12345-7",)]


def test_a_case_keeps_the_version_it_was_opened_under(ground: Ground) -> None:
    before = ground.report()
    activate_policy(ground.office, key="ladder", number=1, by=ground.person("sun"))
    ground.report()
    (first, second) = ground.rows(tables.Case, "policy_id")
    assert first == second
    assert ground.complete(before.opened[0]["id"], "wang", next="solved").opened


def test_a_place_nobody_knows_is_refused(ground: Ground) -> None:
    with pytest.raises(PlaceNotFound):
        ground.report(place="nowhere")


def test_a_kind_nobody_deployed_is_refused(ground: Ground) -> None:
    with pytest.raises(PolicyNotFound):
        ground.report(kind="whistle")


def test_a_policy_that_is_not_active_opens_no_case(ground: Ground) -> None:
    ground.deploy_only("other")
    with pytest.raises(PolicyNotActive):
        ground.report(kind="other")


def test_the_time_of_day_of_a_step_is_the_districts(ground: Ground) -> None:
    ground.report()
    ((case_id,),) = ground.rows(tables.Case, "id")
    with ground.office.store.write() as tx:
        case = load_case(tx, int(str(case_id)))
        assert case
        reader = ground.office.reader(tx, replace(case, upstream_due=case.opened_at))
        times = (reader.now, reader.case["opened_at"], reader.case["upstream"]["due"])
        assert {time.tzinfo for time in times} == {ground.office.calendar.zone}
