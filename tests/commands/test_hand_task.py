"""A task goes from hand to hand, and everybody is told whose it is."""

import pytest

from engine.commands.hand_task import claim_task, delegate_task, release_task, transfer_task
from engine.domain.refusals import (
    CannotTake,
    NotYours,
    PersonNotFound,
    TaskAlreadyDone,
    TaskClaimed,
    TaskNotFound,
)
from engine.domain.words import Action
from engine.store import tables
from tests.commands.ground import Ground, permit

WANG, LI, ZHAO, ZHOU = 101, 102, 103, 106
GONE = 999


@pytest.fixture
def task(ground: Ground) -> int:
    """Give the task of the third grid, which two colleagues share."""
    return int(ground.report().opened[0]["id"])


def claim(ground: Ground, task: int, who: str) -> None:
    claim_task(ground.office, task_id=task, by=ground.person(who))


def release(ground: Ground, task: int, who: str) -> None:
    release_task(ground.office, task_id=task, by=ground.person(who))


def transfer(ground: Ground, task: int, to: int, who: str = "wang") -> None:
    transfer_task(ground.office, task_id=task, to=to, by=ground.person(who))


def delegate(ground: Ground, task: int, to: int, who: str = "wang") -> None:
    delegate_task(ground.office, task_id=task, to=to, by=ground.person(who))


def solve(ground: Ground, task: int, who: str) -> None:
    ground.complete(str(task), who, next="solved")


def hands(ground: Ground) -> tuple[object, ...]:
    (row, *_) = ground.rows(tables.WorkItem, "assigned_to", "claimed_by")
    return row


def verbs(ground: Ground) -> list[object]:
    return [verb for (verb,) in ground.rows(tables.Entry, "verb")]


def test_a_task_claimed_by_a_colleague_is_done_by_nobody_else(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    with pytest.raises(TaskClaimed) as claimed:
        solve(ground, task, "li")
    assert claimed.value.by == "王网格"
    solve(ground, task, "wang")


def test_of_two_who_claim_a_task_the_second_is_told_who_has_it(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    with pytest.raises(TaskClaimed):
        claim(ground, task, "li")
    assert hands(ground) == (None, WANG)


def test_claiming_twice_is_one_claim(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    claim(ground, task, "wang")
    assert verbs(ground) == ["open_case", "claim_task"]


def test_a_task_that_was_let_go_is_everybodys_again(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    release(ground, task, "wang")
    assert hands(ground) == (None, None)
    solve(ground, task, "li")
    assert verbs(ground)[-2:] == ["release_task", "complete_task"]


def test_letting_go_what_nobody_claimed_changes_nothing(ground: Ground, task: int) -> None:
    release(ground, task, "wang")
    assert verbs(ground) == ["open_case"]


def test_only_its_claimer_or_a_leader_lets_a_task_go(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    with pytest.raises(NotYours):
        release(ground, task, "li")
    permit(ground, "leader", Action.TRANSFER_TASKS)
    release(ground, task, "sun")
    assert hands(ground) == (None, None)


def test_a_task_given_to_a_colleague_is_theirs_alone(ground: Ground, task: int) -> None:
    transfer(ground, task, LI)
    with pytest.raises(NotYours):
        solve(ground, task, "wang")
    solve(ground, task, "li")


def test_a_leader_gives_a_claimed_task_to_another_colleague(ground: Ground, task: int) -> None:
    claim(ground, task, "wang")
    permit(ground, "leader", Action.TRANSFER_TASKS)
    transfer(ground, task, LI, who="sun")
    assert hands(ground) == (LI, None)


def test_a_leader_of_elsewhere_gives_nothing(ground: Ground, task: int) -> None:
    permit(ground, "handler", Action.TRANSFER_TASKS)
    with pytest.raises(TaskNotFound):
        transfer(ground, task, LI, who="zhao")


def test_a_task_goes_only_to_who_holds_the_post(ground: Ground, task: int) -> None:
    with pytest.raises(CannotTake) as refused:
        transfer(ground, task, ZHOU)
    assert refused.value.person == "周书记"
    with pytest.raises(PersonNotFound):
        transfer(ground, task, GONE)
    assert hands(ground) == (None, None)


def test_a_task_lent_to_a_colleague_stays_on_the_list_of_whose_it_is(
    ground: Ground, task: int
) -> None:
    transfer(ground, task, WANG)
    delegate(ground, task, LI)
    assert hands(ground) == (WANG, LI)
    solve(ground, task, "li")


def test_a_task_is_lent_within_the_unit_only(ground: Ground, task: int) -> None:
    with pytest.raises(CannotTake):
        delegate(ground, task, ZHAO)


def test_a_task_that_is_done_goes_to_nobody(ground: Ground, task: int) -> None:
    solve(ground, task, "wang")
    with pytest.raises(TaskAlreadyDone):
        claim(ground, task, "li")


def test_the_file_tells_where_a_task_went(ground: Ground, task: int) -> None:
    transfer(ground, task, LI)
    *_, last = ground.rows(tables.Entry, "verb", "actor", "body")
    assert last[:2] == ("transfer_task", WANG)
    assert f'"to":{LI}' in str(last[2])
