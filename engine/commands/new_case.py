"""What a new case stands on: its place, the version active there, its number; and its row."""

from dataclasses import dataclass
from datetime import datetime

import orjson

from engine.commands.office import Office
from engine.domain.distance import Point
from engine.domain.people import Person
from engine.domain.places import Place, Places
from engine.domain.refusals import PlaceNotFound, PolicyNotActive, PolicyNotFound
from engine.domain.reporters import Voice
from engine.domain.words import CaseState
from engine.queries.areas import place_around
from engine.queries.policies import active_version, read_policy
from engine.store.ids import district_of
from engine.store.journal import NOTHING_YET
from engine.store.rows import LockedCase
from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported: the kind of case, the reporter's own words, where, how, by whom.

    `place` is a code or an id; without one it is the smallest place around `location`, else the
    unit of who enters it, else the district: no report is lost for want of a place. `category`
    is what a hotline takes it for, `reported_at` when it was told there. `upstream` is the number
    another system gave the case, `upstream_due` until when it wants an answer. Without a `voice`
    nobody is told what becomes of it. `attachments` are files whoever reports has sent before.
    """

    kind: str
    words: str
    place: str | None = None
    upstream: str | None = None
    upstream_due: datetime | None = None
    channel: str = ""
    category: str | None = None
    reported_at: datetime | None = None
    location: Point | None = None
    voice: Voice | None = None
    attachments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a new case stands on: its place, its version, its number."""

    place: Place
    version: int
    number: str


def ground_of(office: Office, report: Report, by: Person) -> Ground:
    """Find the place of a report and the version that is active there, and take a number.

    Raises:
        PlaceNotFound: The district has no such place.
        PolicyNotFound: No policy has the kind's name.
        PolicyNotActive: No version of it is active at the place.
    """
    with office.store.read() as tx:
        places = office.surroundings(tx, by.district).places
        place = _place_of(tx, places, report, by)
        version = active_version(tx, by.district, report.kind, place.path)
        if version is None:
            known = read_policy(tx, by.district, report.kind)
            raise (PolicyNotActive if known else PolicyNotFound)(key=report.kind)
        day = office.calendar.date(tx.now)
    # Taken outside the transaction: a number that is not used leaves a gap and nothing else.
    *_, district = places.upwards(place.path)
    return Ground(place, version, office.numbers.take(by.district, district.code, day))


def new_case(
    office: Office, tx: Tx, report: Report, ground: Ground, *, origin: str | None = None
) -> LockedCase:
    """Make the row of a new case; `origin` is the key of the message that opens it."""
    district = district_of(ground.version)
    lon, lat = report.location or (None, None)
    told = {"reported_at": report.reported_at.isoformat()} if report.reported_at else {}
    return LockedCase(
        district=district,
        id=tx.new_id(district),
        number=ground.number,
        kind=report.kind,
        policy_id=ground.version,
        state=CaseState.OPEN,
        stage="",
        outcome=None,
        category=report.category,
        summary=None,
        place_id=ground.place.id,
        path=ground.place.path,
        l2=ground.place.above(2),
        l3=ground.place.above(3),
        accused=None,
        access="",
        upstream=report.upstream,
        upstream_due=report.upstream_due,
        channel=report.channel,
        origin=origin,
        alike=office.seals.alike(report.words) if report.words else None,
        lon=lon,
        lat=lat,
        handler=None,
        merged_into=None,
        facts=orjson.dumps(told).decode(),
        opened_at=tx.now,
        resolved_at=None,
        closed_at=None,
        version=0,
        seq=0,
        head=NOTHING_YET,
        snapshot=b"",
    )


def _place_of(tx: Tx, places: Places, report: Report, by: Person) -> Place:
    if report.place:
        place = places.named(report.place)
    elif report.location and (around := place_around(tx, by.district, report.location)):
        place = places.named(str(around))
    else:
        own = (places.by_path.get(post.path) for post in by.posts)
        place = next((each for each in own if each), places.district)
    if place is None:
        raise PlaceNotFound(place=report.place or "")
    return place
