"""What somebody has filled in so far is theirs alone, and gone when the task is over."""

import pytest

from engine.commands.hand_task import claim_task
from engine.commands.save_draft import MOST_BYTES, save_draft
from engine.domain.refusals import DraftTooLarge, NotYours, TaskClaimed
from engine.store import tables
from engine.store.drafts import forget_drafts, read_draft
from tests.commands.ground import Ground

WANG, LI = 101, 102


@pytest.fixture
def task(ground: Ground) -> int:
    return int(ground.report().opened[0]["id"])


def save(ground: Ground, task: int, who: str, **answers: object) -> None:
    save_draft(ground.office, task_id=task, answers=answers, by=ground.person(who))


def body(ground: Ground, task: int, person: int) -> str | None:
    with ground.office.store.read() as tx:
        draft = read_draft(tx, task, person)
    return draft.body if draft else None


def test_the_latest_draft_counts(ground: Ground, task: int) -> None:
    save(ground, task, "wang", next="up")
    save(ground, task, "wang", next="solved")
    assert body(ground, task, WANG) == '{"next":"solved"}'
    assert ground.rows(tables.TaskDraft, "version") == [(2,)]


def test_a_draft_is_its_writers_alone(ground: Ground, task: int) -> None:
    save(ground, task, "wang", next="up")
    assert body(ground, task, LI) is None


def test_a_draft_may_be_unfinished_and_wrong(ground: Ground, task: int) -> None:
    save(ground, task, "wang", next="nowhere", stray=1)
    assert body(ground, task, WANG)


def test_a_draft_of_a_task_that_is_over_is_erased(ground: Ground, task: int) -> None:
    save(ground, task, "wang", next="up")
    with ground.office.store.write() as tx:
        forget_drafts(tx)
    assert body(ground, task, WANG)
    ground.complete(str(task), "wang", next="solved")
    with ground.office.store.write() as tx:
        forget_drafts(tx)
    assert body(ground, task, WANG) is None


def test_nobody_drafts_what_is_not_theirs(ground: Ground, task: int) -> None:
    with pytest.raises(NotYours):
        save(ground, task, "zhou", next="up")
    claim_task(ground.office, task_id=task, by=ground.person("wang"))
    with pytest.raises(TaskClaimed):
        save(ground, task, "li", next="up")


def test_a_draft_holds_no_more_than_answers_may(ground: Ground, task: int) -> None:
    with pytest.raises(DraftTooLarge):
        save(ground, task, "wang", next="x" * MOST_BYTES)
