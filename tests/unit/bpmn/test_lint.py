"""The lint: each rule on the smallest diagram that breaks it, and silence on one that is right."""

from pathlib import Path

import pytest

import engine.bpmn
from engine.bpmn import State, lint
from engine.texts import catalogue
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    catch,
    cycle,
    diagram,
    duration,
    element,
    end,
    exclusive,
    extensions,
    flow,
    lanes,
    many,
    mapping,
    message,
    on,
    on_message,
    parallel,
    path,
    process,
    properties,
    rule,
    script,
    service,
    start,
    sub,
    task,
    throw,
    timer,
    zeebe,
)
from tests.unit.bpmn.finding import codes, findings
from tests.unit.bpmn.play import played

AB = path("s", "a", "e")
INNER = process("q", start("qs"), task("h"), end("qe"), path("qs", "h", "qe"))


def between(*middle: str) -> tuple[str, ...]:
    """A start, one element `a`, an end."""
    return (start(), *middle, end(), AB)


def loop(inner: str) -> str:
    return f"<bpmn:multiInstanceLoopCharacteristics>{inner}</bpmn:multiInstanceLoopCharacteristics>"


WRONG: dict[str, tuple[str, ...]] = {
    "no_start": (task("a"), end(), path("a", "e")),
    "no_end": (start(), task("a"), path("s", "a")),
    "dead_end": (start(), task("a"), end(), path("s", "a"), path("s", "e")),
    "unreachable": (*between(task("a")), task("b"), path("b", "e")),
    "no_way_to_an_end": (
        start(), exclusive("g", default="g_e"), task("a"), task("b"), end(), path("s", "g"),
        flow("g", "a", "=x"), flow("g", "e"), path("a", "b", "a"),
    ),
    "flow_to_nowhere": (*between(task("a")), path("a", "nowhere")),
    "flow_into_entrance": (start(), task("a"), end(), path("s", "a", "s"), path("a", "e")),
    "flow_out_of_end": (*between(task("a")), end("x"), path("e", "x")),
    "implicit_fork": (*between(task("a")), task("b"), path("a", "b", "e")),
    "attached_to_nowhere": (
        *between(task("a")), boundary("b", "nowhere", duration("PT1H")), path("b", "e"),
    ),
    "unknown_default": (
        start(), exclusive("a", default="none"), task("b"), end(), path("s", "a"),
        flow("a", "e", "=x"), flow("a", "b", "=y"), path("b", "e"),
    ),
    "gateway_without_default": (
        start(), exclusive("a"), task("b"), end(), path("s", "a"), flow("a", "e", "=x"),
        flow("a", "b", "=y"), path("b", "e"),
    ),
    "flow_without_condition": (
        start(), exclusive("a", default="a_e"), task("b"), end(), path("s", "a", "e"),
        flow("a", "b"), path("b", "e"),
    ),
    "default_with_condition": (
        start(), exclusive("a", default="a_e"), task("b"), end(), path("s", "a"),
        flow("a", "e", "=x"), flow("a", "b", "=y"), path("b", "e"),
    ),
    "event_gateway_target": (
        start(), element("eventBasedGateway", "g"), task("a"), catch("c", duration("PT1H")), end(),
        path("s", "g", "a", "e"), path("g", "c", "e"),
    ),
    "event_gateway_shared": (
        start(), element("eventBasedGateway", "g"), catch("a", duration("PT1H")),
        catch("c", duration("PT2H")), task("t"), end(), path("s", "g", "a", "t", "c", "e"),
        path("g", "c"),
    ),
    "id_twice": (start(), call("m", "q"), task("h"), end(), path("s", "m", "h", "e"), INNER),
    "cancel_event": between(throw("a", on("cancel"))),
    "several_events": (
        *between(catch("a", duration("PT1H"), on_message("m"))), message("m"),
    ),
    "event_without_definition": between(catch("a")),
    "event_misplaced": between(throw("a", duration("PT1H"))),
    "event_without_reference": between(catch("a", on("message", "nowhere"))),
    "start_waits": (
        element("startEvent", "s", duration("PT1H")), task("a"), end(), AB,
    ),
    "timer_without_time": between(catch("a", "<bpmn:timerEventDefinition/>")),
    "error_not_interrupting": (
        start(), call("a", "q"), boundary("b", "a", on("error"), interrupting=False), end(), AB,
        path("b", "e"), INNER,
    ),
    "standard_loop": between(task("a", "<bpmn:standardLoopCharacteristics loopMaximum='3'/>")),
    "loop_cardinality": between(task("a", loop("<bpmn:loopCardinality>3</bpmn:loopCardinality>"))),
    "loop_without_collection": between(task("a", loop(""))),
    "loop_half_a_result": between(task("a", loop(extensions(zeebe(
        "loopCharacteristics", inputCollection="=x", inputElement="i", outputCollection="out"))))),
    "script_not_feel": between(element("scriptTask", "a", "<bpmn:script>import os</bpmn:script>")),
    "service_without_verb": between(element("serviceTask", "a")),
    "rule_without_decision": between(element("businessRuleTask", "a")),
    "unknown_decision": between(rule("a", "nowhere", "x")),
    "call_without_process": between(element("callActivity", "a")),
    "call_by_expression": between(call("a", "=which")),
    "unknown_process": between(call("a", "nowhere")),
    "not_feel": between(task("a", inputs={"x": "=1 +"})),
    "no_equals_sign": (
        start(), exclusive("a", default="a_e"), task("b"), end(), path("s", "a", "e"),
        flow("a", "b", "x > 1"), path("b", "e"),
    ),
    "not_a_time": between(catch("a", duration("2 hours"))),
    "task_without_name": between(task("a")),
    "task_without_lane": between(task("a")),
    "task_without_form": between(task("a")),
    "task_without_clock": between(task("a")),
    "deadline_takes_work_away": (
        *between(task("a")), boundary("b", "a", duration("PT1H")), path("b", "e"),
    ),
}  # fmt: skip
ASKED_OF_PEOPLE = {
    "task_without_name",
    "task_without_lane",
    "task_without_form",
    "task_without_clock",
    "deadline_takes_work_away",
}


@pytest.mark.parametrize("code", WRONG)
def test_a_diagram_that_breaks_a_rule_is_told(code: str) -> None:
    assert code in codes(*WRONG[code], bare=code not in ASKED_OF_PEOPLE)


def test_a_diagram_that_is_right_is_told_nothing() -> None:
    drawn = (
        start(),
        lanes({"承办人@街道": ["a"]}),
        task("a", name="办理", form="f", props={"shaodao:due": "x"}),
        boundary("b", "a", duration("PT1H"), interrupting=False),
        end(),
        end("e2"),
        AB,
        path("b", "e2"),
    )
    assert codes(*drawn, bare=False) == []


def test_a_finding_says_file_element_line_and_what_to_do_in_both_languages() -> None:
    (found,) = findings(*between(element("serviceTask", "a", name="通知")))
    assert (found.file, found.element, found.is_error) == ("p.bpmn", "a", True)
    assert found.line == 1
    assert "“通知”" in found.sentence("zh")
    assert "“通知”" in found.sentence("en")


def test_an_expression_that_is_wrong_is_told_with_its_place_in_the_text() -> None:
    (found,) = findings(*between(task("a", outputs={"x": "=1 + + 2"})))
    assert found.facts["part"] == "output"
    assert found.facts["position"] == 4
    assert found.facts["text"] == "=1 + + 2"


SITES = {
    "condition": (start(), exclusive("a", default="a_e"), task("b"), end(), path("s", "a", "e"),
                  flow("a", "b", "=1 +"), path("b", "e")),
    "script": between(script("a", "={x: }")),
    "collection": between(task("a", many("=1 +", "x"))),
    "result": between(task("a", many("=x", "i", "out", "=1 +"))),
    "unit": between(task("a", many("=x", "i"), props={"shaodao:unit": "=1 +"})),
    "duration": between(catch("a", duration("=1 +"))),
    "date": between(catch("a", timer("timeDate", "=1 +"))),
    "cycle": between(catch("a", cycle("=1 +"))),
    "correlation": (*between(catch("a", on_message("m"))), message("m", "=1 +")),
    "groups": between(task("a", more=zeebe("assignmentDefinition", candidateGroups="=1 +"))),
    "users": between(task("a", more=zeebe("assignmentDefinition", assignee="=1 +"))),
    "due_date": between(task("a", more=zeebe("taskSchedule", dueDate="=1 +"))),
    "lane": (*between(task("a")), lanes({"承办人@{1 +}": ["a"]})),
    "input": between(service("a", "v", inputs={"x": "=1 +"})),
    "output": between(service("a", "v", outputs={"x": "=1 +"})),
}  # fmt: skip


@pytest.mark.parametrize("part", SITES)
def test_every_place_for_an_expression_is_read(part: str) -> None:
    parts = [finding.facts["part"] for finding in findings(*SITES[part])]
    assert parts == [part]


def test_an_expression_that_compiles_and_can_never_be_meant_is_warned_of() -> None:
    (found,) = findings(*between(task("a", outputs={"x": '=count(1) > "a"'})))
    assert (found.rule, found.is_error) == ("bpmn.feel_doubtful", False)


def test_a_clock_on_the_activity_around_a_task_is_enough() -> None:
    props = extensions(
        '<zeebe:properties><zeebe:property name="shaodao:due" value="handle"/></zeebe:properties>'
    )
    inner = (start("ms"), task("a"), end("me"), path("ms", "a", "me"))
    around = sub("m", props, *inner)
    assert "task_without_clock" not in codes(
        start(), around, end(), path("s", "m", "e"), bare=False
    )
    assert "task_without_clock" in codes(
        start(), sub("m", *inner), end(), path("s", "m", "e"), bare=False
    )


def test_a_deadline_that_says_why_it_takes_work_away_is_let_through() -> None:
    drawn = (
        *between(task("a")),
        boundary("b", "a", duration("PT1H"), props={"shaodao:takes-away": "收回"}),
        path("b", "e"),
    )
    assert "deadline_takes_work_away" not in codes(*drawn, bare=False)


def test_a_name_no_form_and_no_step_writes_is_warned_of() -> None:
    drawn = (
        start(),
        task("a", form="f"),
        script("w", "={half: days / 2}"),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "a", "w", "g"),
        path("b", "e"),
        flow("g", "e"),
        flow("g", "b", '=half > 1 and dayz > 3 and case.level = "x" and clock("c") > now()'),
    )
    warned = findings(*drawn, forms={"f": ["days"]})
    assert [(found.facts["missing"], found.is_error) for found in warned] == [("dayz", False)]
    assert findings(*drawn) == []


def test_what_a_verb_or_a_message_may_bring_is_not_guessed_at() -> None:
    drawn = (
        start(),
        service("v", "ask"),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "v", "g"),
        flow("g", "b", "=unheard"),
        flow("g", "e"),
        path("b", "e"),
    )
    assert findings(*drawn, forms={}) == []
    mapped = [
        part.replace(service("v", "ask"), service("v", "ask", outputs={"y": "=1"}))
        for part in drawn
    ]
    assert [found.facts["missing"] for found in findings(*mapped, forms={})] == ["unheard"]


def test_findings_come_in_the_order_of_the_files() -> None:
    wrong = diagram(*between(element("serviceTask", "a")))
    found = lint({"b.bpmn": wrong.replace(b'"p"', b'"p2"'), "a.bpmn": wrong}, bare=True)
    assert [finding.file for finding in found] == ["a.bpmn", "b.bpmn"]


def test_a_join_of_a_loop_beside_the_work_is_not_taken_for_a_mistake() -> None:
    drawn = (
        start(),
        parallel("f"),
        task("a"),
        end("e", on("terminate")),
        exclusive("m"),
        element("receiveTask", "r", messageRef="m1"),
        path("s", "f", "a", "e"),
        path("f", "m", "r", "m"),
        message("m1"),
    )
    assert codes(*drawn) == []


def test_every_sentence_of_the_room_is_said_by_some_code_of_the_room() -> None:
    room = Path(engine.bpmn.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    said = {key.removeprefix("bpmn.") for key in catalogue("zh") if key.startswith("bpmn.")}
    assert {key for key in said if f'"{key}"' not in code and f'bpmn.{key}"' not in code} == set()


def test_the_payload_of_a_message_is_only_what_is_mapped() -> None:
    send = element("sendTask", "a", extensions(mapping({"x": "=1"})), messageRef="m")
    assert codes(*between(send), message("m")) == []


@pytest.mark.parametrize(
    ("read", "free", "refused"),
    [
        ("=note", "note", True),
        ("=string length(note) > 3", "note", True),
        ("=place.where", "place.where", True),
        ("=place.grid", "place.where", False),
        ("=units.task", "units.task", True),
        ("=for note in [1] return note", "note", False),
        ("=", "note", False),
    ],
)
def test_an_expression_that_reads_what_people_write_freely_is_refused(
    read: str,
    free: str,
    refused: bool,  # noqa: FBT001 - one row of a table
) -> None:
    parts = (start(), task("t", outputs={"copy": read}), end(), path("s", "t", "e"))
    found = lint({"p.bpmn": diagram(*parts)}, bare=True, free_text={free})
    assert ("bpmn.free_text_read" in {each.rule for each in found}) == refused


@pytest.mark.parametrize("kind", ["timer", "message", "signal", "error", "escalation"])
def test_a_case_begins_at_a_plain_start_and_nowhere_else(kind: str) -> None:
    drawn = (element("startEvent", "s", on(kind)), task("a"), end(), AB)
    assert codes(*drawn) == ["start_waits"]


def test_a_start_that_waits_for_a_condition_is_refused_too() -> None:
    drawn = (element("startEvent", "s", on("conditional")), task("a"), end(), AB)
    assert codes(*drawn) == ["conditional_event"]


def test_a_second_start_is_refused_whatever_it_waits_for() -> None:
    drawn = (*between(task("a")), element("startEvent", "s2", on("message")), path("s2", "a"))
    assert sorted(codes(*drawn)) == ["several_starts", "start_waits"]


DUE = {"shaodao:due": "handle_due"}
CLOCKED = extensions(properties(DUE))


def test_a_clock_of_any_activity_around_is_a_clock_of_the_task() -> None:
    inner = sub("n", start("ns"), task("a"), end("ne"), path("ns", "a", "ne"))
    outer = sub("m", CLOCKED, start("ms"), inner, end("me"), path("ms", "n", "me"))
    assert "task_without_clock" not in codes(
        start(), outer, end(), path("s", "m", "e"), bare=False
    )  # fmt: skip


def test_a_process_called_twice_needs_a_clock_at_both_calls() -> None:
    with_clock = call("m", "q").replace("</bpmn:ext", f"{properties(DUE)}</bpmn:ext")
    drawn = (start(), with_clock, call("n", "q"), end(), path("s", "m", "n", "e"), INNER)
    assert "task_without_clock" in codes(*drawn, bare=False)
    both = (part.replace(call("n", "q"), with_clock.replace('"m"', '"n"')) for part in drawn)
    assert "task_without_clock" not in codes(*both, bare=False)


def test_processes_that_call_each_other_do_not_keep_the_lint_from_its_end() -> None:
    again = process(
        "q", start("qs"), task("h"), call("k", "q"), end("qe"), path("qs", "h", "k", "qe")
    )
    drawn = (start(), call("m", "q"), end(), path("s", "m", "e"), again)
    assert "task_without_clock" in codes(*drawn, bare=False)


def test_a_task_without_a_type_is_work_for_a_person_in_a_bare_diagram_alone() -> None:
    untyped = between(element("task", "a", name="登记"))
    (warned,) = findings(*untyped)
    assert (warned.rule, warned.is_error) == ("bpmn.untyped_task", False)
    assert "undefined_task" in codes(*untyped, bare=False)
    play = played(*untyped)
    assert play.at == ["a"]
    assert play.program.tasks["a"].name == "登记"
    assert play.do("a").state is State.ENDED


def test_a_plain_export_is_read_but_its_gateways_must_judge() -> None:
    receipt = Path(__file__).parents[4] / "shared/data/bpmn/receipt.bpmn"
    if not receipt.exists():
        pytest.skip("no such diagram here")
    found = lint({"receipt.bpmn": receipt.read_bytes()}, bare=True)
    assert {each.rule for each in found if each.is_error} == {
        "bpmn.flow_without_condition", "bpmn.gateway_without_default",
    }  # fmt: skip
