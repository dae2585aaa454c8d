"""Clocks move, stand still and run on: row, timer, job and task together, in one transaction."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.bpmn import Cancel
from engine.casework import advance
from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import deploy_policy
from engine.domain.refusals import ClockBeyondCap, ClockInPast, PolicyInvalid
from engine.domain.words import ClockState
from engine.jobs.chores import reconcile
from engine.policy.read import read_pack
from engine.store import audit, tables
from engine.store.columns import NEVER
from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.write import save_case
from tests.commands.ground import LADDER, Ground
from tests.commands.times import PARKED, beside, days, late, limits, minute
from tests.unit.bpmn.drawing import (
    catch,
    diagram,
    end,
    exclusive,
    extensions,
    flow,
    path,
    properties,
    service,
    start,
    sub,
    task,
    timer,
)
from tests.unit.calendar.moments import at

PACK = read_pack(LADDER)
FRIDAY, HANDLE = "2026-11-20T10:00", limits("handle_due 2 working_day")
EXTEND = service(
    "act", "move_clock", {"clock": '="handle_due"', "amount": "=3", "unit": '="工作日"'}
)
TO = {"clock": '="report_due"', "to": "=date and time(when)"}
APPOINT = service("act", "move_clock", TO)
ACTED = path("ask", "act", "asked")


def test_a_late_task_stays_with_its_holder_and_the_street_is_told_once(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    now.go("2026-11-24T18:00")
    now.go("2026-11-30T18:00")
    assert (now.told(), now.clock().state) == (1, ClockState.RUNG)
    assert ("work", "open") in ground.rows(tables.WorkItem, "element", "state")
    now.do("work")


def test_a_task_is_taken_away_only_where_that_is_drawn(ground: Ground) -> None:
    now = days(ground, FRIDAY)
    interrupts = PACK.files["ladder.bpmn"].replace(b'cancelActivity="false"', b"")
    with pytest.raises(PolicyInvalid) as caught:
        deploy(ground, interrupts)
    assert [found.rule for found in caught.value.findings] == ["bpmn.deadline_takes_work_away"]
    says_so = b"""<bpmn:extensionElements><zeebe:properties>
        <zeebe:property name="shaodao:takes-away" value="\xe6\x94\xb6\xe5\x9b\x9e" />
        </zeebe:properties></bpmn:extensionElements><bpmn:timerEventDefinition"""
    deploy(ground, interrupts.replace(b"<bpmn:timerEventDefinition", says_so, 1))
    ground.report()
    now.go("2026-11-20T12:01")
    assert ground.rows(tables.WorkItem, "element", "state") == [("grid", "withdrawn")]


def deploy(ground: Ground, drawing: bytes) -> None:
    """Let new cases take the ladder drawn otherwise."""
    pack, keeper = replace(PACK, files=PACK.files | {"ladder.bpmn": drawing}), ground.person("sun")
    deployed = deploy_policy(ground.office, pack=pack, approved_by=keeper)
    activate_policy(ground.office, key=deployed.key, number=deployed.number, by=keeper)


def test_an_extension_moves_row_timer_job_and_task_together(ground: Ground, tmp_path: Path) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    assert now.dues() == [at("2026-11-24T18:00")] * 4
    now.do("ask")
    assert now.dues() == [at("2026-11-27T18:00")] * 4
    now.go("2026-11-24T18:00")
    assert now.told() == 0
    now.go("2026-11-27T18:00")
    assert now.told() == 1


def test_the_journal_says_from_when_to_when_a_clock_moved_and_why(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    now.do("ask")
    was, due = "2026-11-24T18:00:00+08:00", "2026-11-27T18:00:00+08:00"
    assert now.record("complete_task") == [
        ["handle_due", "", "running", due, ["extended", was, due]]
    ]
    assert audit.verify(ground.office.store).breaks == []


def test_a_ring_leaves_the_other_clocks_as_they_are(ground: Ground, tmp_path: Path) -> None:
    rule = '=[{key: "case_due", within: "upstream_due"}]'
    now = days(ground, FRIDAY)
    inputs = limits("handle_due 2 working_day", "case_due 5 working_day") | {"caps": rule}
    now.open(beside(inputs, EXTEND, ACTED), tmp_path)
    before = now.clock("case_due")
    now.go("2026-11-24T18:00")
    assert (now.told(), now.clock("case_due")) == (1, before)
    assert now.record("fire_timer") == [["handle_due", "", "rung", "2026-11-24T18:00:00+08:00"]]


def test_a_clock_that_was_extended_after_it_rang_rings_once_more(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    now.go("2026-11-25T10:00")
    now.do("ask")
    assert (now.told(), now.clock().state) == (1, ClockState.RUNNING)
    now.go("2026-11-27T18:00")
    assert now.told() == 2


def test_an_appointment_rings_at_the_new_instant_and_never_twice(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(limits("report_due 30 minute"), APPOINT, ACTED, clock="report_due"), tmp_path)
    now.do("ask", when="2026-11-21T15:00:00")
    assert now.dues("report_due") == [at("2026-11-21T15:00")] * 4
    for moment in ("2026-11-20T11:00", "2026-11-21T14:59"):
        now.go(moment)
        assert now.told() == 0
    for moment in ("2026-11-21T15:00", "2026-11-22T15:00"):
        now.go(moment)
        assert now.told() == 1


def test_an_appointment_in_the_past_is_refused_and_may_be_made_otherwise(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(limits("report_due 30 minute"), APPOINT, ACTED, clock="report_due"), tmp_path)
    with pytest.raises(ClockInPast):
        now.do("ask", when="2026-11-19T15:00:00")
    assert ground.rows(tables.Incident, "code") == []
    now.do("ask", when="2026-11-20T15:00:00")


def test_clocks_parked_over_a_holiday_keep_the_working_time_that_was_left(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, "2026-09-24T10:00")  # the day before mid-autumn
    now.open(beside(limits("handle_due 8 working_hour"), *PARKED), tmp_path)
    now.go("2026-09-24T16:00")
    now.do("ask")
    assert now.dues() == [None, NEVER, None]  # no job is left to ring
    now.go("2026-10-08T10:00")  # the first day after the holidays
    assert (now.told(), now.clock().state) == (0, ClockState.SUSPENDED)
    now.do("lift")
    assert [minute(due) for due in now.dues() if due] == [at("2026-10-08T14:00")] * 4
    now.go("2026-10-08T14:01")
    assert now.told() == 1


def test_natural_time_that_was_left_is_natural_time_again(ground: Ground, tmp_path: Path) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(limits("handle_due 24 hour"), *PARKED), tmp_path)
    now.go("2026-11-20T16:00")
    now.do("ask")
    now.go("2026-11-22T10:00")
    now.do("lift")
    assert minute(now.clock().due) == at("2026-11-23T04:00")


def test_a_task_sent_back_goes_on_by_the_handling_clock_and_is_signed_anew(
    ground: Ground, tmp_path: Path
) -> None:
    """Which clocks start anew at a hand-over is said by the rows and by nothing else."""
    rows = (
        '=[{key: "sign_due", amount: 2, unit: "hour"},'
        ' {key: "handle_due", amount: 2, unit: "working_day", restart: false}]'
    )
    drawn = diagram(
        start(), service("set", "set_clocks", {"limits": rows}),
        task("sign", props={"shaodao:due": "sign_due"}),
        task("work", props={"shaodao:due": "handle_due"}), late("handle_due"),
        exclusive("g", default="g_e"), end(), path("s", "set", "sign", "work", "g", "e"),
        flow("g", "set", "=back"),
    )  # fmt: skip
    now = days(ground, FRIDAY)
    now.open(drawn, tmp_path)
    now.do("sign")
    now.go("2026-11-20T15:00")
    now.do("work", back=True)
    assert now.clock("handle_due").due == at("2026-11-24T18:00")
    assert minute(now.clock("sign_due").due) == at("2026-11-20T17:00")
    now.do("sign")
    assert now.dues() == [at("2026-11-24T18:00")] * 4
    now.go("2026-11-25T10:00")
    now.do("work", back=True)
    now.do("sign")
    now.go("2026-11-26T10:00")
    assert now.told() == 1  # it is late by the same clock, and that was told already


def test_a_task_sent_back_is_due_by_the_clock_of_the_sub_process_around_it(
    ground: Ground, tmp_path: Path
) -> None:
    around = sub(
        "round", extensions(properties({"shaodao:due": "handle_due"})), start("rs"),
        exclusive("in"), task("work"), late("handle_due"), exclusive("g", default="g_re"),
        end("re"), path("rs", "in", "work", "g"), flow("g", "in", "=back"), flow("g", "re"),
    )  # fmt: skip
    drawn = (start(), service("set", "set_clocks", HANDLE), around, end())
    now = days(ground, FRIDAY)
    now.open(diagram(*drawn, path("s", "set", "round", "e")), tmp_path)
    assert now.dues() == [at("2026-11-24T18:00")] * 4
    now.go("2026-11-23T10:00")
    now.do("work", back=True)
    assert now.dues() == [at("2026-11-24T18:00")] * 4


def test_clocks_stop_when_the_drawing_ends(ground: Ground, tmp_path: Path) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    now.do("ask")
    assert now.clock().state is ClockState.RUNNING
    now.do("work")
    assert now.dues() == [None]
    assert ("handle_due", "stopped") in ground.rows(tables.Clock, "key", "state")
    assert now.record("complete_task") == [
        ["handle_due", "", "stopped", "2026-11-27T18:00:00+08:00"]
    ]
    now.go("2026-11-30T10:00")
    assert (now.told(), now.clock().is_overdue(at("2026-11-30T10:00"))) == (0, False)


def test_a_clock_that_rang_before_the_drawing_ended_was_not_kept(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, path("ask", "asked")), tmp_path)
    now.go("2026-11-25T10:00")
    for element in ("ask", "work"):
        now.do(element)
    assert now.clock().state is ClockState.STOPPED
    assert now.clock().is_overdue(at("2026-11-30T10:00"))


def test_clocks_stop_when_a_case_is_cancelled(ground: Ground, tmp_path: Path) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, EXTEND, ACTED), tmp_path)
    office = ground.office
    with office.store.write() as tx:
        case = load_case(tx, now.case)
        assert case
        act = Happening("cancel", None, None, {})
        policy, reader = office.policy(tx, case.policy_id), office.reader(tx, case)
        change = advance(policy, Cancel(), reader, act)
        save_case(tx, case, change.case, change.changes)
    assert now.clock().state is ClockState.STOPPED
    assert now.dues() == [None]


def test_a_held_clock_that_a_drawing_leaves_behind_was_not_late(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, service("hold", "hold_clocks"), path("ask", "hold", "asked")), tmp_path)
    for element in ("ask", "work"):
        now.do(element)
    assert now.clock().state is ClockState.SUSPENDED
    assert not now.clock().is_overdue(at("2026-12-30T10:00"))


def test_a_case_that_waits_for_a_held_clock_alone_is_not_stuck(
    ground: Ground, tmp_path: Path
) -> None:
    drawn = (
        start(), service("set", "set_clocks", HANDLE), service("hold", "hold_clocks"),
        catch("rings", timer("timeDate", '=clock("handle_due")')), end(),
    )  # fmt: skip
    now = days(ground, FRIDAY)
    now.open(diagram(*drawn, path("s", "set", "hold", "rings", "e")), tmp_path)
    now.go("2026-11-30T10:00")
    reconcile(ground.office.store)
    assert ground.rows(tables.Incident, "code") == []


def test_a_clock_ends_no_later_than_what_encloses_it(ground: Ground, tmp_path: Path) -> None:
    rule = '=[{key: "handle_due", within: "case_due", amount: 1, unit: "working_day"}]'
    inputs = limits("handle_due 9 working_day", "case_due 5 working_day") | {"caps": rule}
    more = service("act", "move_clock", {"clock": "=which", "amount": "=3", "unit": '="工作日"'})
    again = path("ask", "act", "ask2", "act2", "asked")
    act2 = service("act2", "move_clock", {"clock": "=which", "amount": "=1", "unit": '="工作日"'})
    now = days(ground, FRIDAY)
    now.open(beside(inputs, more, task("ask2"), act2, again), tmp_path)
    assert now.dues() == [at("2026-11-26T18:00")] * 4
    with pytest.raises(ClockBeyondCap):
        now.do("ask", which="handle_due")
    now.do("ask", which="case_due")
    assert now.dues() == [at("2026-12-01T18:00")] * 4
    assert now.clock("case_due").due == at("2026-12-02T18:00")


def test_a_clock_stays_ahead_of_the_order_from_above(ground: Ground, tmp_path: Path) -> None:
    rule = '=[{key: "handle_due", within: "upstream_due", amount: 1, unit: "working_day"}]'
    now = days(ground, FRIDAY)
    inputs = limits("handle_due 9 working_day") | {"caps": rule}
    now.open(beside(inputs, EXTEND, ACTED), tmp_path, upstream_due=at("2026-11-25 12:00"))
    assert now.dues() == [at("2026-11-24 18:00")] * 4
    with pytest.raises(ClockBeyondCap):
        now.do("ask")


def test_a_timer_of_a_case_whose_clock_was_held_is_not_a_case_that_is_stuck(
    ground: Ground, tmp_path: Path
) -> None:
    now = days(ground, FRIDAY)
    now.open(beside(HANDLE, *PARKED), tmp_path)
    now.do("ask")
    now.go("2026-11-30T10:00")
    assert ground.rows(tables.Incident, "code") == []
