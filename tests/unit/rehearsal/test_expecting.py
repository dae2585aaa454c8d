"""Everything a step may expect holds where it is so, and is told where it is not."""

import pytest

from engine.rehearsal.expecting import CHECKS
from engine.rehearsal.scenario import EXPECT
from tests.unit.rehearsal.stages import Play, rules, sentences

# After a report at 09:10, a grid that is late at 11:10, and the community's turn on Tuesday.
STEPS = (
    "{at: 11:30, do: grid, by: 林晓, answers: {next: report_up}}",
    "{at: 周二 10:00, expect: {EXPECTED}}",
)
# What holds then, and what does not, with a piece of what is said to have been found.
EXPECTATIONS = {
    "state": ("open", "closed", "open"),
    "outcome": ("null", "solved", "—"),
    "stage": ("handle", "feedback", "handle"),
    "category": ("null", "路灯", "—"),
    "level": ("null", "grid", "—"),
    "unit": ("null", "QH", "—"),
    "tasks": ("[community@QH-01]", "[community, community]", "community@QH-01"),
    "has_tasks": ("[community]", "[community@QH]", "community@QH-01"),
    "no_tasks": ("[grid, community@QH]", "[grid, community]", "community@QH-01"),
    "clocks": (
        "{handle_due: 周四 18:00, grid_due: rung}",
        "{handle_due: 周五 18:00}",
        "11-26 18:00",
    ),
    "milestones": ("{onsite: 周一 11:30}", "{onsite: 周一 11:31}", "onsite@QH-01-03 11-23 11:30"),
    "no_milestones": ("[sign]", "[onsite@QH-01-03]", "onsite@QH-01-03"),
    "notices": ("[late leader@street]", "[late, late]", "late leader@street"),
    "no_notices": ("[late reporter, gone]", "[late leader@street]", "late"),
    "registers": ("{duty: 0, orders: []}", "{duty: [{unit: QH}]}", "—"),
    "links": ("[]", "[q1]", "—"),
    "facts": ("{returns: null}", "{returns: 1}", "—"),
    "passed": ("[limits, grid]", "[grid, street]", "street"),
    "not_passed": ("[street]", "[street, grid]", "grid"),
    "path": ("[limits, grid_late, grid]", "[grid, limits]", "limits"),
    "waits": ("[]", "[case.urged]", "—"),
    "seen_by": ("[段青, 何敏]", "[段青, 秦岳]", "秦岳"),
    "hidden_from": ("[秦岳]", "[秦岳, 段青]", "段青"),
    "count": ("{ladder: 1, whistle: 0}", "{ladder: 2}", "ladder: 1"),
    "incidents": ("[]", "[step_failed]", "—"),
}
# These fail only where a policy says something, or waits for it (see the commands).
OTHERS = {"case", "no_words", "no_waits"}


def test_there_is_a_check_for_everything_a_step_may_expect() -> None:
    assert {*CHECKS} == {*EXPECT} - {"case"}
    assert {*EXPECTATIONS} | OTHERS == {*EXPECT}


@pytest.mark.parametrize("key", EXPECTATIONS)
def test_what_is_so_holds(goes_on: Play, key: str) -> None:
    work, look = STEPS
    right, _, _ = EXPECTATIONS[key]
    verdict = goes_on(work, look.replace("EXPECTED", f"{key}: {right}"))
    assert sentences(verdict) == []


@pytest.mark.parametrize("key", EXPECTATIONS)
def test_what_is_not_so_is_told_with_what_was_found(goes_on: Play, key: str) -> None:
    work, look = STEPS
    _, wrong, found = EXPECTATIONS[key]
    verdict = goes_on(work, look.replace("EXPECTED", f"{key}: {wrong}"))
    assert rules(verdict) == [f"expect_{key}"]
    assert found in sentences(verdict)[0]


def test_everything_wrong_with_a_step_is_told_at_once(goes_on: Play) -> None:
    verdict = goes_on("{expect: {state: closed, stage: handle, tasks: []}}")
    assert rules(verdict) == ["expect_state", "expect_tasks"]


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [("null", False), ("11:10", True), ("11-23 11:10", True), ("11:11", False), ("held", False)],
)
def test_a_clock_is_there_at_its_minute_or_not_at_all(
    goes_on: Play, wanted: str, *, holds: bool
) -> None:
    assert goes_on(f"{{expect: {{clocks: {{grid_due: {wanted}}}}}}}").holds is holds
    assert goes_on("{expect: {clocks: {grid_due@QH: null, sign_due: null}}}").holds


@pytest.mark.parametrize("wanted", ["11:10", "held", "rung"])
def test_a_clock_that_was_never_set_stands_nowhere(goes_on: Play, wanted: str) -> None:
    assert rules(goes_on(f"{{expect: {{clocks: {{sign_due: {wanted}}}}}}}")) == ["expect_clocks"]


def test_an_expectation_is_about_the_case_it_names(goes_on: Play) -> None:
    another = "{report: ladder, as: q2, by: 林晓, place: QH-01-03}"
    done = "{do: grid, by: 林晓, answers: {next: solved}, expect: {tasks: [check]}}"
    both = "{expect: [{case: q1, tasks: [check]}, {case: q2, tasks: [check]}]}"
    verdict = goes_on(another, done, both)
    assert sentences(verdict) == ["q1 的待办应当正好是 check，实际是 grid@QH-01-03。"]
