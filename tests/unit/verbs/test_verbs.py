"""Verbs answer and declare; they do nothing themselves."""

import importlib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.domain.calendar import Limit, Unit, national_calendar
from engine.domain.clocks import Cap, Clock, Why, start
from engine.domain.refusals import InputInvalid
from engine.domain.words import CaseState, Outcome
from engine.texts import LANGUAGES, say
from engine.verbs import VERBS
from engine.verbs.port import Notice, Verb
from tests.unit.verbs.desk import NOON, desk

CALENDAR = national_calendar()


def clocks_after(
    verb: str, inputs: Mapping[str, Any], *clocks: Clock, unit: str = ""
) -> dict[tuple[str, str], Clock]:
    reader = desk(clocks=clocks)
    reader.ask(verb, inputs, unit)
    return {clock.name: clock for clock in reader.done[-1].clocks or ()}


def clock(key: str, holder: str = "", hours: int = 1) -> Clock:
    limit = Limit(Decimal(hours), Unit.HOUR)
    return start(key, limit, now=NOON, calendar=CALENDAR, holder=holder)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_verb_and_every_input_says_what_it_is_for(verb: Verb, language: str) -> None:
    keys = [verb.name, *(f"{verb.name}_{each.name}" for each in verb.inputs)]
    assert all(say(f"verbs.{key}", language=language) for key in keys)


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_verb_stands_in_a_file_of_its_name_that_says_what_it_does(verb: Verb) -> None:
    assert importlib.import_module(f"engine.verbs.{verb.name}").__doc__


def test_clocks_are_set_from_now_by_the_calendar() -> None:
    row = {"key": "sign_due", "amount": 30, "unit": "分钟"}
    after = clocks_after("set_clocks", {"limits": row})
    assert after["sign_due", ""].due == NOON + timedelta(minutes=30)
    assert after == clocks_after("set_clocks", {"limits": [row]})


def test_clocks_are_set_for_the_unit_that_asks_and_for_nobody_else() -> None:
    row = {"key": "sign_due", "amount": 2, "unit": "hour"}
    others = (clock("sign_due"), clock("x"))
    after = clocks_after("set_clocks", {"limits": [row]}, *others, unit="police")
    assert after["sign_due", "police"].due == NOON + timedelta(hours=2)
    assert [after[each.name] for each in others] == list(others)


def test_a_row_decides_whether_a_clock_that_runs_starts_anew() -> None:
    row = {"key": "handle_due", "amount": 5, "unit": "hour"}
    kept = clocks_after("set_clocks", {"limits": row | {"restart": False}}, clock("handle_due"))
    anew = clocks_after("set_clocks", {"limits": row | {"restart": True}}, clock("handle_due"))
    assert kept["handle_due", ""] == clock("handle_due")
    assert anew["handle_due", ""].due == NOON + timedelta(hours=5)


def test_a_clock_keeps_what_encloses_it() -> None:
    row = {"key": "sign_due", "amount": 2, "unit": "hour"}
    rule = {"key": "sign_due", "within": "upstream_due", "amount": 1, "unit": "工作日"}
    after = clocks_after("set_clocks", {"limits": row, "caps": rule})
    margin = Limit(Decimal(1), Unit.WORKING_DAY)
    assert after["sign_due", ""].caps == (Cap("sign_due", "upstream_due", margin),)


def test_an_extension_counts_on_from_where_the_clock_ends() -> None:
    more = {"clock": "sign_due", "amount": 3, "unit": "hour"}
    after = clocks_after("move_clock", more, clock("sign_due"))
    assert after["sign_due", ""].due == NOON + timedelta(hours=4)


def test_an_appointment_moves_the_clock_to_its_instant() -> None:
    wall = (NOON + timedelta(hours=6)).astimezone(CALENDAR.zone).replace(tzinfo=None)
    after = clocks_after("move_clock", {"clock": "sign_due", "to": wall}, clock("sign_due"))
    assert after["sign_due", ""].due == NOON + timedelta(hours=6)
    assert after["sign_due", ""].moves[-1].why is Why.APPOINTED


def test_a_unit_moves_its_own_clock_and_else_the_one_of_the_case() -> None:
    own, shared = clock("sign_due", "police"), clock("handle_due")
    for key, name in (("sign_due", own.name), ("handle_due", shared.name)):
        more = {"clock": key, "amount": 1, "unit": "hour"}
        after = clocks_after("move_clock", more, own, clock("sign_due"), shared, unit="police")
        assert after[name].due == NOON + timedelta(hours=2)
        assert after["sign_due", ""] == clock("sign_due")


def test_clocks_that_are_held_and_released_keep_what_was_left_of_them() -> None:
    held = clocks_after("hold_clocks", {}, clock("sign_due"), clock("x", "police"))
    assert {each.rings_at for each in held.values()} == {None}
    run_on = clocks_after("release_clocks", {"clocks": "sign_due"}, *held.values())
    assert run_on["sign_due", ""].rings_at == NOON + timedelta(hours=1)
    assert run_on["x", "police"] == held["x", "police"]


def test_a_unit_holds_its_own_clocks_only() -> None:
    held = clocks_after("hold_clocks", {}, clock("a"), clock("a", "police"), unit="police")
    assert held["a", ""].rings_at
    assert held["a", "police"].rings_at is None


def test_a_notice_is_declared_with_its_template_its_reader_and_its_facts() -> None:
    inputs = {"template": "late", "to": "leader@street", "facts": {"days": 2}}
    reader = desk()
    assert reader.ask("notify", inputs).values == {}
    assert reader.deeds == [Notice("late", ("leader@street",), "", {"days": 2})]


@pytest.mark.parametrize(
    ("outcome", "state"), [("solved", CaseState.CLOSED), ("withdrawn", CaseState.WITHDRAWN)]
)
def test_a_case_is_closed_with_its_outcome(outcome: str, state: CaseState) -> None:
    reader = desk()
    reader.ask("close_case", {"outcome": outcome})
    assert (reader.row.state, reader.row.outcome) == (state, Outcome(outcome))
    assert reader.row.closed_at == NOON


@pytest.mark.parametrize(
    ("verb", "inputs", "wrong"),
    [
        ("set_clocks", {}, "limits"),
        ("set_clocks", {"limits": [1]}, "limits"),
        ("set_clocks", {"limits": [], "caps": 1}, "caps"),
        ("move_clock", {"clock": "nowhere", "amount": 1, "unit": "hour"}, "clock"),
        ("hold_clocks", {"clocks": "nowhere"}, "clocks"),
        ("hold_clocks", {"clocks": [1]}, "clocks"),
        ("release_clocks", {"clocks": "nowhere"}, "clocks"),
        ("notify", {"to": "leader@street"}, "template"),
        ("notify", {"template": "late"}, "to"),
        ("notify", {"template": "late", "to": "x", "facts": 1}, "facts"),
        ("close_case", {}, "outcome"),
        ("close_case", {"outcome": "done"}, "outcome"),
    ],
)
def test_an_input_a_verb_cannot_use_is_named(
    verb: str, inputs: Mapping[str, Any], wrong: str
) -> None:
    with pytest.raises(InputInvalid) as caught:
        desk().ask(verb, inputs)
    assert (caught.value.verb, caught.value.input) == (verb, wrong)


def test_a_clock_is_moved_by_an_amount_or_to_an_instant() -> None:
    with pytest.raises(InputInvalid) as caught:
        clocks_after("move_clock", {"clock": "sign_due", "to": "soon"}, clock("sign_due"))
    assert caught.value.input == "to"
