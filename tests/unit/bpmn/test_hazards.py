"""Every hazard of plain SpiffWorkflow 3.2.0: first it goes wrong there, then it is right here.

A test of the first kind that fails after an upgrade says that the hazard is gone, and that what
guards against it may be looked at again.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any

import pytest
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from engine.bpmn import Complete, Start, State
from engine.feel.temporal import DayTimeDuration
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    catch,
    cycle,
    duration,
    element,
    end,
    exclusive,
    flow,
    many,
    message,
    on,
    on_message,
    parallel,
    path,
    process,
    service,
    start,
    sub,
    task,
    throw,
)
from tests.unit.bpmn.finding import codes
from tests.unit.bpmn.plain import Plain
from tests.unit.bpmn.play import Books, Play, played, program_of


def test_the_hazards_are_those_of_the_pinned_version() -> None:
    assert version("SpiffWorkflow") == "3.2.0"


# S1: task data hangs on the order of keys


def test_plain_loses_all_data_when_the_store_sorts_the_keys_of_its_state() -> None:
    serializer = BpmnWorkflowSerializer()
    lost = 0
    for _ in range(40):  # ids are drawn at random, so are their order and the loss
        plain = Plain(start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))
        plain.do("a", level="street")
        state = json.loads(
            json.dumps(json.loads(serializer.serialize_json(plain.case)), sort_keys=True)
        )
        state.pop("serializer_version")
        restored = serializer.from_dict(state)
        lost += restored.get_next_task(state=TaskState.READY).data != plain.data
    assert lost > 0


def test_a_snapshot_is_a_list_whose_order_nothing_sorts() -> None:
    play = played(
        start(), task("a", inputs={"x": "=level"}), end(), path("s", "a", "e"), level="街道"
    )
    assert play.snapshot is not None
    again = json.dumps(json.loads(play.snapshot), sort_keys=True, ensure_ascii=False)
    play.snapshot = again.encode()
    assert play.do("a").state is State.ENDED


# S2: a tree deeper than a thousand


def loop() -> tuple[str, ...]:
    return (
        start(), task("a"), exclusive("g", default="g_e"), end(),
        path("s", "a", "g"), flow("g", "a", "again"), flow("g", "e"),
    )  # fmt: skip


def test_plain_calls_a_case_completed_after_some_hundred_passes_though_a_task_waits() -> None:
    plain = Plain(*loop(), data={"again": True})
    passes = 0
    while plain.at:
        plain.do("a")
        passes += 1
        assert passes < 1000
    really = [task_ for task_ in plain.case.tasks.values() if task_.state == TaskState.READY]
    assert len(really) == 1
    assert plain.case.is_completed()


# S3: a join that forgets


FORK = (
    start(),
    parallel("f"),
    task("u"),
    task("v"),
    parallel("j"),
    task("w", inputs={"now": "=status"}),
    end(),
    path("s", "f", "u", "j", "w", "e"),
    path("f", "v", "j"),
)


def test_plain_lets_a_late_branch_undo_what_another_one_wrote() -> None:
    plain = Plain(*FORK, data={"status": "old"})
    plain.do("v", status="new")
    plain.do("u")
    assert plain.data["status"] == "old"


def test_here_what_was_written_last_counts() -> None:
    play = played(*FORK, status="old")
    play.do("v", status="new")
    play.do("u")
    assert next(iter(play.open.values())).inputs == {"now": "new"}


LOOPED_FORK = (
    start(), exclusive("m"), parallel("f"), task("u"), task("v"), parallel("j"), task("w"),
    exclusive("g", default="g_e"), end(), path("s", "m", "f", "u", "j", "w", "g"),
    path("f", "v", "j"), flow("g", "m", "{again}"), flow("g", "e"),
)  # fmt: skip


def drawn_loop(again: str) -> tuple[str, ...]:
    return tuple(part.replace("{again}", again) for part in LOOPED_FORK)


def test_plain_joins_too_early_when_a_second_pass_finishes_in_another_order() -> None:
    plain = Plain(*drawn_loop("again"))
    plain.do("u")
    plain.do("v")
    plain.do("w", again=True)
    plain.do("v")
    assert "w" in plain.at


def test_here_a_second_pass_waits_for_both_whatever_the_order() -> None:
    play = played(*drawn_loop("=again"))
    play.do("u")
    play.do("v")
    play.do("w", again=True)
    play.do("v")
    assert play.at == ["u"]
    play.do("u")
    assert play.at == ["w"]


# S4: elements that silently do something else


LINK = (
    start(), throw("out", '<bpmn:linkEventDefinition name="L"/>'),
    catch("in", '<bpmn:linkEventDefinition name="L"/>'), task("a"), end(),
    path("s", "out"), path("in", "a", "e"),
)  # fmt: skip
COMPENSATION = (start(), throw("c", "<bpmn:compensateEventDefinition/>"), task("a"), end(),
                path("s", "c", "a", "e"))  # fmt: skip
OFF_GATEWAY = (start(), task("a"), task("b"), end(), path("s", "a"), flow("a", "b", "1 == 2"),
               path("b", "e"))  # fmt: skip


def test_plain_ends_a_case_at_a_link_event_without_the_steps_behind_it() -> None:
    plain = Plain(*LINK)
    assert plain.at == []
    assert plain.case.is_completed()


def test_plain_passes_a_compensation_by() -> None:
    assert Plain(*COMPENSATION).at == ["a"]


def test_plain_ignores_a_condition_on_a_flow_that_leaves_a_task() -> None:
    plain = Plain(*OFF_GATEWAY)
    plain.do("a")
    assert plain.at == ["b"]


def test_plain_asks_a_person_to_do_a_task_without_a_type() -> None:
    assert Plain(start(), element("task", "a"), end(), path("s", "a", "e")).at == ["a"]


def test_plain_never_finishes_a_service_task() -> None:
    plain = Plain(start(), service("v", "notify"), end(), path("s", "v", "e"))
    assert [task_.task_spec.name for task_ in plain.case.get_tasks(state=TaskState.STARTED)] == [
        "v"
    ]
    assert not plain.case.is_completed()


def test_here_all_of_these_are_refused_or_run() -> None:
    assert "link_event" in codes(*LINK)
    assert "compensation" in codes(*COMPENSATION)
    assert "condition_off_gateway" in codes(*OFF_GATEWAY)
    untyped = (start(), element("task", "a"), end(), path("s", "a", "e"))
    assert "undefined_task" in codes(*untyped, bare=False)
    play = played(start(), service("v", "notify"), task("a"), end(), path("s", "v", "a", "e"))
    assert play.at == ["a"]


CONDITIONAL = (
    start(), task("t"),
    boundary("b", "t", "<bpmn:conditionalEventDefinition><bpmn:condition>flag</bpmn:condition>"
             "</bpmn:conditionalEventDefinition>", interrupting=False),
    task("h"), end(), path("s", "t", "e"), path("b", "h", "e"),
)  # fmt: skip


def test_plain_misses_a_condition_that_comes_true_later_and_here_it_is_refused() -> None:
    plain = Plain(*CONDITIONAL, data={"flag": False})
    plain.case.get_next_task(spec_name="b").data["flag"] = True
    plain.case.refresh_timers()
    plain.case.do_engine_steps()
    assert plain.at == ["t"]
    assert "conditional_event" in codes(*CONDITIONAL)


INCLUSIVE = (
    start(), exclusive("m"), element("inclusiveGateway", "g", default="g_j"), task("u"), task("v"),
    element("inclusiveGateway", "j"), task("w"), exclusive("x", default="x_e"), end(),
    path("s", "m", "g"), flow("g", "u", "1 == 1"), flow("g", "v", "1 == 1"), flow("g", "j"),
    path("u", "j"), path("v", "j"), path("j", "w", "x"), flow("x", "m", "again"), flow("x", "e"),
)  # fmt: skip


def test_plain_joins_an_inclusive_gateway_too_early_on_its_second_pass() -> None:
    plain = Plain(*INCLUSIVE)
    for name in ("u", "v"):
        plain.do(name)
    plain.do("w", again=True)
    plain.do("v")
    assert plain.at == ["u", "w"]


def test_inclusive_gateways_are_refused() -> None:
    assert codes(*INCLUSIVE).count("inclusive_gateway") == 2


def test_other_elements_that_would_run_wrongly_are_refused() -> None:
    inside = (start("is"), task("a"), end("ie"), path("is", "a", "ie"))
    for kind, code in (("adHocSubProcess", "ad_hoc"), ("transaction", "transaction")):
        drawn = element(kind, "x", *inside)
        assert code in codes(start(), drawn, end(), path("s", "x", "e"))
    assert "complex_gateway" in codes(
        start(), element("complexGateway", "x"), end(), path("s", "x", "e")
    )


# S5: a shared spec that one case changes for the next


EVENT_SUB = (
    start(),
    task("t"),
    end(),
    path("s", "t", "e"),
    message("m"),
    element(
        "subProcess",
        "esp",
        element("startEvent", "ss", on_message("m"), isInterrupting="false"),
        task("st"),
        end("se"),
        path("ss", "st", "se"),
        triggeredByEvent="true",
    ),
)


def test_plain_starts_the_next_case_with_the_event_sub_process_of_the_last() -> None:
    plain = Plain(*EVENT_SUB)
    before = len(plain.begin().tasks)
    plain.tell("m")
    assert "st" in plain.at
    assert len(plain.begin().tasks) > before


def test_here_event_sub_processes_are_refused_and_no_step_changes_a_spec() -> None:
    assert "event_sub_process" in codes(*EVENT_SUB)
    program = program_of(*FORK)
    before = spelled(program)
    for _ in range(2):
        play = Play(program).start()
        for name in ("u", "v", "w"):
            play.do(name)
    assert spelled(program) == before


def spelled(program: Any) -> list[Any]:
    return [
        (plan.name, node.name, node.ways, node.inputs, node.outputs)
        for plan in program.plans.values()
        for node in plan.nodes()
    ]


# S6: a running multi-instance over specs that were parsed anew


UNITS = '<bpmn:loopDataInputRef>units</bpmn:loopDataInputRef><bpmn:inputDataItem id="u" name="u"/>'
PLAIN_MANY = (
    f"<bpmn:multiInstanceLoopCharacteristics>{UNITS}</bpmn:multiInstanceLoopCharacteristics>"
)
INNER = process("q", start("qs"), task("h"), end("qe"), path("qs", "h", "qe"))


def plain_summons() -> Plain:
    drawn = element("callActivity", "m", PLAIN_MANY, calledElement="q")
    parts = (start(), drawn, task("n"), end(), path("s", "m", "n", "e"), INNER)
    return Plain(*parts, data={"units": ["甲", "乙"]})


def test_plain_waits_for_ever_when_a_summons_is_loaded_over_specs_parsed_anew() -> None:
    plain, fresh = plain_summons(), plain_summons()
    for node in (*fresh.spec.task_specs.values(), *plain.spec.task_specs.values()):
        node.completed_event.disconnect_all()  # what a fresh process has: no subscriptions
    plain.do("h")
    plain.do("h")
    assert plain.at == []
    assert not plain.case.is_completed()


def test_here_a_summons_goes_on_over_a_program_built_anew() -> None:
    parts = (
        start(),
        call("m", "q", many("=units", "u")),
        task("n"),
        end(),
        path("s", "m", "n", "e"),
        INNER,
    )
    play = Play(program_of(*parts)).start(units=["甲", "乙"])
    play.do("h")
    play.program = program_of(*parts)
    play.do("h")
    assert play.at == ["n"]


# S7, S9: what a person types into a form


def test_plain_cannot_load_a_case_whose_form_held_the_word_typename() -> None:
    plain = Plain(start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))
    plain.do("a", form={"typename": "x"})
    serializer = BpmnWorkflowSerializer()
    with pytest.raises((TypeError, KeyError)):
        serializer.deserialize_json(serializer.serialize_json(plain.case))


def test_plain_keeps_dates_in_a_state_that_is_no_json_and_forgets_what_a_set_was() -> None:
    plain = Plain(start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))
    plain.do("a", due=datetime(2026, 11, 20, 9, tzinfo=UTC), units={"城管"})
    serializer = BpmnWorkflowSerializer()
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps(serializer.to_dict(plain.case))
    restored = serializer.deserialize_json(serializer.serialize_json(plain.case))
    (ready,) = restored.get_tasks(state=TaskState.READY, manual=True)
    assert ready.data["units"] == ["城管"]


def test_here_dates_times_and_durations_come_back_as_what_they_were() -> None:
    parts = (
        start(),
        task("a"),
        task("b", inputs={"back": "=[due, limit, due + limit]"}),
        end(),
        path("s", "a", "b", "e"),
    )
    due, limit = datetime(2026, 11, 20, 9, tzinfo=UTC), DayTimeDuration(3_600_000_000_000)
    play = played(*parts)
    play.do("a", due=due, limit=limit)
    (opened,) = play.open.values()
    assert opened.inputs["back"] == [due, limit, due + timedelta(hours=1)]


def test_here_any_answer_is_kept_and_read_back() -> None:
    odd = {"typename": "x", "@": "2026-01-01", "deep": [{"#": "1"}, {"=": {"@": 1}}]}
    parts = (
        start(),
        task("a"),
        task("b", inputs={"back": "=form"}),
        end(),
        path("s", "a", "b", "e"),
    )
    for form in (odd, {"@": "2026-01-01"}, {"#": "1.5"}, {"=": {"#": 1}}):
        play = played(*parts)
        play.do("a", form=form)
        (opened,) = play.open.values()
        assert json.dumps(opened.inputs["back"], default=int) == json.dumps(form)


# S8: a task that is run twice


def test_plain_accepts_the_same_task_twice_and_here_the_second_is_told() -> None:
    plain = Plain(start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))
    done = plain.case.get_next_task(state=TaskState.READY, manual=True)
    done.run()
    done.run()
    play = played(start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))
    first = Complete(next(iter(play.open)))
    assert play.give(first).delivered
    assert not play.give(first).delivered


# S10, S11: rounds and withdrawals of a multi-instance


def test_plain_cannot_take_a_second_round_of_a_multi_instance() -> None:
    drawn = element("callActivity", "m", PLAIN_MANY, calledElement="q")
    plain = Plain(
        start(),
        drawn,
        task("n"),
        exclusive("g", default="g_e"),
        end(),
        path("s", "m", "n", "g"),
        flow("g", "m", "again"),
        flow("g", "e"),
        INNER,
        data={"units": ["甲"]},
    )
    plain.do("h")
    with pytest.raises(Exception, match="already exists"):
        plain.do("n", again=True)


def test_plain_waits_for_ever_for_a_unit_that_was_cancelled() -> None:
    plain = plain_summons()
    plain.case.get_tasks(spec_name="m [child]")[0].cancel()
    plain.case.do_engine_steps()
    plain.do("h")
    assert plain.at == []
    assert not plain.case.is_completed()


# S12: what nobody hears piles up


def test_plain_keeps_every_message_nobody_heard() -> None:
    plain = Plain(start(), task("t"), end(), path("s", "t", "e"), message("m"))
    for _ in range(50):
        plain.tell("m")
    assert len(plain.case.bpmn_events) == 50


def test_here_a_message_nobody_hears_leaves_no_trace() -> None:
    play = played(start(), task("t"), end(), path("s", "t", "e"), message("m"))
    before = play.snapshot
    for _ in range(50):
        assert not play.tell("m").delivered
    assert play.snapshot == before


# S13: a message for one that wakes all


def test_plain_wakes_every_unit_by_a_message_meant_for_one_and_here_a_key_is_asked_for() -> None:
    inner = process("q", start("qs"), element("receiveTask", "r", messageRef="m"), end("qe"),
                    path("qs", "r", "qe"))  # fmt: skip
    drawn = element("callActivity", "x", PLAIN_MANY, calledElement="q")
    plain = Plain(
        start(),
        drawn,
        end(),
        path("s", "x", "e"),
        inner,
        message("m"),
        data={"units": ["甲", "乙"]},
    )
    plain.tell("m")
    assert plain.case.is_completed()
    ours = call("x", "q", many("=units", "u"))
    assert "message_without_key" in codes(
        start(), ours, end(), path("s", "x", "e"), inner, message("m")
    )


# Timers


LONG_AGO = "2020-01-01T00:00:00+00:00"


def test_plain_can_lose_a_second_timer_at_an_event_gateway() -> None:
    plain = Plain(
        start(), element("eventBasedGateway", "g"), catch("long", duration('"PT5H"')),
        catch("short", duration('"PT0.01S"')), task("a"), task("b"), end(),
        path("s", "g", "long", "a", "e"), path("g", "short", "b", "e"),
    )  # fmt: skip
    time.sleep(0.02)
    plain.case.do_engine_steps()
    assert plain.at == []


def test_plain_reads_a_literal_duration_as_python() -> None:
    with pytest.raises(Exception, match="PT2H"):
        Plain(start(), catch("c", duration("PT2H")), end(), path("s", "c", "e"))


def test_plain_floods_a_desk_with_every_reminder_missed_while_it_was_down() -> None:
    drawn = (
        start(),
        task("t"),
        boundary("b", "t", cycle('"R6/PT1H"'), interrupting=False),
        task("x"),
        end(),
        end("e2"),
        path("s", "t", "e"),
        path("b", "x", "e2"),
    )
    plain = Plain(*drawn)
    timer = plain.case.get_next_task(spec_name="b")
    timer.internal_data["event_value"]["next"] = LONG_AGO
    plain.case.do_engine_steps()
    for _ in range(10):
        plain.case.do_engine_steps()
    assert plain.at.count("x") == 6


def test_plain_drops_what_a_reminder_opened_when_its_task_is_done() -> None:
    drawn = (
        start(), task("t"), boundary("b", "t", cycle('"R/P3650D"'), interrupting=False), task("x"),
        task("n"), end(), end("e2"), path("s", "t", "n", "e"), path("b", "x", "e2"),
    )  # fmt: skip
    plain = Plain(*drawn)
    timer = plain.case.get_next_task(spec_name="b")
    timer.internal_data["event_value"]["next"] = LONG_AGO
    plain.case.do_engine_steps()
    assert plain.at == ["t", "x"]
    plain.do("t")
    assert plain.at == ["n"]


def test_plain_hears_the_second_message_on_the_edge_of_a_task_no_more() -> None:
    plain = Plain(
        start(),
        task("t"),
        boundary("b", "t", on_message("m"), interrupting=False),
        task("x"),
        end(),
        end("e2"),
        path("s", "t", "e"),
        path("b", "x", "e2"),
        message("m"),
    )
    plain.tell("m")
    plain.tell("m")
    assert plain.at == ["t", "x"]


# Expressions are Python there


def test_plain_runs_python_from_a_gateway_and_here_no_text_is_ever_python() -> None:
    payload = "().__class__.__base__.__subclasses__() != []"
    parts = (start(), exclusive("g", default="g_e"), task("owned"), end(), path("s", "g"))
    tail = (flow("g", "e"), path("owned", "e"))
    assert Plain(*parts, flow("g", "owned", payload), *tail).at == ["owned"]
    assert "not_feel" in codes(*parts, flow("g", "owned", f"={payload}"), *tail)
    assert "no_equals_sign" in codes(*parts, flow("g", "owned", payload), *tail)


def test_plain_reports_a_failing_service_as_a_name_error_of_its_own() -> None:
    class Failing(TaskDataEnvironment):  # type: ignore[misc]
        def call_service(self, *_: Any, **__: Any) -> Any:
            raise RuntimeError("remote 500")

    engine = PythonScriptEngine(Failing())
    with pytest.raises(NameError, match="script"):
        engine.call_service(BpmnWorkflow(Plain(*loop(), data={"again": True}).spec).task_tree)


def test_here_a_failing_verb_is_an_incident_that_names_it() -> None:
    books = Books()
    books.answers["notify"] = RuntimeError("remote 500")
    play = Play(program_of(start(), service("v", "notify"), end(), path("s", "v", "e")), books)
    outcome = play.give(Start())
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("verb_failed", "v")
    assert "remote 500" in outcome.incident.sentence()


# Side branches


def test_an_open_side_task_keeps_a_called_process_alive_so_a_terminate_end_is_asked_for() -> None:
    def inner(last: str) -> str:
        return process(
            "q", start("qs"), task("h"), boundary("b", "h", duration("PT1H"), interrupting=False),
            task("x"), end("xe"), last, path("qs", "h", "qe"), path("b", "x", "xe"),
        )  # fmt: skip

    outer = (start(), call("m", "q"), end(), path("s", "m", "e"))
    assert "side_branch_keeps_open" in codes(*outer, inner(end("qe")))
    assert "side_branch_keeps_open" not in codes(*outer, inner(end("qe", on("terminate"))))


def test_a_reminder_that_leads_back_to_the_main_branch_is_waited_for_like_it() -> None:
    inner = process(
        "q", start("qs"), task("h"), boundary("b", "h", duration("PT1H"), interrupting=False),
        exclusive("x", "x_e"), end("qe"), path("qs", "x"), flow("x", "h", "=more"),
        flow("x", "qe", id_="x_e"), path("h", "qe"), path("b", "x"),
    )  # fmt: skip
    outer = (start(), call("m", "q"), end(), path("s", "m", "e"))
    assert "side_branch_keeps_open" not in codes(*outer, inner)


def test_it_must_be_clear_where_a_process_starts() -> None:
    parts = (start(), element("startEvent", "s2", on_message("m")), task("a"), end(),
             path("s", "a", "e"), path("s2", "a"), message("m"))  # fmt: skip
    assert "several_starts" in codes(*parts)


def test_an_embedded_process_is_linted_like_any_other() -> None:
    inner = sub("m", start("ms"), element("task", "h"), end("me"), path("ms", "h", "me"))
    assert "undefined_task" in codes(start(), inner, end(), path("s", "m", "e"), bare=False)


def test_a_fork_that_a_loop_comes_back_to_would_wait_for_itself() -> None:
    drawn = (
        start(), parallel("f"), task("u"), task("v"), parallel("j"), exclusive("g", default="g_e"),
        end(), path("s", "f", "u", "j", "g"), path("f", "v", "j"), flow("g", "f", "=again"),
        flow("g", "e"),
    )  # fmt: skip
    assert codes(*drawn) == ["join_waits_for_itself"]


# More of what plain SpiffWorkflow does with elements that are refused here


LOOP = "<bpmn:multiInstanceLoopCharacteristics>{}</bpmn:multiInstanceLoopCharacteristics>"


def test_plain_keeps_a_called_process_open_for_a_side_task_nobody_waits_for() -> None:
    inner = process(
        "q", start("qs"), parallel("f"), task("h"), task("x"), end("qe"), end("xe"),
        path("qs", "f", "h", "qe"), path("f", "x", "xe"),
    )  # fmt: skip
    drawn = element("callActivity", "m", calledElement="q")
    plain = Plain(start(), drawn, task("n"), end(), path("s", "m", "n", "e"), inner)
    plain.do("h")
    assert plain.at == ["x"]


def test_plain_never_interrupts_by_an_event_sub_process() -> None:
    inner = (
        element("startEvent", "ss", on_message("m"), isInterrupting="true"), task("st"), end("se"),
        path("ss", "st", "se"),
    )  # fmt: skip
    drawn = element("subProcess", "esp", *inner, triggeredByEvent="true")
    plain = Plain(start(), task("t"), end(), path("s", "t", "e"), drawn, message("m"))
    plain.tell("m")
    assert plain.at == ["st", "t"]
    assert "event_sub_process" in codes(
        start(), task("t"), end(), path("s", "t", "e"), drawn, message("m")
    )


def test_plain_fails_on_a_cardinality_whose_output_is_already_there() -> None:
    inner = (
        "<bpmn:loopCardinality>2</bpmn:loopCardinality><bpmn:loopDataOutputRef>out</bpmn:loopDataOutputRef>"
        '<bpmn:outputDataItem id="o" name="o"/>'
    )
    loop_ = LOOP.format(inner)
    drawn = (start(), task("t", loop_), end(), path("s", "t", "e"))
    with pytest.raises(NameError, match="data_ouput"):
        Plain(*drawn, data={"out": []})
    assert "loop_cardinality" in codes(*drawn)


def test_plain_collects_results_as_units_finish_and_here_in_the_order_they_were_called() -> None:
    outputs = "<bpmn:loopDataOutputRef>all</bpmn:loopDataOutputRef>"
    item = '<bpmn:outputDataItem id="r" name="r"/>'
    inputs = UNITS.replace("<bpmn:inputDataItem", f"{outputs}<bpmn:inputDataItem")
    loop_ = LOOP.format(inputs + item)
    drawn = element("callActivity", "m", loop_, calledElement="q")
    parts = (start(), drawn, task("n"), end(), path("s", "m", "n", "e"), INNER)
    plain = Plain(*parts, data={"units": ["甲", "乙"]})
    plain.do("h", at=1, r="乙")
    plain.do("h", r="甲")
    assert plain.data["all"] == ["乙", "甲"]


def test_plain_lets_an_error_of_one_call_be_caught_at_the_edge_of_another() -> None:
    inner = process(
        "q", start("qs"), task("h"), end("qe", on("error", "late")), path("qs", "h", "qe")
    )
    first = element("callActivity", "m1", calledElement="q")
    second = element("callActivity", "m2", calledElement="q")
    plain = Plain(
        start(),
        parallel("f"),
        first,
        boundary("b1", "m1", on("error", "late")),
        task("x1"),
        second,
        boundary("b2", "m2", on("error", "late")),
        task("x2"),
        end(),
        end("e2"),
        path("s", "f", "m1", "e"),
        path("f", "m2", "e2"),
        path("b1", "x1", "e"),
        path("b2", "x2", "e2"),
        inner,
        element("error", "late", name="late", errorCode="LATE"),
    )
    plain.do("h")
    assert plain.at == ["x1", "x2"]
