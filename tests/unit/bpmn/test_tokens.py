"""Whoever looks at a drawing sees how many tokens stand where."""

from engine.bpmn import tokens_of
from tests.unit.bpmn.drawing import boundary, duration, end, path, start, task
from tests.unit.bpmn.play import played


def test_a_task_with_a_limit_on_its_edge_counts_once() -> None:
    play = played(
        start(), task("a"), boundary("b", "a", duration("PT1H"), interrupting=False), task("late"),
        end(), end("late_end"), path("s", "a", "e"), path("b", "late", "late_end"),
    )  # fmt: skip
    assert play.snapshot
    assert tokens_of(play.program, play.snapshot) == {"a": 1}
    play.wait(hours=2)
    assert tokens_of(play.program, play.snapshot) == {"a": 1, "late": 1}
