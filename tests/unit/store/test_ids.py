"""Ids are unique, ordered by time, and tell their district."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.store.ids import LAST_DISTRICT, START, Ids, case_number, district_of

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LAST_DAY = START + timedelta(days=365 * 67)
instants = st.datetimes(START.replace(tzinfo=None), LAST_DAY.replace(tzinfo=None)).map(
    lambda at: at.replace(tzinfo=UTC)
)


@given(st.lists(st.tuples(st.integers(1, LAST_DISTRICT), instants), max_size=50))
def test_an_id_is_never_given_twice_wherever_the_clock_stands(
    asked: list[tuple[int, datetime]],
) -> None:
    ids = Ids(node=5)
    given_out = [ids.take(district, at) for district, at in asked]
    assert len(set(given_out)) == len(asked)
    assert [district_of(id_) for id_ in given_out] == [district for district, _ in asked]
    assert all(0 < id_ < 1 << 63 for id_ in given_out)


@given(st.lists(instants, min_size=2, max_size=20).map(sorted))
def test_later_ids_are_greater(moments: list[datetime]) -> None:
    ids = Ids(node=1023)
    given_out = [ids.take(9, at) for at in moments]
    assert given_out == sorted(given_out)


def test_two_processes_never_make_the_same_id() -> None:
    one, other = Ids(node=1), Ids(node=2)
    assert not {one.take(1, NOW) for _ in range(5000)} & {other.take(1, NOW) for _ in range(5000)}


def test_more_ids_than_one_tick_holds_go_on_into_the_next() -> None:
    ids = Ids(node=1)
    assert len({ids.take(1, NOW) for _ in range(10_000)}) == 10_000


def test_a_case_number_says_district_day_and_count() -> None:
    assert case_number("330102", date(2026, 11, 20), 7) == "330102-20261120-0007"
