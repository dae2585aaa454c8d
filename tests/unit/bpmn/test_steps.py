"""A case moves from task to task, and every difference is told."""

import pytest

from engine.bpmn import (
    Cancel,
    Complete,
    Correct,
    SetClock,
    ShiftClocks,
    Start,
    State,
    handed,
    step,
    waiting,
)
from engine.bpmn.environment import ENVIRONMENT
from tests.unit.bpmn.drawing import (
    call,
    end,
    exclusive,
    extensions,
    flow,
    lanes,
    path,
    process,
    properties,
    script,
    service,
    start,
    sub,
    task,
    zeebe,
)
from tests.unit.bpmn.play import MORNING, Books, Play, played, program_of

LINE = (start(), task("a"), task("b"), end(), path("s", "a", "b", "e"))


def test_a_case_goes_from_task_to_task_and_ends() -> None:
    play = played(*LINE)
    assert play.at == ["a"]
    play.do("a")
    assert play.at == ["b"]
    outcome = play.do("b")
    assert (outcome.state, outcome.ended_by, play.open) == (State.ENDED, ("e",), {})


def test_a_step_tells_which_task_was_completed_and_which_opened() -> None:
    play = played(*LINE)
    (first,) = play.open.values()
    outcome = play.do("a")
    assert outcome.tasks.completed == (first.id,)
    assert [task.element for task in outcome.tasks.opened] == ["b"]
    assert outcome.tasks.withdrawn == ()


def test_a_task_that_is_gone_is_not_completed_twice() -> None:
    play = played(*LINE)
    (first,) = play.open.values()
    play.do("a")
    before = play.snapshot
    outcome = play.give(Complete(first.id))
    assert (outcome.delivered, outcome.snapshot) == (False, before)


def test_nothing_happens_to_a_case_that_has_ended() -> None:
    play = played(*LINE)
    play.do("a")
    last = next(iter(play.open))
    play.do("b")
    assert not play.give(Complete(last)).delivered
    assert play.state is State.ENDED


def test_a_task_says_all_that_is_drawn_about_it() -> None:
    drawn = task(
        "a",
        name="现场核实",
        form="grid/verify",
        props={"shaodao:due": "handle", "shaodao:milestone": "contact", "shaodao:hint": "x"},
        inputs={"level": "=level"},
        more='<zeebe:assignmentDefinition candidateGroups="=team" candidateUsers="li, wang"/>'
        '<zeebe:taskSchedule dueDate="2026-11-21T08:00:00+08:00"/>',
    )
    play = played(
        start(),
        drawn,
        end(),
        path("s", "a", "e"),
        lanes({"承办人@{level}": ["a"]}),
        level="街道",
        team=["水务"],
    )
    (opened,) = play.open.values()
    assert (opened.name, opened.form, opened.lane) == ("现场核实", "grid/verify", "承办人@街道")
    assert (opened.due, opened.milestone) == ("handle", "contact")
    assert (opened.groups, opened.users) == (("水务",), ("li", "wang"))
    assert opened.due_at == MORNING.replace(day=21, hour=8)
    assert opened.inputs == {"level": "街道"}
    assert opened.properties["shaodao:hint"] == "x"


def test_a_lane_that_names_nobody_is_an_incident_and_not_a_task_nobody_sees() -> None:
    program = program_of(
        start(), task("a"), end(), path("s", "a", "e"), lanes({"承办人@{level}": ["a"]})
    )
    outcome = step(program, None, Start(), MORNING, Books())
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("lane_empty", "a")


def test_answers_nobody_reads_do_not_enter_the_snapshot() -> None:
    play = played(*LINE)
    play.do("a", words="原话不进快照", level="x")
    assert play.snapshot is not None
    assert "原话" not in play.snapshot.decode()


def test_a_gateway_takes_the_first_condition_that_holds_and_else_the_default() -> None:
    drawn = (
        start(),
        task("a"),
        exclusive("g", default="g_c"),
        task("b"),
        task("c"),
        end(),
        path("s", "a", "g"),
        flow("g", "c"),
        flow("g", "b", '=level = "street"'),
        path("b", "e"),
        path("c", "e"),
    )
    up, down = played(*drawn), played(*drawn)
    up.do("a", level="street")
    down.do("a", level="grid")
    assert (up.at, down.at) == (["b"], ["c"])


def test_the_trail_says_why_a_gateway_chose() -> None:
    play = played(
        start(),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "g"),
        flow("g", "b", "=days > 3"),
        flow("g", "e"),
        path("b", "e"),
        days=5,
    )
    (entry,) = [entry for entry in play.trail if entry.kind == "flow"]
    assert (entry.element, entry.code) == ("g", "took")
    assert entry.facts["condition"] == "=days > 3"
    assert entry.facts["known"] == {"days": 5}


def test_a_condition_that_is_null_goes_to_the_default_with_a_warning() -> None:
    play = played(
        start(),
        exclusive("g", default="g_c"),
        task("b"),
        task("c"),
        end(),
        path("s", "g"),
        flow("g", "b", "=days > 3"),
        flow("g", "c"),
        path("b", "e"),
        path("c", "e"),
    )
    assert play.at == ["c"]
    codes = [entry.code for entry in play.trail if entry.element == "g"]
    assert codes == ["not_a_truth", "took_default"]


def test_a_script_makes_each_entry_of_its_context_known() -> None:
    play = played(
        start(),
        script("w", "={days: 2 + 3, urgent: days > 4}"),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "w", "g"),
        flow("g", "b", "=urgent and days = 5"),
        flow("g", "e"),
        path("b", "e"),
    )
    assert play.at == ["b"]


def test_a_service_task_asks_its_verb_and_leaves_an_effect() -> None:
    books = Books()
    play = played(
        start(),
        service("v", "notify", inputs={"to": "=unit"}),
        task("b"),
        end(),
        path("s", "v", "b", "e"),
        books=books,
        unit="水务局",
    )
    (effect,) = play.effects
    assert (effect.verb, effect.inputs, effect.element) == ("notify", {"to": "水务局"}, "v")


def test_cancelling_withdraws_every_task_and_drops_every_timer() -> None:
    play = played(*LINE)
    open_before = tuple(play.open)
    outcome = play.give(Cancel())
    assert (outcome.state, outcome.tasks.withdrawn) == (State.CANCELLED, open_before)
    assert not play.give(Cancel()).delivered


def test_a_correction_reaches_the_gateways_that_come_after_it() -> None:
    play = played(
        start(),
        task("a"),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "a", "g"),
        flow("g", "b", '=level = "street"'),
        flow("g", "e"),
        path("b", "e"),
        level="grid",
    )
    play.give(Correct({"level": "street"}))
    play.do("a")
    assert play.at == ["b"]


def test_what_is_open_can_be_asked_of_a_snapshot_alone() -> None:
    play = played(*LINE)
    assert play.snapshot is not None
    found = waiting(play.program, play.snapshot, play.now, play.books)
    assert list(found.tasks) == list(play.open.values())
    assert found.tokens == ("a",)


def test_the_same_step_gives_the_same_outcome_byte_for_byte() -> None:
    program = program_of(*LINE)
    first, second = Play(program).start(), Play(program).start()
    assert first.do("a") == second.do("a")


def test_a_lane_may_be_an_expression_as_a_whole_and_hold_numbers() -> None:
    drawn = (start(), task("a"), end(), path("s", "a", "e"))
    whole = played(*drawn, lanes({'="承办人@" + level': ["a"]}), level="街道")
    parts = played(*drawn, lanes({"第{level}级": ["a"]}), level=3)
    lanes_ = [next(iter(play.open.values())).lane for play in (whole, parts)]
    assert lanes_ == ["承办人@街道", "第3级"]


def test_a_script_that_gives_no_context_needs_a_result_variable() -> None:
    tail = (task("b", inputs={"d": "=days"}), end(), path("s", "w", "b", "e"))
    outcome = Play(program_of(start(), script("w", "=5"), *tail)).give(Start())
    assert outcome.incident is not None
    assert outcome.incident.code == "script_no_context"
    play = played(start(), script("w", "=5", result="days"), *tail)
    assert next(iter(play.open.values())).inputs == {"d": 5}


def test_the_case_is_seen_by_expressions_and_never_kept() -> None:
    books = Books()
    books.case = {"number": "W7"}
    drawn = (start(), task("a", inputs={"n": "=case.number"}), end(), path("s", "a", "e"))
    play = played(*drawn, books=books)
    assert next(iter(play.open.values())).inputs == {"n": "W7"}
    assert "W7" not in (play.snapshot or b"").decode()


def test_a_stage_is_taken_from_the_activity_around_a_task() -> None:
    stage = extensions(
        '<zeebe:properties><zeebe:property name="shaodao:stage" value="处置"/></zeebe:properties>'
    )
    inner = sub("m", stage, start("ms"), task("a"), end("me"), path("ms", "a", "me"))
    play = played(start(), inner, end(), path("s", "m", "e"))
    assert next(iter(play.open.values())).properties == {"shaodao:stage": "处置"}


DUE = {"shaodao:due": "handle_due"}
AROUND = extensions(properties(DUE))
SIGN = extensions(properties({"shaodao:due": "sign_due"}))
ONE = (start("ms"), task("a"), end("me"), path("ms", "a", "me"))


def dues(*parts: str) -> list[str | None]:
    return [task.due for task in played(*parts).open.values()]


def test_a_task_without_a_clock_is_due_by_that_of_the_nearest_activity_around() -> None:
    deep = sub("m", AROUND, start("os"), sub("n", *ONE), end("oe"), path("os", "n", "oe"))
    nearer = deep.replace('<bpmn:subProcess id="n">', f'<bpmn:subProcess id="n">{SIGN}')
    assert dues(start(), deep, end(), path("s", "m", "e")) == ["handle_due"]
    assert dues(start(), nearer, end(), path("s", "m", "e")) == ["sign_due"]


def test_a_task_of_a_called_process_is_due_by_the_clock_of_the_call() -> None:
    called = process("q", start("qs"), task("h"), end("qe"), path("qs", "h", "qe"))
    around = call("m", "q").replace("</bpmn:ext", f"{properties(DUE)}</bpmn:ext")
    assert dues(start(), around, end(), path("s", "m", "e"), called) == ["handle_due"]


def test_a_task_that_says_itself_when_it_is_due_does_not_ask_around() -> None:
    own = ONE[1].replace("</bpmn:userTask>", f"{SIGN}</bpmn:userTask>")
    dated = task("a", more=zeebe("taskSchedule", dueDate='="2026-12-01T08:00:00+08:00"'))
    for drawn, due in ((own, "sign_due"), (dated, None)):
        inner = sub("m", AROUND, ONE[0], drawn, *ONE[2:])
        assert dues(start(), inner, end(), path("s", "m", "e")) == [due]


def test_a_task_sent_back_is_due_by_the_same_clock_and_moves_with_it() -> None:
    inner = sub(
        "m", AROUND, start("ms"), exclusive("in"), task("a"), exclusive("g", default="g_me"),
        end("me"), path("ms", "in", "a", "g"), flow("g", "in", "=again"), flow("g", "me"),
    )  # fmt: skip
    play = played(start(), inner, end(), path("s", "m", "e"))
    play.do("a", again=True)
    shifted = play.give(ShiftClocks((SetClock("handle_due", MORNING),)))
    assert [task.due for task in shifted.tasks.dated] == ["handle_due"]


def test_a_step_tells_every_element_it_passed() -> None:
    play = played(
        start(),
        task("a"),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "a", "g"),
        flow("g", "b", "=x"),
        flow("g", "e"),
        path("b", "e"),
    )
    assert play.do("a", x=True).passed == ("a", "g")


def test_answers_may_be_mapped_before_they_are_known() -> None:
    drawn = task("a", inputs={"base": "=days"}, outputs={"total": "=base + more"})
    play = played(
        start(), drawn, task("b", inputs={"t": "=total"}), end(), path("s", "a", "b", "e"), days=2
    )
    play.do("a", more=3)
    assert next(iter(play.open.values())).inputs == {"t": 5}


def test_the_script_environment_itself_runs_nothing() -> None:
    assert ENVIRONMENT.evaluate("PT2H", {}) == "PT2H"
    assert ENVIRONMENT.evaluate("=x + 1", {"x": 1}, {"y": 2}) == 2
    with pytest.raises(PermissionError):
        ENVIRONMENT.execute("import os", {})
    with pytest.raises(PermissionError):
        ENVIRONMENT.call_service({})


def test_a_script_may_use_any_name_the_engine_uses_itself() -> None:
    drawn = (
        start(),
        script("w", "={kind: 1, code: 2, element: 3, self: 4}"),
        task("a"),
        end(),
        path("s", "w", "a", "e"),
    )
    assert played(*drawn).at == ["a"]


def test_a_task_hands_to_its_form_what_the_case_knows() -> None:
    inputs = {"least": "=people + 1", "where": "东门"}
    parts = (start(), task("a", inputs=inputs), end(), path("s", "a", "e"))
    play = played(*parts, people=2)
    (open_task,) = waiting(play.program, play.snapshot, play.now, play.books).tasks

    def given(id_: str, snapshot: bytes = play.snapshot) -> object:
        return handed(play.program, snapshot, id_, play.now, play.books)

    assert given(open_task.id) == {"least": 3, "where": "东门"}
    assert given("t99") == {}
    assert given(open_task.id, b"[99]") == {}  # the step will say why it cannot be read
