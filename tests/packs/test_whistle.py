"""What the whistle promises, asked of its tables and drawings with everything they may be given."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bpmn.model import Element, Process
from engine.bpmn.read import read
from engine.bpmn.sites import sites
from engine.domain.calendar import national_calendar, read_limit
from engine.feel import evaluate
from tests.packs.shelf import MONDAY, WORKFLOWS, decide

OWN = ("arbitration", "score_sheet", "summon_unit", "whistle")
LEVELS = ("grid", "community", "street", "district", "department")
POSTS = ("blower", "chief", "director", "dispatcher", "liaison", "secretary", "street_leader")
GRADES = ("normal", "hard", "emergency")
TRIGGERS = ("salient", "joint_enforce", "emergency", "cross_unit")
UNITS = st.sampled_from(["ZHZF", "SJ", "XF", "ZGJ", "GD"])
CODES_OF_A_CASE = {
    "asking_role", "asking_unit", "category", "change", "change_unit", "clause", "ended_at",
    "origin_whistle", "per_case", "result", "review_at",
}  # fmt: skip


@cache
def processes() -> dict[str, Process]:
    files = {p.name: p.read_bytes() for name in OWN for p in (WORKFLOWS / name).glob("*.bpmn")}
    drawing, findings = read(files)
    assert findings == []
    return dict(drawing.processes)


def elements() -> Iterator[tuple[Process, Element]]:
    return ((p, e) for p in processes().values() for e in p.elements.values())


def output_of(element: str, name: str) -> str:
    (found,) = (each for _, each in elements() if each.id == element)
    (line,) = (each for each in found.dialect.outputs if each.target == name)
    return line.source.removeprefix("=")


def asked(
    level: str, posts: tuple[str, ...], grade: str, trigger: str, tried: int
) -> dict[str, Any]:
    found = decide(
        "whistle", "may_whistle", level=level, posts=list(posts), grade=grade, trigger=trigger,
        tried=tried, unit="SJ",
    )  # fmt: skip
    assert isinstance(found, dict)
    return found


def ends(grade: str) -> dict[tuple[str, str], datetime]:
    calendar = national_calendar()
    rows = decide("whistle", "whistle_grades", grade=grade)
    due = {
        (row["phase"], row["key"]): calendar.due(MONDAY, read_limit(row["amount"], row["unit"])).at
        for row in rows
    }
    assert len(due) == len(rows), "one limit each"
    return due


# Who may blow


def test_every_level_post_grade_and_kind_is_answered_with_who_approves() -> None:
    for level, post, grade, trigger, tried in product(LEVELS, POSTS, GRADES, TRIGGERS, (0, 1)):
        may = asked(level, (post,), grade, trigger, tried)
        assert isinstance(may["allowed"], bool)
        assert may["allowed"] == bool(may["approvers"])
        assert may["tell"]
        assert all("@" in lane for lane in may["approvers"])


def test_nobody_who_holds_one_post_approves_their_own_whistle() -> None:
    for post, grade, trigger in product(POSTS, GRADES, TRIGGERS):
        assert f"{post}@street" not in asked("street", (post,), grade, trigger, 1)["approvers"]


def test_only_an_emergency_is_approved_afterwards_and_nobody_has_to_have_tried_before() -> None:
    for level, post, grade, trigger in product(LEVELS, POSTS, GRADES, TRIGGERS):
        may = asked(level, (post,), grade, trigger, 0)
        assert (may["when"] == "after") == (grade == "emergency")
        assert may["allowed"] or grade != "emergency"
        assert not (may["allowed"] and grade == "normal"), "something is tried first"


def test_a_hard_whistle_of_the_street_needs_more_than_the_street() -> None:
    for post, trigger in product(("director", "secretary"), TRIGGERS):
        lanes = asked("street", (post,), "hard", trigger, 1)["approvers"]
        assert any(lane.endswith("@district") for lane in lanes)


# By when


@pytest.mark.parametrize("grade", GRADES)
def test_no_limit_of_a_unit_is_longer_than_the_whistles(grade: str) -> None:
    due = ends(grade)
    assert due["unit", "unit_sign_due"] <= due["unit", "report_due"] <= due["unit", "unit_due"]
    assert due["unit", "report_due"] <= due["unit", "appoint_due"] <= due["unit", "unit_due"]
    assert due["unit", "unit_due"] <= due["answer", "whistle_due"]
    assert due["redo", "unit_due"] <= due["again", "whistle_due"]
    assert due["answer", "whistle_warn_at"] < due["answer", "whistle_due"]


@pytest.mark.parametrize("grade", GRADES)
def test_every_clock_a_task_is_due_by_has_a_limit(grade: str) -> None:
    given_ = {key for _, key in ends(grade)}
    ruled = {row["key"] for row in decide("arbitration", "arbitration_rule", returns=1)["limits"]}
    due = {e.dialect.properties.get("shaodao:due") for _, e in elements()} - {None}
    assert due <= given_ | ruled


@pytest.mark.parametrize("grade", GRADES)
def test_absence_is_ruled_only_after_the_time_to_report_and_some_grace(grade: str) -> None:
    report = ends(grade)["unit", "report_due"]
    assert decide("summon_unit", "absence_rule", grade=grade, report=report)["at"] > report


# Who leads, and who is asked


@given(lead=UNITS, others=st.lists(UNITS))
def test_a_whistle_has_exactly_one_lead_and_asks_each_assistant_once(
    lead: str, others: list[str]
) -> None:
    known = {"lead_unit": lead, "assist_units": others}
    leads = evaluate(output_of("wh_named", "leads"), known)
    assists = evaluate(output_of("wh_named", "assists"), known)
    assert [row["unit"] for row in leads] == [lead]
    called = [lead, *(row["unit"] for row in assists)]
    assert len(called) == len(set(called))
    assert set(called) == {lead, *others}


def test_a_unit_is_called_in_only_where_it_was_not_called_before() -> None:
    adding = [(p, e) for p, e in elements() if e.dialect.verb == "add_unit"]
    assert len(adding) == 4
    for process, element in adding:
        (flow,) = (each for each in process.flows if each.target == element.id)
        ways = [each.condition for each in process.outgoing(flow.source)]
        assert any("case.summoned" in (text or "") for text in ways)


def test_a_lead_comes_first_and_an_emergency_does_not_wait_for_a_ruling() -> None:
    for grade, role in product(GRADES, ("lead", "assist")):
        first = decide("summon_unit", "come_first", grade=grade, role=role)
        assert first == (role == "lead" or grade != "normal")


# What is not told


def test_messages_of_a_whistle_carry_codes_and_never_the_reporter_or_their_words() -> None:
    sent = {
        line.target
        for _, element in elements()
        if any(event.kind == "message" for event in element.events)
        and element.kind == "intermediateThrowEvent"
        for line in element.dialect.inputs
    }
    assert sent == CODES_OF_A_CASE


def test_no_expression_of_a_whistle_asks_for_the_reporter() -> None:
    drawing = read(
        {p.name: p.read_bytes() for name in OWN for p in (WORKFLOWS / name).glob("*.bpmn")}
    )[0]
    read_ = {path for site in sites(drawing) for path in site.formula.paths}
    assert {path[1] for path in read_ if path[0] == "case" and len(path) > 1} <= {
        "facts", "joined", "kind", "number", "open_rows", "origin", "place", "summoned",
    }  # fmt: skip


def test_a_score_sheet_is_read_by_nobody_and_its_rows_are_sealed() -> None:
    form = json.loads((WORKFLOWS / "score_sheet" / "forms" / "score.form").read_text("utf-8"))
    assert form["properties"]["shaodaoReaders"] == "nobody"
    (keep,) = (e for _, e in elements() if e.id == "sc_keep")
    assert {line.target: line.source for line in keep.dialect.inputs}["sealed"] == "=true"


def test_whoever_gives_up_leaves_their_weight_to_the_others() -> None:
    for grade in GRADES:
        rows = decide("score_sheet", "scoring", grade=grade)
        assert sum(row["weight"] for row in rows) == 1
    script = next(e for _, e in elements() if e.id == "wh_figures").dialect.script or ""
    marks = [{"unit": "XF", "points": 9, "weight": 5}, {"unit": "XF", "points": 6, "weight": 1}]
    (figure,) = evaluate(script.removeprefix("="), {"parties": ["XF"], "given": marks})["figures"]
    assert figure == {"unit": "XF", "points": 8.5}
    (none,) = evaluate(script.removeprefix("="), {"parties": ["XF"], "given": []})["figures"]
    assert none["points"] is None
