"""Anchors: one hash over all chains of a district, to be sent to another house.

An anchor covers the cases that moved since the one before: their last entries until then, in
the order of the cases. It holds even against somebody who rewrites chains and heads together.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

import orjson
from sqlalchemy import bindparam, insert, select

from engine.store.columns import EPOCH
from engine.store.gate import Turn
from engine.store.journal import NOTHING_YET, Link
from engine.store.store import Store, Tx
from engine.store.tables import Anchor, Entry, Mark

# Longer than any transaction: an entry dated before the anchor is committed by then.
SETTLED = timedelta(minutes=5)

NEWEST = (
    select(Anchor.until, Anchor.hash)
    .where(Anchor.district == bindparam("of_district"))
    .order_by(Anchor.until.desc())
    .limit(1)
)
ALL = select(Anchor.district, Anchor.until, Anchor.hash).order_by(Anchor.district, Anchor.until)
MOVED = (
    select(Entry.case_id, Entry.seq, Entry.hash)
    .where(
        Entry.district == bindparam("of_district"),
        Entry.at > bindparam("after"),
        Entry.at <= bindparam("until"),
    )
    .order_by(Entry.case_id, Entry.seq)
)
KEEP = insert(Anchor)
ONE_AT_A_TIME = select(Mark.id).with_for_update()


class Sum:
    """The hash of one period, fed with the last entry of each case in the order of the cases."""

    def __init__(self, before: bytes) -> None:
        self.hash = hashlib.sha256(before)
        self.cases = 0

    def add(self, case_id: int, seq: int, hash_: bytes) -> None:
        """Count a case that moved in this period."""
        self.hash.update(orjson.dumps((case_id, seq)) + hash_)
        self.cases += 1


def anchor(store: Store, district: int) -> bytes | None:
    """Anchor what has settled since the last anchor and give the hash; None if it is too soon."""
    with store.read() as tx:
        newest = tx.execute(NEWEST, {"of_district": district}).one_or_none()
        after, before = newest or (EPOCH, NOTHING_YET)
        until, total = tx.now - SETTLED, Sum(before)
        moved = tx.execute(MOVED, {"of_district": district, "after": after, "until": until})
        for _, entries in groupby(moved, itemgetter(0)):
            *_, last = entries
            total.add(*last)
    with store.write(Turn.WORKER) as tx:
        tx.execute(ONE_AT_A_TIME)
        if until <= after or tx.execute(NEWEST, {"of_district": district}).one_or_none() != newest:
            return None
        found = {"district": district, "until": until, "cases": total.cases}
        tx.execute(KEEP, found | {"hash": total.hash.digest()})
    return total.hash.digest()


@dataclass(frozen=True, slots=True)
class Anchored:
    """The anchors of one district while they are recomputed: what is kept, what is found."""

    untils: list[datetime]
    kept: list[bytes]
    found: list[Sum]

    def take(self, entries: Sequence[Link]) -> None:
        """Add all entries of one case; cases come in order."""
        last = {bisect_left(self.untils, entry.at): entry for entry in entries}
        for period, entry in last.items():
            if period < len(self.untils):
                self.found[period].add(entry.case_id, entry.seq, entry.hash)

    def broken(self) -> Iterator[datetime]:
        """Give the anchors that do not hold."""
        for until, kept, found in zip(self.untils, self.kept, self.found, strict=True):
            if found.hash.digest() != kept:
                yield until


def all_anchors(tx: Tx) -> dict[int, Anchored]:
    """Read the anchors of every district, ready to be recomputed."""
    read: dict[int, Anchored] = {}
    for district, rows in groupby(tx.execute(ALL).all(), itemgetter(0)):
        untils, kept = map(list, zip(*(row[1:] for row in rows), strict=True))
        read[district] = Anchored(untils, kept, [Sum(b) for b in (NOTHING_YET, *kept[:-1])])
    return read
