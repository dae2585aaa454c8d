"""Commands of a scenario are given by whom the lane names, or by who reported."""

from tests.unit.rehearsal.stages import Play, rules, sentences

HEAD = """
name: 有人说一句话
proves: 4
also: [asking, withdrawing, rating]
start: 2026-11-23 09:10
steps:
  - {report: KIND, as: q1, by: 林晓}
"""


def played(play: Play, kind: str, *steps: str) -> list[str]:
    verdict = play(HEAD.replace("KIND", kind) + "".join(f"  - {step}\n" for step in steps))
    return sentences(verdict) or rules(verdict)


def test_a_command_is_given_by_whom_its_lane_names(play: Play) -> None:
    asked = "{act: case.asked, by: 段青, answers: {days: 3}, expect: {tasks: [work, then]}}"
    waits = "{expect: {waits: [case.asked], no_waits: [case.urged]}}"
    assert played(play, "asking", waits, asked, "{expect: {no_waits: [case.asked]}}") == []
    another = "{act: case.asked, by: 林晓, answers: {days: 3}, refused: not_your_action}"
    assert played(play, "asking", another) == []


def test_a_command_nobody_waits_for_is_refused(play: Play) -> None:
    (said,) = played(play, "asking", "{act: case.urged, by: 段青}")
    assert "not_drawn" in said
    assert played(play, "asking", "{act: case.urged, by: 段青, refused: not_drawn}") == []


def test_a_message_that_may_be_given_is_not_said_to_be_none(play: Play) -> None:
    (said,) = played(play, "asking", "{expect: {no_waits: [case.asked]}}")
    assert said == "q1 不应可以给出 case.asked，却可以给出 case.asked。"


def test_the_unit_of_a_command_must_be_there(play: Play) -> None:
    (said,) = played(play, "asking", "{act: case.asked, unit: XF, by: 段青, answers: {}}")
    assert said == "q1 现在不等“case.asked”，可以给的有：case.asked@。"


def test_who_reported_gives_a_command_and_does_a_task_without_an_account(play: Play) -> None:
    asked = "{act: case.asked, by: reporter, answers: {days: 3}, expect: {has_tasks: [then]}}"
    assert played(play, "withdrawing", asked) == []
    rated = "{do: rate, by: reporter, answers: {note: 谢谢}, expect: {state: closed}}"
    assert played(play, "rating", rated) == []


def test_who_reported_does_nothing_that_is_not_theirs(play: Play) -> None:
    act = "{act: case.asked, by: reporter, answers: {days: 3}, refused: not_your_action}"
    assert played(play, "asking", act) == []
    do = "{do: work, by: reporter, answers: {}, refused: task_not_found}"
    assert played(play, "asking", do) == []
