"""Budgets end a step, never a case; and a case keeps nothing of its past."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from engine.bpmn import Complete, Correct, Fire, Retry, Start, State, snapshot, step
from engine.bpmn.limits import Limits
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    cycle,
    end,
    exclusive,
    flow,
    many,
    parallel,
    path,
    process,
    script,
    start,
    task,
)
from tests.unit.bpmn.play import MORNING, Books, Play, played, program_of

ENDLESS = (
    start(), task("a"), exclusive("m"), script("w", "={n: 1}"), exclusive("g", default="g_e"),
    end(), path("s", "a", "m", "w", "g"), flow("g", "m", "=not(stop)"), flow("g", "e"),
)  # fmt: skip


def test_a_loop_without_a_wait_is_stopped_and_can_be_tried_again_once_mended() -> None:
    play = played(*ENDLESS, stop=False)
    stimulus = Complete(next(iter(play.open)))
    outcome = play.give(stimulus)
    assert outcome.incident is not None
    assert outcome.incident.code == "too_many_steps"
    assert (outcome.snapshot, outcome.tasks.completed) == (play.snapshot, ())
    play.give(Correct({"stop": True}))
    assert play.give(Retry(stimulus)).state is State.ENDED


def test_expressions_that_take_too_long_are_stopped() -> None:
    parts = (
        start(),
        script("w", "={n: count(for i in 1..10000 return i)}"),
        end(),
        path("s", "w", "e"),
    )
    play = Play(program_of(*parts), limits=Limits(expression_steps=5_000))
    outcome = play.give(Start())
    assert outcome.incident is not None
    assert outcome.incident.code == "expressions_too_long"


def test_a_case_that_would_keep_too_much_is_stopped() -> None:
    play = Play(program_of(*LOOP), limits=Limits(snapshot_bytes=1_000))
    play.start()
    outcome = play.give(Complete(next(iter(play.open)), {"again": "x" * 2_000}))
    assert outcome.incident is not None
    assert outcome.incident.code == "snapshot_too_large"


def test_a_value_nested_without_end_is_stopped() -> None:
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    later = (
        start(), task("a"), task("h"), exclusive("g", default="g_e"), task("n"), end(),
        path("s", "a", "h", "g"), flow("g", "n", "=again"), flow("g", "e"), path("n", "e"),
    )  # fmt: skip
    play = played(*later)
    outcome = play.give(Complete(next(iter(play.open)), {"again": deep}))
    assert outcome.incident is not None
    assert outcome.incident.code == "value_too_deep"


def test_a_value_no_snapshot_can_keep_is_stopped() -> None:
    play = played(*LOOP)
    outcome = play.give(Complete(next(iter(play.open)), {"again": object()}))
    assert outcome.incident is not None
    assert outcome.incident.code == "value_not_kept"


# Nothing of the past is kept. Objects are counted here; the time is promised in bench/bpmn_flat.py.


LOOP = (
    start(), exclusive("m"), task("h"), exclusive("g", default="g_e"), end(),
    path("s", "m", "h", "g"), flow("g", "m", "=again"), flow("g", "e"),
)  # fmt: skip
INNER = process("q", *(part.replace('"s', '"qs').replace('"e"', '"qe"').replace("g_e", "g_qe")
                       for part in LOOP))  # fmt: skip
LOOPS = {
    "alone": LOOP,
    "in one branch": (
        start(),
        parallel("f"),
        task("w"),
        exclusive("m"),
        task("h"),
        exclusive("g", default="g_j"),
        parallel("j"),
        end(),
        path("s", "f", "w", "j", "e"),
        path("f", "m", "h", "g"),
        flow("g", "m", "=again"),
        flow("g", "j"),
    ),
    "in one unit": (
        start(),
        call("c", "q", many("=units", "unit")),
        end(),
        path("s", "c", "e"),
        INNER,
    ),
    "in a called process": (start(), call("c", "q"), end(), path("s", "c", "e"), INNER),
}


def tokens_of(play: Play) -> int:
    assert play.snapshot is not None
    case, _ = snapshot.load(play.program, play.snapshot)
    return sum(len(arena.tasks) for arena in case.arenas())


@pytest.mark.parametrize("where", LOOPS)
def test_a_loop_keeps_no_more_tokens_after_three_hundred_passes(where: str) -> None:
    play = played(*LOOPS[where], units=["甲", "乙"])
    play.do("h", again=True)
    before, size = tokens_of(play), len(play.snapshot or b"")
    for _ in range(300):
        play.do("h", again=True)
    assert tokens_of(play) == before
    assert len(play.snapshot or b"") <= size + 60


def test_a_reminder_keeps_no_more_tokens_after_three_hundred_rings() -> None:
    play = played(
        start(),
        task("a"),
        boundary("b", "a", cycle("R/PT1H"), interrupting=False),
        script("n", "={reminded: true}"),
        end(),
        end("e2"),
        path("s", "a", "e"),
        path("b", "n", "e2"),
    )
    play.wait(hours=1)
    before, size = tokens_of(play), len(play.snapshot or b"")
    play.wait(hours=300)
    assert tokens_of(play) == before
    assert len(play.snapshot or b"") <= size + 30


def test_a_ring_makes_the_timer_another_one_so_that_a_job_done_is_never_set_again() -> None:
    play = played(
        start(),
        task("a"),
        boundary("b", "a", cycle("R/PT1H"), interrupting=False),
        end(),
        end("e2"),
        path("s", "a", "e"),
        path("b", "e2"),
    )
    (first,) = play.timers
    play.now += timedelta(hours=1)
    outcome = play.give(Fire(first))
    assert outcome.timers.dropped == (first,)
    assert [timer.id for timer in outcome.timers.set] != [first]
    assert not play.give(Fire(first)).delivered


def test_many_threads_may_step_cases_of_one_program_at_once() -> None:
    program = program_of(*LOOPS["in one unit"])
    books = Books()

    def life(_: int) -> bytes:
        play = Play(program, books).start(units=["甲", "乙"])
        for turn in range(20):
            play.do("h", "甲", again=turn < 19)
        play.do("h", "乙")
        return play.snapshot or b""

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(life, range(12)))) == 1


def test_a_snapshot_of_another_version_is_an_incident_and_is_left_alone() -> None:
    play = played(*LOOP)
    assert play.snapshot is not None
    other = play.snapshot.replace(b"[1,", b"[99,", 1)
    outcome = step(play.program, other, Complete("t4"), MORNING, Books())
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.snapshot) == ("snapshot_version", other)


def test_a_case_without_a_snapshot_can_only_begin() -> None:
    with pytest.raises(ValueError, match="Start"):
        step(program_of(*LOOP), None, Complete("t4"), MORNING, Books())


def test_a_snapshot_whose_element_is_gone_says_so() -> None:
    play = played(*LOOP)
    play.program = program_of(start(), task("other"), end(), path("s", "other", "e"))
    outcome = play.give(Complete("t4"))
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("element_gone", "h")
