"""Called and embedded processes: what they know, what they give back, what breaks out of them."""

from engine.bpmn import Complete, Start, State
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    duration,
    element,
    end,
    exclusive,
    flow,
    on,
    parallel,
    path,
    process,
    start,
    sub,
    task,
    throw,
)
from tests.unit.bpmn.play import Play, played, program_of

Q = process(
    "q", start("qs"), task("h", inputs={"level": "=level", "extra": "=extra"}), end("qe"),
    path("qs", "h", "qe"),
)  # fmt: skip
AFTER = (task("n", inputs={"reply": "=reply"}), end(), path("s", "m", "n", "e"), Q)


def test_a_called_process_knows_what_its_caller_knows() -> None:
    play = played(start(), call("m", "q"), *AFTER, level="street")
    (opened,) = play.open.values()
    assert opened.inputs["level"] == "street"
    play.do("h", reply="done")
    (opened,) = play.open.values()
    assert opened.inputs == {"reply": "done"}


def test_a_called_process_may_be_given_only_what_is_mapped() -> None:
    drawn = call("m", "q", inputs={"extra": "=1"}, propagateAllParentVariables="false")
    play = played(start(), drawn, *AFTER, level="street")
    (opened,) = play.open.values()
    assert opened.inputs == {"level": None, "extra": 1}


def test_a_called_process_may_give_back_only_what_is_mapped_or_nothing() -> None:
    mapped = call("m", "q", outputs={"reply": "=level"})
    play = played(start(), mapped, *AFTER, level="street")
    play.do("h", reply="not this")
    assert next(iter(play.open.values())).inputs == {"reply": "street"}
    silent = call("m", "q", propagateAllChildVariables="false")
    play = played(start(), silent, *AFTER)
    play.do("h", reply="not this")
    assert next(iter(play.open.values())).inputs == {"reply": None}


def test_a_task_says_in_which_activities_it_lies() -> None:
    inner = process("r", start("rs"), call("k", "q"), end("re"), path("rs", "k", "re"))
    play = played(start(), call("m", "r"), end(), path("s", "m", "e"), inner, Q)
    (opened,) = play.open.values()
    assert (opened.process, opened.scope) == ("q", ("m", "k"))


def test_an_embedded_process_works_on_what_the_case_knows() -> None:
    play = played(
        start(), sub("m", start("ms"), task("h"), end("me"), path("ms", "h", "me")),
        task("n", inputs={"reply": "=reply"}), end(), path("s", "m", "n", "e"),
    )  # fmt: skip
    play.do("h", reply="done")
    assert next(iter(play.open.values())).inputs == {"reply": "done"}


def test_a_terminate_end_ends_the_inner_process_alone() -> None:
    inner = (
        start("ms"), task("h"), boundary("b", "h", duration("PT1H"), interrupting=False), task("x"),
        end("me", on("terminate")), end("me2"), path("ms", "h", "me"), path("b", "x", "me2"),
    )  # fmt: skip
    play = played(start(), sub("m", *inner), task("n"), end(), path("s", "m", "n", "e")).wait(
        hours=2
    )
    assert play.at == ["h", "x"]
    play.do("h")
    assert (play.at, play.state) == (["n"], State.RUNNING)


ERROR = element("error", "late", name="late", errorCode="LATE")


def test_an_error_is_caught_two_processes_further_out_and_ends_all_in_between() -> None:
    deep = process(
        "r", start("rs"), task("h"), end("re", on("error", "late")), path("rs", "h", "re")
    )
    middle = process("q", start("qs"), call("k", "r"), end("qe"), path("qs", "k", "qe"))
    play = played(
        start(), call("m", "q"), boundary("b", "m", on("error", "late")), task("x"), task("n"),
        end(), path("s", "m", "n", "e"), path("b", "x", "e"), middle, deep, ERROR,
    )  # fmt: skip
    play.do("h")
    assert play.at == ["x"]


def test_an_end_that_takes_its_own_process_away_counts_as_passed() -> None:
    inner = process(
        "q", start("qs"), task("h"), end("qe", on("error", "late")), path("qs", "h", "qe")
    )
    play = played(
        start(), call("m", "q"), boundary("b", "m", on("error", "late")), task("x"), end(),
        path("s", "m", "e"), path("b", "x", "e"), inner, ERROR,
    )  # fmt: skip
    assert play.do("h").passed == ("h", "b", "qe")


def test_an_error_nobody_catches_is_an_incident_and_the_task_stays_open() -> None:
    deep = process(
        "q", start("qs"), task("h"), end("qe", on("error", "late")), path("qs", "h", "qe")
    )
    play = played(start(), call("m", "q"), end(), path("s", "m", "e"), deep, ERROR)
    outcome = play.give(Complete(next(iter(play.open))))
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("error_not_caught", "qe")
    assert outcome.snapshot == play.snapshot
    assert "LATE" in outcome.incident.sentence()


ESCALATION = element("escalation", "up", name="up", escalationCode="UP")


def escalating(*, interrupting: bool) -> tuple[str, ...]:
    inner = process("q", start("qs"), throw("t", on("escalation", "up")), task("h"), end("qe"),
                    path("qs", "t", "h", "qe"))  # fmt: skip
    catcher = boundary("b", "m", on("escalation", "up"), interrupting=interrupting)
    return (start(), call("m", "q"), catcher, task("x"), end(), end("e2"),
            path("s", "m", "e"), path("b", "x", "e2"), inner, ESCALATION)  # fmt: skip


def test_an_escalation_is_heard_outside_and_the_work_goes_on() -> None:
    assert played(*escalating(interrupting=False)).at == ["h", "x"]


def test_an_escalation_may_take_the_activity_away() -> None:
    assert played(*escalating(interrupting=True)).at == ["x"]


def test_an_escalation_nobody_hears_is_warned_of_in_the_trail() -> None:
    play = played(start(), throw("t", on("escalation", "up")), task("a"), end(),
                  path("s", "t", "a", "e"), ESCALATION)  # fmt: skip
    assert [entry.code for entry in play.trail if entry.kind == "warning"] == [
        "escalation_not_caught"
    ]


def test_an_error_of_one_call_is_not_caught_at_the_edge_of_another() -> None:
    inner = process(
        "q", start("qs"), task("h"), end("qe", on("error", "late")), path("qs", "h", "qe")
    )
    play = played(
        start(),
        parallel("f"),
        call("m1", "q"),
        boundary("b1", "m1", on("error", "late")),
        task("x1"),
        call("m2", "q"),
        boundary("b2", "m2", on("error", "late")),
        task("x2"),
        end(),
        end("e2"),
        path("s", "f", "m1", "e"),
        path("f", "m2", "e2"),
        path("b1", "x1", "e"),
        path("b2", "x2", "e2"),
        inner,
        ERROR,
    )
    first = next(task for task in play.open.values() if task.scope == ("m1",))
    play.give(Complete(first.id))
    assert play.at == ["h", "x1"]


def test_processes_that_call_each_other_without_end_are_an_incident() -> None:
    again = process("q", start("qs"), call("k", "q"), end("qe"), path("qs", "k", "qe"))
    outcome = Play(program_of(start(), call("m", "q"), end(), path("s", "m", "e"), again)).give(
        Start()
    )
    assert outcome.incident is not None
    assert outcome.incident.code == "calls_too_deep"


def test_a_rework_loop_through_a_called_process_starts_it_afresh() -> None:
    drawn = (
        start(),
        call("m", "q"),
        exclusive("g", default="g_e"),
        end(),
        path("s", "m", "g"),
        flow("g", "m", "=again"),
        flow("g", "e"),
        Q,
    )
    play = played(*drawn)
    for _ in range(3):
        play.do("h", again=True)
    assert play.do("h", again=False).state is State.ENDED
