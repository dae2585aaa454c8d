"""Proof that nobody changed the trail: every chain is recomputed, then every anchor."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, select, text

from engine.store.anchors import all_anchors
from engine.store.journal import NOTHING_YET, Head, Link, hash_of
from engine.store.store import Store
from engine.store.tables import Case, Entry
from engine.texts import say

BATCH = 1000

# From the case's side, so that a case whose entries are all gone is seen too.
CHAINS = (
    select(
        *(Case.number, Case.district, Case.id, Case.seq, Case.head),
        *(Entry.__table__.c[name] for name in Link._fields),
    )
    .outerjoin(Entry, (Entry.district == Case.district) & (Entry.case_id == Case.id))
    .order_by(Case.district, Case.id, Entry.seq)
    .execution_options(yield_per=BATCH)
)
STRAYS = (
    select(Entry.district, Entry.case_id)
    .outerjoin(Case, (Entry.district == Case.district) & (Entry.case_id == Case.id))
    .where(Case.id.is_(None))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the trail is not what it was; its sentence is `audit.<code>`.

    `seq` is the first entry that does not fit; `until` names an anchor, which has no case.
    """

    code: str  # changed, missing, cut_off, no_case, anchor
    district: int
    case_id: int | None = None
    seq: int | None = None
    until: datetime | None = None
    number: str = ""

    def sentence(self, language: str = "zh") -> str:
        """Say to a person what does not fit, where, and what to do."""
        return say(f"audit.{self.code}", asdict(self), language)


@dataclass(slots=True)
class Report:
    """What a verification saw; the trail is whole if there are no breaks."""

    cases: int = 0
    entries: int = 0
    anchors: int = 0
    breaks: list[Break] = field(default_factory=list)


def verify(store: Store) -> Report:
    """Recompute every chain and every anchor; may run beside the house at work."""
    report = Report()
    with store.read() as tx:
        if tx.is_postgresql:
            tx.execute(text("SET LOCAL statement_timeout = 0"))
        anchors = all_anchors(tx)
        for (number, district, _), rows in groupby(tx.execute(CHAINS), itemgetter(0, 1, 2)):
            case, entries = parted(list(rows))
            report.cases += 1
            report.entries += len(entries)
            report.breaks += (replace(found, number=number) for found in check_chain(case, entries))
            if district in anchors:
                anchors[district].take(entries)
        report.breaks += [Break("no_case", *row) for row in tx.execute(STRAYS)]
    for district, kept in anchors.items():
        report.anchors += len(kept.untils)
        report.breaks += [Break("anchor", district, until=until) for until in kept.broken()]
    return report


def parted(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Head, list[Link]]:
    """Part the rows of one case into its head and its entries, which may all be gone."""
    return Head(*rows[0][1:5]), [Link(*row[5:]) for row in rows if row.body is not None]


def check_chain(head: Head, entries: Sequence[Link]) -> Iterator[Break]:
    """Find the first entry of a case that does not fit; nothing after it can be trusted."""
    before = NOTHING_YET
    for seq, entry in enumerate(entries, 1):
        if entry.seq != seq:
            yield Break("missing", head.district, head.case_id, seq)
            return
        if hash_of(before, entry[:-1]) != entry.hash:
            yield Break("changed", head.district, head.case_id, seq)
            return
        before = entry.hash
    if (head.seq, head.hash) != (len(entries), before):
        yield Break("cut_off", head.district, head.case_id, len(entries) + 1)
