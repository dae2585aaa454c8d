"""A completion is one transaction: the case moves, and everything that follows is written."""

import orjson
import pytest

from engine.domain.refusals import NotYours, TaskAlreadyDone, TaskNotFound
from engine.store import audit, tables
from tests.commands.ground import Ground


def test_the_next_task_stands_on_the_list_of_the_next_unit(ground: Ground) -> None:
    opened = ground.report()
    done = ground.complete(opened.opened[0]["id"], "wang", next="report_up")
    assert [task["element"] for task in done.opened] == ["community"]
    lists = ground.rows(tables.WorkItem, "element", "role", "path", "state")
    assert lists == [
        ("grid", "handler", "/2/17/5/3/", "done"),
        ("community", "handler", "/2/17/5/", "open"),
    ]


def test_a_case_goes_up_the_ladder_and_is_closed_with_its_outcome(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    for person, answer in (("wang", "report_up"), ("zhou", "report_up"), ("sun", "solved")):
        task = ground.complete(task, person, next=answer).opened[0]["id"]
    last = ground.complete(task, "sun")
    assert (last.state, last.opened) == ("closed", [])
    assert ground.rows(tables.Case, "state", "outcome") == [("closed", "solved")]


def test_the_journal_knows_who_did_what_and_why_and_no_free_text(ground: Ground) -> None:
    ground.complete(ground.report().opened[0]["id"], "wang", next="report_up", note="我家楼下")
    *_, (verb, actor, element, body) = ground.rows(tables.Entry, "verb", "actor", "element", "body")
    entry = orjson.loads(str(body))
    assert (verb, actor, element) == ("complete_task", 101, "grid")
    assert entry["answers"]["next"] == "report_up"
    assert list(entry["answers"]["note"]) == ["digest"]
    assert "我家楼下" not in str(body)
    assert entry["trail"][0][:2] == ["flow", "solved_there"]
    assert entry["policy"] == ground.rows(tables.PolicyVersion, "id")[0][0]


def test_free_text_stands_apart_from_the_answers(ground: Ground) -> None:
    ground.complete(ground.report().opened[0]["id"], "wang", next="report_up", note="我家楼下")
    assert ground.rows(tables.WorkItem, "answers")[0] == ('{"next":"report_up"}',)
    kept = ground.rows(tables.Words, "kind", "field", "body")
    assert kept == [("report", "words", "路灯不亮"), ("answer", "note", "我家楼下")]


def test_a_drawn_milestone_is_reached_with_the_entry_that_reached_it(ground: Ground) -> None:
    ground.complete(ground.report().opened[0]["id"], "wang", next="solved")
    assert ground.rows(tables.Milestone, "key", "scope", "seq", "by") == [
        ("onsite", "/2/17/5/3/", 2, 101)
    ]


def test_the_timer_of_a_task_that_is_done_rings_no_more(ground: Ground) -> None:
    opened = ground.report()
    assert [kind for (kind,) in ground.rows(tables.Job, "kind")] == ["timer"]
    ground.complete(opened.opened[0]["id"], "wang", next="report_up")
    assert ground.rows(tables.Job, "kind") == []


def test_the_stage_follows_the_drawing(ground: Ground) -> None:
    opened = ground.report()
    assert opened.stage == "handle"
    assert ground.complete(opened.opened[0]["id"], "wang", next="solved").stage == "feedback"


def test_the_snapshot_before_is_kept_and_the_chain_of_the_journal_holds(ground: Ground) -> None:
    opened = ground.report()
    (before,) = ground.rows(tables.Case, "snapshot")
    ground.complete(opened.opened[0]["id"], "wang", next="report_up")
    (after,) = ground.rows(tables.Case, "previous", "version", "seq")
    assert after == (*before, 2, 2)
    assert audit.verify(ground.office.store).breaks == []


def test_who_comes_second_is_told_who_was_quicker_and_nothing_changes(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", next="report_up")
    entries = ground.rows(tables.Entry, "hash")
    with pytest.raises(TaskAlreadyDone) as caught:
        ground.complete(task, "li", next="solved")
    assert caught.value.by == "王网格"
    assert caught.value.at.tzinfo is ground.office.calendar.zone
    assert ground.rows(tables.Entry, "hash") == entries


def test_a_colleague_in_the_same_post_may_do_it(ground: Ground) -> None:
    assert ground.complete(ground.report().opened[0]["id"], "li", next="solved").opened


def test_a_task_of_another_post_is_refused_to_whoever_may_see_the_case(ground: Ground) -> None:
    with pytest.raises(NotYours):
        ground.complete(ground.report().opened[0]["id"], "sun", next="solved")


@pytest.mark.parametrize("stranger", ["zhao", "qian"])
def test_a_foreign_task_is_not_there_at_all(ground: Ground, stranger: str) -> None:
    with pytest.raises(TaskNotFound):
        ground.complete(ground.report().opened[0]["id"], stranger, next="solved")


def test_a_task_that_never_was_is_not_there(ground: Ground) -> None:
    with pytest.raises(TaskNotFound):
        ground.complete("17", "wang")
