"""A running case moves onto another version: same tokens, same ids, same clocks."""

import pytest

from engine.bpmn import Complete, Move, MoveRefused, State, migrate
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    duration,
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
from tests.unit.bpmn.play import Play, played, program_of

GUARD = (
    boundary("b", "a", duration("PT2H"), interrupting=False),
    task("x"),
    end("e2"),
    path("b", "x", "e2"),
)
OLD = (start(), task("a"), *GUARD, task("v"), end(), path("s", "a", "v", "e"))
NEW = (start(), task("a"), *GUARD, task("v"), task("back"), end(), path("s", "a", "v", "back", "e"))


def moved(
    play: Play, *parts: str, mapping: dict[str, str] | None = None, **answers: object
) -> tuple[str, ...]:
    """Move a play onto another diagram; give the names that are missing."""
    assert play.snapshot is not None
    move = Move(play.program, program_of(*parts), mapping or {}, answers)
    result = migrate(move, play.snapshot, play.now, play.books)
    play.program, play.snapshot = move.new, result.snapshot
    return result.missing


def refusals(play: Play, *parts: str, **more: dict[str, str]) -> list[str]:
    with pytest.raises(MoveRefused) as refused:
        moved(play, *parts, **more)
    assert all(
        finding.sentence("zh") and finding.sentence("en") for finding in refused.value.findings
    )
    return [finding.rule.removeprefix("bpmn.") for finding in refused.value.findings]


@pytest.mark.parametrize("done", [[], ["a"]])
def test_a_step_that_was_put_in_ahead_is_taken(done: list[str]) -> None:
    play = played(*OLD)
    for name in done:
        play.do(name)
    before = (list(play.open), dict(play.timers))
    moved(play, *NEW)
    assert (list(play.open), play.timers) == before
    for name in ["a", "v", "back"][len(done) :]:
        play.do(name)
    assert play.state is State.ENDED


def test_a_clock_that_runs_goes_on_running() -> None:
    play = played(*OLD).wait(hours=1)
    due = play.due
    moved(play, *NEW)
    assert play.due == due
    assert play.wait(hours=1).at == ["a", "x"]


def test_a_step_is_put_in_while_departments_are_at_work() -> None:
    inner = process("q", start("qs"), task("h"), end("qe"), path("qs", "h", "qe"))
    old = (
        start(),
        call("m", "q", many("=units", "unit")),
        task("v"),
        end(),
        path("s", "m", "v", "e"),
        inner,
    )
    new = (start(), call("m", "q", many("=units", "unit")), task("n"), task("v"), end(),
           path("s", "m", "n", "v", "e"), inner)  # fmt: skip
    play = played(*old, units=["甲", "乙"])
    play.do("h", "甲")
    moved(play, *new)
    play.do("h", "乙")
    assert play.at == ["n"]


def test_an_element_that_was_renamed_is_found_by_the_mapping() -> None:
    play = played(*OLD)
    renamed = [part.replace('"a"', '"handle"').replace('"s_a"', '"s_h"') for part in NEW]
    assert refusals(play, *renamed) == ["move_element_gone"] * 2
    moved(play, *renamed, mapping={"a": "handle"})
    first = next(iter(play.open))
    assert play.give(Complete(first)).tasks.opened[0].element == "v"


def test_a_case_is_not_moved_onto_another_kind_of_step_or_other_clocks() -> None:
    play = played(*OLD)
    bare = (start(), task("a"), task("v"), end(), path("s", "a", "v", "e"))
    assert "move_guards_changed" in refusals(play, *bare)
    other = (start(), script("a", "={n: 1}"), task("v"), end(), path("s", "a", "v", "e"))
    assert "move_kind_changed" in refusals(played(*bare), *other)


def test_a_join_that_misses_a_flow_keeps_its_cases() -> None:
    def fork(flow_id: str) -> tuple[str, ...]:
        return (
            start(),
            parallel("f"),
            task("u"),
            task("v"),
            parallel("j"),
            end(),
            path("s", "f", "u"),
            flow("u", "j", id_=flow_id),
            path("f", "v", "j", "e"),
        )

    play = played(*fork("one"))
    play.do("u")
    assert refusals(play, *fork("two")) == ["move_flow_gone"]


def test_names_newly_read_are_filled_from_answers_and_what_is_missing_is_told() -> None:
    new = (
        start(),
        task("a"),
        *GUARD,
        exclusive("g", default="g_e"),
        task("v"),
        end(),
        path("s", "a", "g"),
        flow("g", "v", '=level = "street" and days > 3'),
        flow("g", "e"),
        path("v", "e"),
    )
    play = played(*OLD)
    assert moved(play, *new, level="street") == ("days",)
    play.do("a", days=5)
    assert play.at == ["v"]
