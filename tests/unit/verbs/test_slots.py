"""Slots of units: the queue is seen before blowing, taken afterwards, and given back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from engine.domain.refusals import InputInvalid
from engine.store.deeds import SlotFreed, SlotTaken
from tests.unit.verbs.desk import Shelf, desk

TODAY, TOMORROW, LATER = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
FULL_TODAY = {TODAY: (2, 2), TOMORROW: (3, 1), LATER: (1, 0)}


def asked(verb: str, days: Mapping[date, tuple[int, int]], **inputs: Any) -> tuple[Any, Any]:
    reader = desk(shelf=Shelf(days=dict(days)))
    values = reader.ask(verb, inputs).values
    return values, reader.done[-1].deeds


def test_the_queue_of_the_next_day_with_a_slot_is_seen_and_nothing_is_taken() -> None:
    values, deeds = asked("see_queue", FULL_TODAY, units=["XF", "ZHZF"])
    row = {"day": TOMORROW, "queue": 1}
    assert values == {"queues": [{"unit": "XF", **row}, {"unit": "ZHZF", **row}]}
    assert deeds == ()


def test_a_unit_without_published_days_takes_any_number_today() -> None:
    values, _ = asked("see_queue", {TODAY: (0, 4)}, units="XF")
    assert values["queues"] == [{"unit": "XF", "day": TODAY, "queue": 4}]


def test_a_unit_the_district_does_not_have_has_no_queue() -> None:
    values, _ = asked("see_queue", {}, units=["XF", "NOWHERE"])
    assert [row["unit"] for row in values["queues"]] == ["XF"]


def test_a_slot_is_taken_on_the_day_whose_queue_was_seen() -> None:
    values, deeds = asked("reserve_slot", FULL_TODAY, unit="XF")
    assert values == {"day": TOMORROW, "queue": 1}
    assert deeds == (SlotTaken("/2/9/", TOMORROW),)


def test_a_slot_may_be_wanted_from_a_later_day_on() -> None:
    values, _ = asked("reserve_slot", {LATER: (1, 0)}, unit="XF", day=LATER)
    assert values == {"day": LATER, "queue": 0}


def test_a_slot_is_given_back() -> None:
    _, deeds = asked("free_slot", {}, unit="XF")
    assert deeds == (SlotFreed("/2/9/"),)


@pytest.mark.parametrize(
    ("verb", "inputs", "wrong"),
    [
        ("see_queue", {"units": [1]}, "units"),
        ("reserve_slot", {"unit": "NOWHERE"}, "unit"),
        ("reserve_slot", {"unit": "XF", "day": "soon"}, "day"),
        ("free_slot", {"unit": "NOWHERE"}, "unit"),
    ],
)
def test_what_is_no_unit_or_no_day_is_named(verb: str, inputs: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        asked(verb, {}, **inputs)
    assert caught.value.input == wrong
