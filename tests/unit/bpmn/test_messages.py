"""Messages between cases, signals within one, and receivers that may be told more than once."""

import pytest

from engine.bpmn import Correct, Message, Start, State
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    catch,
    duration,
    element,
    end,
    exclusive,
    extensions,
    many,
    mapping,
    message,
    on,
    on_message,
    parallel,
    path,
    process,
    start,
    task,
    throw,
    zeebe,
)
from tests.unit.bpmn.play import Play, played, program_of

WAIT = (
    start(), catch("c", on_message("done"), outputs={"result": "=outcome"}),
    task("a", inputs={"r": "=result"}), end(), path("s", "c", "a", "e"), message("done"),
)  # fmt: skip


def test_a_message_wakes_the_one_who_waits_and_brings_what_is_mapped() -> None:
    play = played(*WAIT)
    (receiver,) = play.receivers.values()
    assert (receiver.element, receiver.message) == ("c", "done")
    outcome = play.tell("done", outcome="solved", words="原话")
    assert outcome.receivers.closed == (receiver.id,)
    (opened,) = play.open.values()
    assert opened.inputs == {"r": "solved"}


def test_a_message_nobody_waits_for_is_reported_and_changes_nothing() -> None:
    play = played(*WAIT)
    before = play.snapshot
    outcome = play.tell("something else")
    assert (outcome.delivered, outcome.snapshot) == (False, before)
    assert play.tell("done").delivered
    assert not play.tell("done").delivered


def test_what_may_be_said_twice_is_a_receive_loop_beside_the_work() -> None:
    drawn = (
        start(), parallel("f"), task("a"), end("e", on("terminate")),
        element("receiveTask", "urge", messageRef="urge"), task("look"), exclusive("m"),
        path("s", "f", "a", "e"), path("f", "m", "urge", "look", "m"), message("urge"),
    )  # fmt: skip
    play = played(*drawn)
    for _ in range(3):
        assert play.tell("urge").delivered
        assert play.at == ["a", "look"]
        play.do("look")
    assert play.do("a").state is State.ENDED


def test_a_message_on_the_edge_of_a_task_is_heard_as_often_as_it_comes() -> None:
    drawn = (
        start(), task("a"), boundary("b", "a", on_message("urge"), interrupting=False), task("x"),
        end(), end("e2"), path("s", "a", "e"), path("b", "x", "e2"), message("urge"),
    )  # fmt: skip
    play = played(*drawn)
    play.tell("urge")
    play.tell("urge")
    assert play.at == ["a", "x", "x"]


def test_a_message_for_one_unit_wakes_that_unit_alone() -> None:
    inner = process(
        "q", start("qs"), element("receiveTask", "r", messageRef="word"), task("h"), end("qe"),
        path("qs", "r", "h", "qe"),
    )  # fmt: skip
    play = played(
        start(), call("m", "q", many("=units", "unit")), end(), path("s", "m", "e"),
        inner, message("word", "=unit"), units=["甲", "乙", "丙"],
    )  # fmt: skip
    assert play.tell("word", "乙").delivered
    assert [task.unit for task in play.open.values()] == ["乙"]
    assert not play.tell("word", "丁").delivered


BY_KEY = (
    start(), parallel("f"), catch("c", on_message("done")), end(), task("b"),
    throw("t", on_message("done")), end("e2"), path("s", "f", "c", "e"), path("f", "b", "t", "e2"),
)  # fmt: skip


def test_a_key_fits_its_equal_and_none_fits_none() -> None:
    keyed = played(*BY_KEY, message("done", "=number"), number="W7")
    plain = played(*BY_KEY, message("done"))
    assert not keyed.tell("done").delivered
    assert not keyed.tell("done", "W8").delivered
    assert not plain.tell("done", "W7").delivered
    assert plain.tell("done").delivered
    assert keyed.tell("done", "W7").delivered


@pytest.mark.parametrize("empty", [None, ""])
def test_a_message_whose_key_is_empty_leaves_those_alone_who_wait_with_one(
    empty: str | None,
) -> None:
    play = played(*BY_KEY, message("done", "=number"), number="W7")
    play.give(Correct({"number": empty}))
    play.do("b")
    (sent,) = play.sent
    assert (sent.correlation, len(play.receivers)) == (None, 1)


def test_a_message_with_a_key_of_its_own_case_stays_in_it() -> None:
    play = played(*BY_KEY, message("done", "=number"), number="W7")
    play.do("b")
    assert (play.sent, play.state) == ([], State.ENDED)


def test_a_person_who_chose_the_receiver_needs_no_key() -> None:
    play = played(*BY_KEY, message("done", "=number"), number="W7")
    (receiver,) = play.receivers.values()
    assert not play.give(Message("other", receiver=receiver.id)).delivered
    assert not play.give(Message("done", receiver="t999")).delivered
    assert play.give(Message("done", receiver=receiver.id)).delivered


def test_a_person_may_choose_the_receiver_by_its_id() -> None:
    play = played(
        start(), parallel("f"), element("receiveTask", "r1", messageRef="word"),
        element("receiveTask", "r2", messageRef="word"), end(), end("e2"),
        path("s", "f", "r1", "e"), path("f", "r2", "e2"), message("word"),
    )  # fmt: skip
    second = next(r for r in play.receivers.values() if r.element == "r2")
    play.give(Message("word", receiver=second.id))
    assert [r.element for r in play.receivers.values()] == ["r1"]


def test_a_receiver_names_the_form_and_the_lane_of_the_command_it_stands_for() -> None:
    drawn = element(
        "receiveTask", "ask", extensions(zeebe("formDefinition", formId="extension"),
        mapping(None, {"days": "=days"})), messageRef="extension", name="申请延期",
    )  # fmt: skip
    play = played(start(), drawn, end(), path("s", "ask", "e"), message("extension"))
    (receiver,) = play.receivers.values()
    assert (receiver.name, receiver.form) == ("申请延期", "extension")


def test_a_message_to_another_case_leaves_with_its_key_and_only_what_is_mapped() -> None:
    send = element("sendTask", "t", extensions(mapping({"level": "=level"})), messageRef="whistle")
    play = played(
        start(), send, task("a"), end(), path("s", "t", "a", "e"),
        message("whistle", "=number"), number="W7", level="hard", secret="x",
    )  # fmt: skip
    (sent,) = play.sent
    assert (sent.name, sent.correlation, sent.payload) == ("whistle", "W7", {"level": "hard"})


def test_a_message_to_oneself_stays_in_the_case() -> None:
    play = played(
        start(), parallel("f"), catch("c", on_message("go")), task("a"), end(),
        task("b"), throw("t", on_message("go")), end("e2"),
        path("s", "f", "c", "a", "e"), path("f", "b", "t", "e2"), message("go"),
    )  # fmt: skip
    play.do("b")
    assert (play.at, play.sent) == (["a"], [])


def test_a_signal_reaches_everybody_who_waits_for_it() -> None:
    drawn = (
        start(), parallel("f"), catch("c1", on("signal", "all")), catch("c2", on("signal", "all")),
        task("b"), throw("t", on("signal", "all")), task("x"), end(), end("e2"), end("e3"),
        path("s", "f", "c1", "x", "e"), path("f", "c2", "e2"), path("f", "b", "t", "e3"),
        element("signal", "all", name="all").replace("<bpmn:signal ", "<bpmn:signal "),
    )  # fmt: skip
    play = played(*drawn)
    play.do("b")
    assert play.at == ["x"]


def test_the_first_of_several_events_takes_the_others_away() -> None:
    drawn = (
        start(), element("eventBasedGateway", "g"), catch("m", on_message("yes")),
        catch("t1", duration("PT1H")), catch("t2", duration("PT5H")),
        task("a"), task("b"), task("c"), end(),
        path("s", "g", "m", "a", "e"), path("g", "t1", "b", "e"), path("g", "t2", "c", "e"),
        message("yes"),
    )  # fmt: skip
    first = played(*drawn)
    first.tell("yes")
    assert (first.at, first.timers) == (["a"], {})
    late = played(*drawn).wait(hours=6)
    assert (late.at, late.timers, late.receivers) == (["b"], {}, {})


def test_a_correlation_key_that_is_empty_is_an_incident() -> None:
    drawn = (start(), catch("c", on_message("done")), end(), path("s", "c", "e"))
    program = program_of(*drawn, message("done", "=number"))
    assert Play(program).give(Start({"number": ""})).incident is not None
    outcome = Play(program).give(Start())
    assert outcome.incident is not None
    assert outcome.incident.code == "correlation_empty"
