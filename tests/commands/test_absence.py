"""Somebody is away: a substitute holds their posts, and it is known for whom they act."""

from datetime import timedelta

import orjson
import pytest

from engine.commands.add_post import add_post
from engine.commands.declare_absence import declare_absence, end_absence
from engine.commands.end_post import end_post
from engine.domain.lanes import Lane
from engine.domain.refusals import NotYours, SubstituteInvalid, TaskNotFound
from engine.domain.words import Action
from engine.store import tables
from tests.commands.ground import DISTRICT, Ground, permit


def away(ground: Ground, person: str = "wang", substitute: str = "zhao", **after: float) -> int:
    """Let somebody be away for a day, beginning after some time."""
    with ground.office.store.read() as tx:
        since = tx.now + timedelta(**after)
    return declare_absence(
        ground.office,
        person=ground.person(person),
        substitute=ground.person(substitute),
        since=since,
        until=since + timedelta(days=1),
        by=ground.person(person),
    )


def test_the_substitute_does_the_work_and_the_journal_says_for_whom(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    with pytest.raises(TaskNotFound):
        ground.complete(task, "zhao", next="solved")
    away(ground)
    ground.complete(task, "zhao", next="solved")
    verb, actor, body = ground.rows(tables.Entry, "verb", "actor", "body")[-1]
    assert (verb, actor) == ("complete_task", 103)
    assert orjson.loads(str(body))["for"] == 101


def test_who_is_away_may_still_act_in_their_own_name(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    away(ground)
    ground.complete(task, "wang", next="solved")
    assert "for" not in orjson.loads(str(ground.rows(tables.Entry, "body")[-1][0]))


def test_before_and_after_the_absence_the_substitute_has_nothing_to_do_there(
    ground: Ground,
) -> None:
    away(ground, hours=1)
    assert len(ground.person("zhao").posts) == 1
    ground.later(hours=2)
    assert len(ground.person("zhao").posts) == 2
    ground.later(hours=26)
    assert len(ground.person("zhao").posts) == 1


def test_an_absence_ends_early(ground: Ground) -> None:
    absence = away(ground)
    end_absence(ground.office, district=DISTRICT, absence_id=absence)
    ground.later(seconds=1)
    assert len(ground.person("zhao").posts) == 1


def test_a_substitute_may_what_the_post_permits(ground: Ground) -> None:
    permit(ground, "leader", Action.SUPERVISE)
    away(ground, "sun", "zhao")
    assert ground.person("zhao").may(Action.SUPERVISE)


def test_a_substitute_who_is_away_passes_only_their_own_posts_on(ground: Ground) -> None:
    away(ground, "sun", "zhao")
    away(ground, "zhao", "qian")
    assert {post.holder for post in ground.person("qian").posts} == {None, 103}


def test_a_task_for_one_person_is_the_substitutes_too(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    with ground.office.store.write() as tx:
        tx.execute(tables.WorkItem.__table__.update().values(assigned_to=101))
    with pytest.raises(NotYours):
        ground.complete(task, "li", next="solved")
    away(ground)
    ground.complete(task, "zhao", next="solved")


def test_nobody_stands_in_for_themselves(ground: Ground) -> None:
    with pytest.raises(SubstituteInvalid):
        away(ground, "wang", "wang")


def test_a_shift_is_a_short_post_and_an_ended_one_stays_in_the_record(ground: Ground) -> None:
    with ground.office.store.read() as tx:
        now = tx.now
    add_post(
        ground.office,
        district=DISTRICT,
        username="qian",
        post=Lane("duty", "SH"),
        since=now,
        until=now + timedelta(hours=8),
    )
    assert ground.person("qian").holds("duty", "/2/17/")
    (shift,) = (row[0] for row in ground.rows(tables.Post, "id", "role") if row[1] == "duty")
    assert isinstance(shift, int)
    end_post(ground.office, district=DISTRICT, post_id=shift)
    ground.later(seconds=1)
    assert not ground.person("qian").holds("duty", "/2/17/")
    assert len(ground.rows(tables.Post, "id")) == 7
    ended = ground.rows(tables.Post, "until")[-1]
    end_post(ground.office, district=DISTRICT, post_id=shift)
    assert ground.rows(tables.Post, "until")[-1] == ended
