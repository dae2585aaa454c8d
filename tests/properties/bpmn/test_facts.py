"""What branches know meets the same way in whatever order they come together."""

from datetime import date, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bpmn.codec import decoded, encoded
from engine.bpmn.facts import NOTHING, Facts
from engine.feel import temporal

# A history: each writing has its own tick; every branch has seen some of them.
WRITINGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(), st.sets(st.integers(0, 2))), max_size=12
)


def branches(writings: list[tuple[str, int, set[int]]]) -> list[Facts]:
    known = [NOTHING, NOTHING, NOTHING]
    for tick, (name, value, seen_by) in enumerate(writings):
        for at in seen_by:
            known[at] = known[at].having({name: value}, tick)
    return known


def content(facts: Facts) -> tuple[Any, Any]:
    return dict(facts.values), dict(facts.ticks)


@given(WRITINGS)
def test_the_order_in_which_branches_meet_does_not_matter(
    writings: list[tuple[str, int, set[int]]],
) -> None:
    one, two, three = branches(writings)
    assert content(one.met(two)) == content(two.met(one))
    assert content(one.met(two).met(three)) == content(one.met(two.met(three)))
    assert content(one.met(one)) == content(one)


@given(WRITINGS)
def test_the_last_writing_a_branch_has_seen_is_what_counts(
    writings: list[tuple[str, int, set[int]]],
) -> None:
    one, two, three = branches(writings)
    last = {name: value for name, value, seen_by in writings if seen_by}
    assert dict(one.met(two).met(three).values) == last


ZONE = timezone(timedelta(hours=8))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(max_size=6)
    | st.decimals(allow_nan=False, allow_infinity=False, places=6)
    | st.dates(date(1900, 1, 1))
    | st.datetimes(timezones=st.just(ZONE))
    | st.times(timezones=st.none()).map(lambda clock: clock.replace(microsecond=0))
    | st.integers(0, 10**12).map(lambda ns: temporal.DayTimeDuration(ns * 1000))
    | st.integers(-500, 500).map(temporal.YearMonthDuration)
)
NAMES = st.sampled_from(["#", "@", "=", "name", "姓名"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
@settings(max_examples=200)
def test_every_value_comes_back_from_a_snapshot_as_it_was(value: Any) -> None:
    back = decoded(orjson.loads(orjson.dumps(encoded(value))))
    assert same(back, value)


def same(back: Any, value: Any) -> bool:
    """Tell whether two values are the same to FEEL: numbers by value, all else exactly."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return back is value or back == value
    if isinstance(value, int | Decimal):
        return Decimal(back) == Decimal(value)
    if isinstance(value, list):
        return len(back) == len(value) and all(map(same, back, value))
    if isinstance(value, dict):
        return back.keys() == value.keys() and all(same(back[k], value[k]) for k in value)
    assert isinstance(value, date | time) or temporal.kind(value)
    return type(back) is type(value) and back == value
