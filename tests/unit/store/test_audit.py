"""The trail cannot be changed, and whoever changes it all the same is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from engine.store.anchors import SETTLED, anchor
from engine.store.audit import Break, Report, verify
from engine.store.journal import digest, seal
from engine.store.marks import mark_as, set_ahead
from engine.store.store import Store
from engine.store.tables import Anchor, Case, Entry
from engine.store.words import erase
from tests.unit.store.cases import DISTRICT, moved_on, opened

Change = Callable[[Connection, int], object]
HOUR = timedelta(hours=1)


def of(case_id: int, seq: int) -> tuple[object, object]:
    return Entry.case_id == case_id, Entry.seq == seq


def swap(connection: Connection, case_id: int) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        connection.execute(update(Entry).where(*of(case_id, old)).values(seq=new))


def forge_tail(connection: Connection, case_id: int) -> None:
    """Cut the last entry off and put the head back, as somebody with all rights would."""
    connection.execute(delete(Entry).where(*of(case_id, 4)))
    last = connection.execute(select(Entry.hash).where(*of(case_id, 3))).scalar_one()
    connection.execute(update(Case).where(Case.id == case_id).values(seq=3, head=last))


def altered(seq: int, **values: object) -> Change:
    return lambda c, i: c.execute(update(Entry).where(*of(i, seq)).values(**values))


def removed(*seqs: int) -> Change:
    gone = delete(Entry).where(Entry.seq.in_(seqs))
    return lambda c, i: c.execute(gone.where(Entry.case_id == i))


def beheaded(connection: Connection, case_id: int) -> None:
    connection.execute(update(Case).where(Case.id == case_id).values(head=b"x"))


TAMPERINGS: dict[str, tuple[Change, str, int]] = {
    "body": (altered(2, body="{}"), "changed", 2),
    "actor": (altered(3, actor=8), "changed", 3),
    "verb": (altered(1, verb="x"), "changed", 1),
    "hash": (altered(4, hash=b"x"), "changed", 4),
    "reordered": (swap, "changed", 2),
    "first gone": (removed(1), "missing", 1),
    "middle gone": (removed(2, 3), "missing", 2),
    "tail gone": (removed(4), "cut_off", 4),
    "all gone": (removed(1, 2, 3, 4), "cut_off", 1),
    "head": (beheaded, "cut_off", 5),
}


@dataclass(frozen=True)
class Intruder:
    """Somebody with the rights of the database's owner: every guard can be taken down."""

    store: Store

    def change(self, change: Change, case_id: int) -> None:
        with self.store.write() as tx:
            self.disarm(tx.connection)
            change(tx.connection, case_id)
            if self.store.is_postgresql:
                tx.execute(text("SET LOCAL session_replication_role = origin"))

    def disarm(self, connection: Connection) -> None:
        if self.store.is_postgresql:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            return
        for table in ("journal", "anchor"):
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{verb}"))


@pytest.mark.parametrize("statement", [update(Entry).values(body="{}"), delete(Entry)])
def test_the_database_refuses_to_change_or_delete_an_entry(store: Store, statement: object) -> None:
    opened(store)
    with pytest.raises(DBAPIError, match="append-only"), store.write() as tx:
        tx.execute(statement)


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["journal", "anchor", "policy_file", "approval"])
def test_the_database_refuses_to_empty_a_table(postgres_store: Store, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), postgres_store.write() as tx:
        tx.execute(text(f"TRUNCATE {table} CASCADE"))


def test_an_untouched_trail_is_whole(store: Store) -> None:
    for saved in opened(store, count=3):
        moved_on(store, saved.case.id, times=3)
    assert verify(store) == Report(cases=3, entries=12)


@pytest.mark.parametrize(("change", "code", "seq"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_changed_trail_is_found_at_the_entry(
    store: Store, change: Change, code: str, seq: int
) -> None:
    one, other = opened(store, count=2)
    moved_on(store, one.case.id, times=3)
    moved_on(store, other.case.id, times=2)
    Intruder(store).change(change, one.case.id)
    [found] = verify(store).breaks
    assert found == Break(code, DISTRICT, one.case.id, seq, number="N0")
    assert "N0" in found.sentence()


@pytest.mark.postgres
def test_entries_without_their_case_are_found(postgres_store: Store) -> None:
    [saved] = opened(postgres_store)

    def stray(connection: Connection, case_id: int) -> None:
        row = connection.execute(select(*Entry.__table__.c)).one()._asdict()
        connection.execute(insert(Entry), row | {"case_id": case_id + 1})

    Intruder(postgres_store).change(stray, saved.case.id)
    assert verify(postgres_store).breaks == [Break("no_case", DISTRICT, saved.case.id + 1)]


def later(store: Store, ahead: timedelta) -> None:
    with store.write() as tx:
        set_ahead(tx, ahead)


def anchored(store: Store) -> bytes | None:
    return anchor(store, DISTRICT)


@pytest.fixture
def days(store: Store) -> tuple[Store, int]:
    """Three days of one case, each anchored."""
    with store.write() as tx:
        mark_as(tx, "demo")
    saved, other = opened(store, count=2)
    for day in range(1, 4):
        later(store, day * 24 * HOUR)
        assert anchored(store)
        moved_on(store, saved.case.id)
    moved_on(store, other.case.id)
    return store, saved.case.id


def test_anchors_hold_over_an_untouched_trail(days: tuple[Store, int]) -> None:
    store, _ = days
    assert verify(store) == Report(cases=2, entries=6, anchors=3)


def test_a_tail_cut_off_with_its_head_is_found_by_the_anchor(days: tuple[Store, int]) -> None:
    store, case_id = days
    later(store, 96 * HOUR)
    assert anchored(store)
    Intruder(store).change(forge_tail, case_id)
    [found] = verify(store).breaks
    assert (found.code, found.case_id) == ("anchor", None)
    assert "存证" in found.sentence()


def test_a_changed_anchor_is_found(days: tuple[Store, int]) -> None:
    store, case_id = days
    Intruder(store).change(lambda c, _: c.execute(update(Anchor).values(hash=b"x")), case_id)
    assert {found.code for found in verify(store).breaks} == {"anchor"}


def test_a_case_removed_with_its_entries_is_found_by_the_anchor(
    days: tuple[Store, int],
) -> None:
    store, case_id = days

    def remove(connection: Connection, case_id: int) -> None:
        connection.execute(text("DELETE FROM work_item WHERE case_id = :id"), {"id": case_id})
        connection.execute(delete(Entry).where(Entry.case_id == case_id))
        connection.execute(delete(Case).where(Case.id == case_id))

    Intruder(store).change(remove, case_id)
    assert "anchor" in {found.code for found in verify(store).breaks}


def test_an_anchor_waits_until_what_it_covers_has_settled(store: Store) -> None:
    with store.write() as tx:
        mark_as(tx, "demo")
    opened(store)
    assert anchored(store)
    assert anchored(store)
    with store.read() as tx:
        newest = tx.execute(select(Anchor.until).order_by(Anchor.until.desc())).scalars().first()
        assert newest
        assert tx.now - newest >= SETTLED


def test_erasing_the_words_leaves_every_chain_whole(store: Store) -> None:
    [saved] = opened(store)
    moved_on(store, saved.case.id, times=2)
    with store.write() as tx:
        erase(tx, saved.case.id)
    assert verify(store).breaks == []


def test_a_text_is_proven_by_its_key_and_by_nothing_without_it() -> None:
    sealed = seal("楼上张家每晚吵闹")
    assert digest(sealed.key, "楼上张家每晚吵闹") == sealed.digest
    assert digest(sealed.key, "楼上李家每晚吵闹") != sealed.digest
    assert seal("楼上张家每晚吵闹").digest != sealed.digest


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whichever_byte_is_flipped_is_found(sqlite_store: Store, data: st.DataObject) -> None:
    if not verify(sqlite_store).cases:
        for saved in opened(sqlite_store, count=2):
            moved_on(sqlite_store, saved.case.id, times=2)
    with sqlite_store.read() as tx:
        rows = tx.execute(select(Entry.case_id, Entry.seq, Entry.body)).all()
    case_id, seq, body = data.draw(st.sampled_from(rows))
    place = data.draw(st.integers(0, len(body) - 1))
    flipped = body[:place] + chr(ord(body[place]) ^ 1) + body[place + 1 :]
    intruder = Intruder(sqlite_store)
    change = update(Entry).where(*of(case_id, seq))
    intruder.change(lambda c, _: c.execute(change.values(body=flipped)), case_id)
    found = {(each.code, each.case_id, each.seq) for each in verify(sqlite_store).breaks}
    assert ("changed", case_id, seq) in found
    intruder.change(lambda c, _: c.execute(change.values(body=body)), case_id)
