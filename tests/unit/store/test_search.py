"""Any word of two characters is found, in the text as it stands now."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from engine.store.load import load_case
from engine.store.rows import Changes, KeptWords
from engine.store.search import bigrams, contains
from engine.store.store import Store
from engine.store.tables import Case, Words
from engine.store.words import erase
from engine.store.write import Saved, save_case
from tests.unit.store.cases import happening, opened


def summarise(store: Store, saved: Saved, summary: str | None, words: str = "") -> None:
    with store.write() as tx:
        case = load_case(tx, saved.case.id)
        assert case
        kept = [KeptWords(kind="report", field="words", body=words, key=b"k")] if words else []
        changes = Changes(happenings=[happening()], words=kept)
        save_case(tx, case, replace(case, summary=summary), changes)


def found(store: Store, words: str) -> list[str]:
    with store.read() as tx:
        query = select(Case.number).where(contains(tx, Case.summary, words)).order_by(Case.number)
        return list(tx.execute(query).scalars())


def test_pairs_of_neighbouring_characters_each_once() -> None:
    assert bigrams("路灯路灯") == ["灯路", "路灯"]
    assert bigrams("灯") == ["灯"]
    assert bigrams("AB座") == ["ab", "b座"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("路灯", ["N0", "N1"]),
        ("路灯不亮", ["N0"]),
        ("灯", ["N0", "N1"]),
        ("井盖", ["N2"]),
        ("KTV", ["N2"]),
        ("ktv噪音", ["N2"]),
        ("不灯", []),
        ("100%", ["N1"]),
        ("1_0", []),
        ('"路灯" OR', []),
    ],
)
def test_words_are_found_where_they_stand_together(
    store: Store, words: str, expected: list[str]
) -> None:
    texts = ("小区路灯不亮，晚上很黑", "修路灯满意度100%", "KTV噪音扰民，井盖也响")
    for saved, summary in zip(opened(store, count=3), texts, strict=True):
        summarise(store, saved, summary)
    assert found(store, words) == expected


def test_a_summary_written_anew_is_found_as_it_is_now(store: Store) -> None:
    [saved] = opened(store)
    summarise(store, saved, "路灯不亮")
    summarise(store, saved, "井盖破损")
    assert (found(store, "路灯"), found(store, "井盖")) == ([], ["N0"])


def test_each_audience_searches_its_own_text(store: Store) -> None:
    [saved] = opened(store)
    summarise(store, saved, "邻里噪音", words="楼上张家每晚吵闹")
    assert found(store, "张家") == []
    with store.read() as tx:
        query = select(Words.case_id).where(contains(tx, Words.body, "张家"))
        assert tx.execute(query).scalars().all() == [saved.case.id]


def test_erased_text_is_gone_and_found_no_more(store: Store) -> None:
    [saved] = opened(store)
    summarise(store, saved, "邻里噪音", words="楼上张家每晚吵闹")
    with store.write() as tx:
        erase(tx, saved.case.id)
    assert found(store, "噪音") == []
    with store.read() as tx:
        assert tx.execute(select(Words.body, Words.key)).one() == (None, None)
        assert tx.execute(select(Words.id).where(contains(tx, Words.body, "张家"))).all() == []


@pytest.mark.postgres
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12))
def test_the_database_makes_the_same_pairs_as_the_query(postgres_store: Store, text: str) -> None:
    with postgres_store.read() as tx:
        pairs = tx.execute(select(func.grams(text))).scalar_one()
    assert sorted(pairs) == bigrams(text)
