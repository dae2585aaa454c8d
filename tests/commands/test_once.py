"""A request sent twice under one key changes something once and is answered the same."""

import pytest

from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain.refusals import KeyReused, TaskAlreadyDone
from engine.store import tables
from tests.commands.ground import Ground


def test_a_completion_sent_three_times_is_one_completion(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    answers = [ground.complete(task, "wang", key="k", next="report_up") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(ground.rows(tables.Entry, "seq")) == 2


def test_a_report_sent_twice_is_one_case(ground: Ground) -> None:
    report = Report(kind="ladder", words="路灯不亮", place="G3")
    wang = ground.person("wang")
    first = open_case(ground.office, report=report, by=wang, key="k")
    assert open_case(ground.office, report=report, by=wang, key="k") == first
    assert len(ground.rows(tables.Case, "id")) == 1


def test_a_key_cannot_stand_for_something_else(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", key="k", next="report_up")
    with pytest.raises(KeyReused):
        ground.complete(task, "wang", key="k", next="solved")


def test_the_same_key_of_two_people_is_two_keys(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", key="k", next="report_up")
    with pytest.raises(TaskAlreadyDone):
        ground.complete(task, "li", key="k", next="report_up")


def test_a_refused_request_may_be_sent_again_under_its_key(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", next="report_up")
    with pytest.raises(TaskAlreadyDone):
        ground.complete(task, "wang", key="k", next="report_up")
    second = ground.report().opened[0]["id"]
    assert ground.complete(second, "wang", key="k", next="report_up").opened
