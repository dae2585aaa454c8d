"""A report becomes a case under the version that is active at its place."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from engine.commands.activate_policy import activate_policy
from engine.commands.new_case import Report
from engine.commands.open_case import Opened, open_case
from engine.commands.outline_place import outline_place
from engine.domain.people import Person, Post
from engine.domain.refusals import PlaceNotFound, PolicyNotActive, PolicyNotFound, UpstreamKnown
from engine.domain.reporters import Contact, Voice
from engine.store import tables
from engine.store.load import load_case
from tests.commands.ground import Ground


def test_a_case_has_a_number_of_its_day_and_its_first_task(ground: Ground) -> None:
    first, second = ground.report(), ground.report()
    assert first.number.startswith("SY-")
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1
    assert [task["element"] for task in first.opened] == ["grid"]


def test_a_case_lies_at_its_place_and_on_the_lists_above_it(ground: Ground) -> None:
    ground.report(place="G4")
    assert ground.rows(tables.Case, "path", "l2", "l3") == [("/2/17/5/4/", 17, 5)]
    assert ground.rows(tables.WorkItem, "path") == [("/2/17/5/4/",)]


def test_a_report_without_a_place_lies_at_the_reporters_unit(ground: Ground) -> None:
    open_case(ground.office, report=Report("ladder", "路灯不亮"), by=ground.person("zhou"))
    assert ground.rows(tables.Case, "path", "l2", "l3") == [("/2/17/5/", 17, 5)]


def test_the_clocks_of_dispatch_are_set_and_the_timers_wait(ground: Ground) -> None:
    ground.report()
    clocks = ground.rows(tables.Clock, "key", "state", "due_at")
    assert [row[:2] for row in clocks] == [("grid_due", "running"), ("handle_due", "running")]
    (timer,) = ground.rows(tables.Job, "kind", "due")
    assert timer == ("timer", clocks[0][2])
    assert ground.rows(tables.WorkItem, "clock", "due_at") == [("grid_due", clocks[0][2])]


def test_the_number_another_system_gave_is_kept(ground: Ground) -> None:
    report = Report("ladder", "路灯不亮", place="G3", upstream="12345-7")
    open_case(ground.office, report=report, by=ground.person("wang"))
    assert ground.rows(tables.Case, "upstream") == [("12345-7",)]


def test_a_case_keeps_the_version_it_was_opened_under(ground: Ground) -> None:
    before = ground.report()
    activate_policy(ground.office, key="ladder", number=1, by=ground.person("sun"))
    ground.report()
    (first, second) = ground.rows(tables.Case, "policy_id")
    assert first == second
    assert ground.complete(before.opened[0]["id"], "wang", next="solved").opened


def test_a_place_nobody_knows_is_refused(ground: Ground) -> None:
    with pytest.raises(PlaceNotFound):
        ground.report(place="nowhere")


def test_a_kind_nobody_deployed_is_refused(ground: Ground) -> None:
    with pytest.raises(PolicyNotFound):
        ground.report(kind="whistle")


def test_a_policy_that_is_not_active_opens_no_case(ground: Ground) -> None:
    ground.deploy_only("other")
    with pytest.raises(PolicyNotActive):
        ground.report(kind="other")


def test_the_time_of_day_of_a_step_is_the_districts(ground: Ground) -> None:
    ground.report()
    ((case_id,),) = ground.rows(tables.Case, "id")
    with ground.office.store.write() as tx:
        case = load_case(tx, int(str(case_id)))
        assert case
        reader = ground.office.reader(tx, replace(case, upstream_due=case.opened_at))
        times = (reader.now, reader.case["opened_at"], reader.case["upstream"]["due"])
        assert {time.tzinfo for time in times} == {ground.office.calendar.zone}


def square(west: float, south: float, side: float) -> dict[str, object]:
    """Give a square as GeoJSON has it."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def report(ground: Ground, **facts: Any) -> Opened:
    """Let the street's leader report something."""
    told = Report("ladder", "路灯不亮", **facts)
    return open_case(ground.office, report=told, by=ground.person("sun"))


def test_a_report_with_a_point_lies_at_the_smallest_place_around_it(ground: Ground) -> None:
    for code, geometry in (("XH", square(110, 30, 0.1)), ("G3", square(110, 30, 0.05))):
        outline_place(ground.office, district=1, code=code, geometry=geometry)
    report(ground, location=(110.01, 30.01))
    report(ground, location=(110.09, 30.09))
    report(ground, location=(111, 31))
    places = [path for (path,) in ground.rows(tables.Case, "path")]
    assert places == ["/2/17/5/3/", "/2/17/5/", "/2/17/"]


def test_a_place_that_is_named_counts_more_than_the_point(ground: Ground) -> None:
    outline_place(ground.office, district=1, code="G3", geometry=square(110, 30, 0.1))
    report(ground, place="G4", location=(110.01, 30.01))
    assert ground.rows(tables.Case, "path", "lon", "lat") == [("/2/17/5/4/", 110.01, 30.01)]


def test_an_outline_can_be_drawn_anew(ground: Ground) -> None:
    for west in (110, 111):
        outline_place(ground.office, district=1, code="G3", geometry=square(west, 30, 0.1))
    assert ground.rows(tables.PlaceArea, "place_id", "west") == [(3, 111)]


def test_an_outline_belongs_to_a_place(ground: Ground) -> None:
    with pytest.raises(PlaceNotFound):
        outline_place(ground.office, district=1, code="nowhere", geometry=square(1, 1, 1))


def test_how_a_report_came_is_kept_with_the_case(ground: Ground) -> None:
    told = datetime(2026, 11, 20, 9, 30, tzinfo=ground.office.calendar.zone)
    report(ground, place="G3", channel="hotline", category="市容", reported_at=told)
    row = ("hotline", "市容", '{"reported_at":"2026-11-20T09:30:00+08:00"}')
    assert ground.rows(tables.Case, "channel", "category", "facts") == [row]


def test_who_reported_is_kept_apart_and_sealed(ground: Ground) -> None:
    voice = Voice(contact=Contact.RELAY, name="某某", phone="13900000001")
    opened = report(ground, place="G3", voice=voice)
    ((contact, sealed, code),) = ground.rows(tables.Reporter, "contact", "sealed", "code")
    seals = ground.office.seals
    assert contact == "relay"
    assert "某某".encode() not in bytes(sealed)  # type: ignore[arg-type]
    assert code == seals.code(opened.number, seals.check_code(opened.number))


def test_a_number_from_above_stands_for_one_case(ground: Ground) -> None:
    first = report(ground, place="G3", upstream="12345-7")
    with pytest.raises(UpstreamKnown) as known:
        report(ground, place="G3", upstream="12345-7")
    assert known.value.number == first.number
    assert len(ground.rows(tables.Case, "id")) == 1


def test_equal_words_are_known_again_whatever_their_blanks(ground: Ground) -> None:
    for words in ("路灯 不亮！", "路灯不亮", "路灯亮了"):
        ground.report(words=words)
    first, second, third = (alike for (alike,) in ground.rows(tables.Case, "alike"))
    assert first == second != third


def test_a_report_nobody_gave_a_place_lies_at_the_district(ground: Ground) -> None:
    nowhere = Person(id=0, district=1, name="", posts=(Post(role="", path="/"),))
    told = Report("ladder", "路灯不亮", location=(1, 1))
    open_case(ground.office, report=told, by=nowhere)
    assert ground.rows(tables.Case, "path", "l2", "l3") == [("/2/", 0, 0)]
