"""Parallel branches and their join: every branch counts, and none overwrites another's news."""

from engine.bpmn import Complete, Start, State, step
from tests.unit.bpmn.drawing import end, exclusive, flow, on, parallel, path, start, task
from tests.unit.bpmn.play import MORNING, Books, played, program_of

FORK = (
    start(),
    parallel("f"),
    task("u"),
    task("v"),
    parallel("j"),
    task("w"),
    end(),
    path("s", "f", "u", "j", "w", "e"),
    path("f", "v", "j"),
)


def test_a_join_waits_for_every_branch() -> None:
    play = played(*FORK)
    play.do("v")
    assert play.at == ["u"]
    play.do("u")
    assert play.at == ["w"]


def test_a_branch_that_finishes_late_does_not_undo_what_another_one_wrote() -> None:
    drawn = (
        start(),
        parallel("f"),
        task("u"),
        task("v"),
        parallel("j"),
        exclusive("g", default="g_e"),
        task("w"),
        end(),
        path("s", "f", "u", "j", "g"),
        path("f", "v", "j"),
        flow("g", "w", '=status = "new"'),
        flow("g", "e"),
        path("w", "e"),
    )
    play = played(*drawn, status="old")
    play.do("v", status="new")
    play.do("u")
    assert play.at == ["w"]


def test_of_two_branches_that_write_the_same_name_the_later_writing_counts() -> None:
    drawn = (
        start(),
        parallel("f"),
        task("u"),
        task("u2"),
        task("v"),
        parallel("j"),
        exclusive("g", default="g_e"),
        task("w"),
        end(),
        path("s", "f", "u", "u2", "j", "g"),
        path("f", "v", "j"),
        flow("g", "w", '=status = "v"'),
        flow("g", "e"),
        path("w", "e"),
    )
    play = played(*drawn)
    play.do("u", status="u")
    play.do("v", status="v")
    play.do("u2")
    assert play.at == ["w"]


def test_a_join_in_a_loop_counts_each_pass_anew() -> None:
    drawn = (
        start(),
        task("a"),
        parallel("f"),
        task("u"),
        task("v"),
        parallel("j"),
        task("w"),
        exclusive("g", default="g_e"),
        end(),
        path("s", "a", "f", "u", "j", "w", "g"),
        path("f", "v", "j"),
        flow("g", "a", "=again"),
        flow("g", "e"),
    )
    play = played(*drawn)
    for _ in range(3):
        play.do("a")
        play.do("u")
        assert play.at == ["v"]
        play.do("v")
        play.do("w", again=True)
    assert play.at == ["a"]


def test_a_second_token_on_one_flow_waits_for_its_own_partner() -> None:
    drawn = (
        start(),
        parallel("f"),
        task("u"),
        task("v"),
        task("x"),
        exclusive("m"),
        parallel("j"),
        task("w"),
        end(),
        path("s", "f", "u", "m", "j", "w", "e"),
        path("f", "v", "m"),
        path("f", "x", "j"),
    )
    program = program_of(*drawn)
    outcome = step(program, None, Start(), MORNING, Books())
    assert outcome.incident is None
    play = played(*drawn)
    play.do("u")
    play.do("v")
    play.do("x")
    assert play.at == ["w"]


def test_a_branch_that_ends_by_itself_does_not_end_the_case() -> None:
    play = played(
        start(),
        parallel("f"),
        task("u"),
        task("v"),
        end(),
        end("e2"),
        path("s", "f", "u", "e"),
        path("f", "v", "e2"),
    )
    play.do("u")
    assert (play.at, play.state) == (["v"], State.RUNNING)
    outcome = play.do("v")
    assert outcome.state is State.ENDED


def test_a_terminate_end_withdraws_what_other_branches_had_open() -> None:
    play = played(
        start(),
        parallel("f"),
        task("u"),
        task("v"),
        end(),
        end("x", on("terminate")),
        path("s", "f", "u", "e"),
        path("f", "v", "x"),
    )
    other = next(task.id for task in play.open.values() if task.element == "u")
    outcome = play.do("v")
    assert outcome.tasks.withdrawn == (other,)
    assert outcome.state is State.ENDED


def test_a_join_that_can_never_fill_is_an_incident_and_not_a_case_that_sleeps_for_ever() -> None:
    drawn = (
        start(),
        exclusive("g", default="g_v"),
        task("u"),
        task("v"),
        parallel("j"),
        end(),
        path("s", "g"),
        flow("g", "u", "=up"),
        flow("g", "v"),
        path("u", "j", "e"),
        path("v", "j"),
    )
    play = played(*drawn)
    task_ = next(iter(play.open))
    before = play.snapshot
    outcome = play.give(Complete(task_))
    assert outcome.incident is not None
    assert outcome.incident.code == "nothing_to_wait_for"
    assert outcome.snapshot == before
