"""A report of a scenario says how it came, from whom, from where, and for whom above."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select

from engine.rehearsal.acts import report
from engine.rehearsal.run import Rehearsal
from engine.rehearsal.scenario import Step, read_scenario
from engine.rehearsal.stage import Stage
from engine.store import tables
from tests.unit.rehearsal.stages import Play, rules

FULL = """
name: 热线派来一件事
proves: 5
start: 2026-11-23 09:10
steps:
  - {report: ladder, as: q1, by: 林晓, place: QH-01-03, words: 路灯不亮, channel: phone,
     reporter: {name: 王奶奶, phone: "13900000001", contact: relay},
     upstream: {number: SH12345, due: 11-26 18:00}, location: [116.10, 40.20]}
"""


@pytest.fixture
def stage(rehearsed: Rehearsal) -> Iterator[Stage]:
    with rehearsed.houses.opened(frozenset({"ladder"})) as house:
        yield Stage(house)


def only_step(text: str) -> Step:
    return read_scenario(text, "a.yaml").steps[0]


def test_everything_that_is_said_is_kept_where_it_belongs(stage: Stage) -> None:
    report(stage, only_step(FULL), "q1")
    row = stage.whole("q1").row
    assert (row.channel, row.lon, row.lat, row.upstream) == ("phone", 116.1, 40.2, "SH12345")
    due = row.upstream_due
    assert isinstance(due, datetime)
    assert f"{due.astimezone(stage.now.tzinfo):%m-%d %H:%M}" == "11-26 18:00"
    with stage.house.office.store.read() as tx:
        voice = tx.execute(select(tables.Reporter.contact, tables.Reporter.sealed)).one()
    assert voice.contact == "relay"
    assert "王奶奶".encode() not in voice.sealed


def test_without_a_reporter_nobody_is_told(stage: Stage) -> None:
    voice = 'reporter: {name: 王奶奶, phone: "13900000001", contact: relay},'
    report(stage, only_step(FULL.replace(voice, "")), "q1")
    with stage.house.office.store.read() as tx:
        assert tx.execute(select(tables.Reporter.contact)).first() is None


def test_a_resident_reports_at_the_public_page_and_says_where(play: Play) -> None:
    assert play(FULL.replace("by: 林晓", "by: reporter")).holds
    nowhere = FULL.replace("by: 林晓", "by: reporter").replace("QH-01-03", "nowhere")
    assert rules(play(nowhere)) == ["refused"]
