"""A scenario is played by the clock it names, by the people it names, on a real house."""

import pytest

from engine.rehearsal.run import Rehearsal
from tests.unit.rehearsal.stages import REPORTED, Play, rules, sentences


def test_a_case_goes_up_and_is_closed_and_everything_on_the_way_holds(goes_on: Play) -> None:
    verdict = goes_on(
        "{at: 09:20, do: grid, by: 林晓, answers: {next: report_up}, expect: {tasks: [community]}}",
        "{at: 周二 10:00, do: community, by: 何敏, answers: {next: solved}}",
        "{after: 2 小时, do: check, by: 段青, answers: {}, expect: {state: closed, tasks: []}}",
    )
    assert sentences(verdict) == []
    assert verdict.holds
    assert verdict.name == "网格报一件事"
    assert {"grid", "community", "check", "closed"} <= verdict.passed


def test_what_is_due_in_between_happens_when_it_is_due(goes_on: Play) -> None:
    verdict = goes_on(
        "{at: 11:09, expect: {no_notices: [late], clocks: {grid_due: 11:10}}}",
        "{at: 11:10, expect: {notices: [late leader@street], clocks: {grid_due: rung}}}",
        "{at: 周四 18:00, expect: {notices: [late], path: [grid_late, tell_late]}}",
    )
    assert sentences(verdict) == []


def test_the_first_step_that_is_not_as_written_is_told_with_its_line_and_time(
    goes_on: Play,
) -> None:
    verdict = goes_on(
        "{at: 09:20, expect: {tasks: [community]}}",
        "{at: 09:30, expect: {state: closed}}",
    )
    (missed,) = verdict.missed
    assert missed.step.line == 7
    assert f"{missed.at:%m-%d %H:%M}" == "11-23 09:20"
    assert sentences(verdict) == [
        "q1 的待办应当正好是 community，实际是 grid@QH-01-03。",
    ]


def test_a_task_is_done_only_by_who_holds_the_post(goes_on: Play) -> None:
    by_another = "do: grid, by: 何敏, answers: {next: solved}"
    verdict = goes_on(f"{{{by_another}}}")
    assert rules(verdict) == ["refused"]
    assert "网格" in sentences(verdict)[0] or "handler" in sentences(verdict)[0]
    assert goes_on(f"{{{by_another}, refused: not_yours}}").holds


def test_a_refusal_may_be_expected_at_its_field(goes_on: Play) -> None:
    step = "{{do: grid, by: 林晓, answers: {{note: 来过}}, refused: {}}}"
    assert goes_on(step.format("answers_invalid")).holds
    assert goes_on(step.format("answers_invalid /next")).holds
    assert rules(goes_on(step.format("answers_invalid /note"))) == ["refused_otherwise"]
    assert rules(goes_on(step.format("not_yours"))) == ["refused_otherwise"]


def test_what_should_be_refused_and_is_done_is_told(goes_on: Play) -> None:
    step = "{do: grid, by: 林晓, answers: {next: solved}, refused: not_yours}"
    assert rules(goes_on(step)) == ["not_refused"]


def test_nothing_a_refused_step_asked_for_has_happened(goes_on: Play) -> None:
    verdict = goes_on(
        "{do: grid, by: 林晓, answers: {note: 来过}, refused: answers_invalid, "
        "expect: {tasks: [grid], not_passed: [grid], no_milestones: [onsite]}}",
        "{do: grid, by: 林晓, answers: {next: solved}, expect: {tasks: [check]}}",
    )
    assert sentences(verdict) == []


@pytest.mark.parametrize(
    ("step", "rule"),
    [
        ("{do: grid, by: 无人, answers: {}}", "nobody"),
        ("{do: street, by: 段青, answers: {}}", "task_absent"),
        ("{case: q9, expect: {state: open}}", "no_such_case"),
        ("{at: 09:00}", "time_back"),
        ("{report: ladder, as: q1, by: 林晓}", "case_named_twice"),
        ("{find: 没有的, as: w1}", "not_found"),
        ("{report: nothing, as: q2, by: 林晓}", "refused"),
    ],
)
def test_a_step_that_cannot_be_played_says_why(goes_on: Play, step: str, rule: str) -> None:
    verdict = goes_on(step)
    assert rules(verdict) == [rule]
    assert sentences(verdict)[0]


def test_several_cases_are_named_at_once_and_done_in_order(play: Play) -> None:
    verdict = play(
        """
name: 两件事一起办
proves: 2
start: 2026-11-23 09:10
steps:
  - {report: ladder, as: [q1, q2], by: 林晓, expect: {count: {ladder: 2}}}
  - {do: grid, by: 林晓, answers: {next: solved, note: "{q1} 与 {q2}"}, expect: {tasks: [check]}}
  - {case: q2, do: check, by: 段青, answers: {}}
expect:
  - {case: q1, state: open}
  - {case: q2, state: closed}
"""
    )
    assert sentences(verdict) == []


def test_a_scenario_goes_on_from_another(play: Play) -> None:
    play(REPORTED, "reported")
    going_on = """
name: 接着办
proves: 3
begin: reported
elements: [grid]
steps:
  - {at: 09:30, do: grid, by: 林晓, answers: {next: solved}, expect: {path: [limits, grid]}}
"""
    assert sentences(play(going_on)) == []
    assert play(going_on.replace("begin: reported", "begin: ladder/reported")).holds


@pytest.mark.parametrize("begin", ["nowhere", "nobody/reported", "circle"])
def test_a_beginning_that_is_not_there_or_is_itself_is_refused(play: Play, begin: str) -> None:
    verdict = play(f"name: 圈\nproves: 3\nbegin: {begin}\nsteps: []\n", "circle")
    assert rules(verdict) == ["no_beginning"]


def test_elements_a_scenario_is_about_must_be_passed(play: Play) -> None:
    verdict = play(REPORTED.replace("proves: 1", "proves: 1\nelements: [limits, grid, street]"))
    assert rules(verdict) == ["elements_not_passed"]
    assert "grid、street" in sentences(verdict)[0]


def test_scenarios_leave_nothing_to_each_other(goes_on: Play) -> None:
    for _ in range(2):
        assert goes_on("{expect: {count: {ladder: 1}}}").holds


def test_elements_no_scenario_passes_are_named(goes_on: Play, rehearsed: Rehearsal) -> None:
    short = goes_on("{do: grid, by: 林晓, answers: {next: solved}}")
    late = goes_on("{after: 3 小时}")
    one = {finding.element for finding in rehearsed.never_passed("ladder", [short])}
    both = {finding.element for finding in rehearsed.never_passed("ladder", [short, late])}
    assert {"grid_late", "street", "closed"} <= one
    assert one - both == {"grid_late", "tell_late", "late_told"}
