"""Reads cases and their events in order, a slice at a time, for whoever takes them elsewhere.

Nothing of who reported is read, and no word they said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import and_, bindparam, func, select

from engine.domain.places import Places
from engine.domain.words import CaseState, Outcome
from engine.policy.cache import PolicyCache
from engine.queries.policies import read_version
from engine.store.store import Tx
from engine.store.tables import Case, Entry, Rating

SLICE = 500
COUNT = select(func.count()).select_from(Case).where(Case.district == bindparam("of_district"))
LAST_RATING = (
    select(func.max(Rating.at))
    .where(Rating.district == Case.district, Rating.case_id == Case.id)
    .correlate(Case)
    .scalar_subquery()
)
CASES = (
    select(
        Case.id,
        Case.number,
        Case.policy_id,
        Case.category,
        Case.summary,
        Case.state,
        Case.stage,
        Case.outcome,
        Case.channel,
        Case.path,
        Case.opened_at,
        Case.resolved_at,
        Case.upstream,
        Rating.solved,
        Rating.stars,
    )
    .outerjoin(
        Rating,
        and_(
            Rating.district == Case.district,
            Rating.case_id == Case.id,
            Rating.at == LAST_RATING,
        ),
    )
    .where(Case.district == bindparam("of_district"), Case.id > bindparam("after"))
    .order_by(Case.id)
    .limit(SLICE)
)
EVENTS = (
    select(Case.number, Case.policy_id, Entry.seq, Entry.at, Entry.verb, Entry.element, Entry.actor)
    .join(Case, and_(Case.district == Entry.district, Case.id == Entry.case_id))
    .where(
        Entry.district == bindparam("of_district"),
        Entry.case_id.in_(
            select(Case.id)
            .where(Case.district == bindparam("of_district"), Case.id > bindparam("after"))
            .order_by(Case.id)
            .limit(SLICE)
        ),
    )
    .order_by(Entry.case_id, Entry.seq)
)
LAST_OF_SLICE = (
    select(Case.id)
    .where(Case.district == bindparam("of_district"), Case.id > bindparam("after"))
    .order_by(Case.id)
    .limit(SLICE)
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case; `activity` is what people call the element."""

    case: str
    seq: int
    at: datetime
    activity: str
    verb: str
    element: str
    actor: str


Row = Mapping[str, object]


def count_cases(tx: Tx, district: int) -> int:
    """Count the cases there are to be read."""
    count: int = tx.execute(COUNT, {"of_district": district}).scalar_one()
    return count


def read_rows(tx: Tx, district: int, places: Places, policies: PolicyCache) -> Iterator[Row]:
    """Read every case as a row of an order sheet."""
    after = 0
    while rows := tx.execute(CASES, {"of_district": district, "after": after}).all():
        for row in rows:
            policy = policies.get(row.policy_id, partial(read_version, tx))
            above = [place.name for place in places.upwards(row.path)][::-1]
            names = dict(enumerate(above))
            yield {
                "number": row.number,
                "kind": policy.manifest.name,
                "category": (row.category or "").replace("/", "->"),
                "summary": row.summary or "",
                "state": CaseState(row.state).sentence(),
                "stage": policy.name_of(row.stage),
                "outcome": Outcome(row.outcome).sentence() if row.outcome else "",
                "channel": row.channel,
                "district": names.get(0, ""),
                "street": names.get(1, ""),
                "community": names.get(2, ""),
                "spot": " ".join(above[3:]),
                "opened_at": row.opened_at,
                "resolved_at": row.resolved_at,
                "upstream": row.upstream or "",
                "solved": policy.name_of(row.solved) if row.solved else "",
                "stars": row.stars if row.stars is not None else "",
            }
        after = rows[-1].id


def read_events(tx: Tx, district: int, policies: PolicyCache) -> Iterator[Event]:
    """Read everything that happened, case by case."""
    key = {"of_district": district, "after": 0}
    while ids := tx.execute(LAST_OF_SLICE, key).scalars().all():
        for row in tx.execute(EVENTS, key):
            labels = _labels(tx, policies, row.policy_id)
            activity = labels.get(row.element or "", row.verb)
            actor = str(row.actor or "")
            yield Event(row.number, row.seq, row.at, activity, row.verb, row.element or "", actor)
        key["after"] = ids[-1]


def _labels(tx: Tx, policies: PolicyCache, version: int) -> Mapping[str, str]:
    policy = policies.get(version, partial(read_version, tx))
    processes = policy.program.drawing.processes.values()
    return {id_: each.label for process in processes for id_, each in process.elements.items()}
