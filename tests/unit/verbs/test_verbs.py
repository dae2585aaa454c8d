"""Verbs answer and declare; they do nothing themselves."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.domain.calendar import Calendar, national_calendar
from engine.domain.clocks import Clock, start_until
from engine.domain.refusals import InputInvalid
from engine.domain.words import CaseState, Outcome
from engine.texts import LANGUAGES, say
from engine.verbs import VERBS
from engine.verbs.port import MoveState, Notice, SetClocks, Verb

CALENDAR = national_calendar()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AtNoon:
    """A reader at noon, for a case that may have clocks already."""

    now: datetime = NOON
    unit: str = ""
    calendar: Calendar = CALENDAR
    clocks: tuple[Clock, ...] = ()


def ask(verb: Verb, inputs: Mapping[str, Any]) -> None:
    verb.answer(inputs, AtNoon())
    verb.deeds(inputs)


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
    answer = VERBS["set_clocks"].answer({"limits": [row]}, AtNoon())
    assert answer.clocks == {"sign_due": NOON + timedelta(minutes=30)}
    assert VERBS["set_clocks"].deeds({"limits": row}) == (SetClocks((row,)),)


def test_setting_clocks_answers_with_the_named_ones_of_its_unit_only() -> None:
    row = {"key": "sign_due", "amount": 1, "unit": "hour"}
    others = (start_until("sign_due", NOON, now=NOON), start_until("x", NOON, now=NOON))
    answer = VERBS["set_clocks"].answer({"limits": [row]}, AtNoon(unit="police", clocks=others))
    assert answer.clocks == {"sign_due": NOON + timedelta(hours=1)}


def test_a_notice_is_declared_with_its_template_its_reader_and_its_facts() -> None:
    inputs = {"template": "late", "to": "leader@street", "facts": {"days": 2}}
    assert VERBS["notify"].deeds(inputs) == (Notice("late", "leader@street", "", {"days": 2}),)
    assert VERBS["notify"].answer(inputs, AtNoon()).values == {}


@pytest.mark.parametrize(
    ("outcome", "state"), [("solved", CaseState.CLOSED), ("withdrawn", CaseState.WITHDRAWN)]
)
def test_a_case_is_closed_with_its_outcome(outcome: str, state: CaseState) -> None:
    deeds = VERBS["close_case"].deeds({"outcome": outcome})
    assert deeds == (MoveState(state, Outcome(outcome)),)


@pytest.mark.parametrize(
    ("verb", "inputs", "wrong"),
    [
        ("set_clocks", {}, "limits"),
        ("set_clocks", {"limits": [1]}, "limits"),
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
        ask(VERBS[verb], inputs)
    assert (caught.value.verb, caught.value.input) == (verb, wrong)
