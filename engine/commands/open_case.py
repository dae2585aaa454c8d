"""Somebody reports: a case is opened under the version that is active at its place."""

from dataclasses import dataclass, replace
from datetime import datetime

from engine.bpmn import Start
from engine.casework import advance
from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.commands.opened import OpenedTasks, opened_tasks
from engine.commands.stuck import incident_entry, open_incident
from engine.domain.people import Person
from engine.domain.places import Place, Places
from engine.domain.refusals import PlaceNotFound, PolicyNotActive, PolicyNotFound
from engine.domain.words import CaseState
from engine.queries.policies import active_version, read_policy
from engine.store.ids import district_of
from engine.store.journal import NOTHING_YET, Happening, seal
from engine.store.rows import KeptWords, LockedCase
from engine.store.store import Tx
from engine.store.write import open_case as keep_new_case

REPORT = "report"  # the kind of the reporter's own words


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported: the kind of case, the reporter's own words, the place.

    `place` is a code or an id; none is the reporter's own unit. `upstream` is the number another
    system gave the case, `upstream_due` until when it wants an answer.
    """

    kind: str
    words: str
    place: str | None = None
    upstream: str | None = None
    upstream_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The new case and its first tasks by their ids; none while its start is an incident."""

    number: str
    state: str
    stage: str
    opened: OpenedTasks


@dataclass(frozen=True, slots=True)
class Ground:
    """What a new case stands on: its place, its version, its number."""

    place: Place
    version: int
    number: str


def open_case(office: Office, *, report: Report, by: Person, key: str | None = None) -> Opened:
    """Open a case; a drawing that cannot be started is an incident, and no report is lost.

    Raises:
        PlaceNotFound: The district has no such place.
        PolicyNotFound: No policy has the kind's name.
        PolicyNotActive: No version of it is active at the place.
    """
    ground = _ground_of(office, report, by)
    facts = (report.kind, report.words, report.place, report.upstream, report.upstream_due)

    def work(tx: Tx) -> Opened:
        case = _new_case(tx, report, ground)
        sealed = seal(report.words)
        words = KeptWords(kind=REPORT, field="words", body=report.words, key=sealed.key, by=by.id)
        act = Happening(
            "open_case", by.id, None, {"place": ground.place.id, "words": sealed.digest}
        )
        policy = office.policy(tx, ground.version)
        change = advance(policy, Start(), office.reader(tx, case), act)
        changes = replace(change.changes, words=(words,))
        if change.incident:
            changes = replace(changes, happenings=(act, incident_entry(change.incident)))
        saved = keep_new_case(tx, change.case, changes)
        if change.incident:
            open_incident(tx, saved.case, change.incident)
        return Opened(
            number=ground.number,
            state=str(saved.case.state),
            stage=saved.case.stage,
            opened=opened_tasks(saved, changes),
        )

    return once(office, Request(by, key, ("open_case", *facts)), work, Opened)


def _ground_of(office: Office, report: Report, by: Person) -> Ground:
    with office.store.read() as tx:
        places = office.surroundings(tx, by.district).places
        place = _place_of(places, report.place, by)
        version = active_version(tx, by.district, report.kind, place.path)
        if version is None:
            known = read_policy(tx, by.district, report.kind)
            raise (PolicyNotActive if known else PolicyNotFound)(key=report.kind)
        day = office.calendar.date(tx.now)
    # Taken outside the transaction: a number that is not used leaves a gap and nothing else.
    *_, district = places.upwards(place.path)
    return Ground(place, version, office.numbers.take(by.district, district.code, day))


def _place_of(places: Places, name: str | None, by: Person) -> Place:
    own = [places.by_path[post.path] for post in by.posts if post.path in places.by_path]
    place = places.named(name) if name else next(iter(own), None)
    if place is None:
        raise PlaceNotFound(place=name or "")
    return place


def _new_case(tx: Tx, report: Report, ground: Ground) -> LockedCase:
    district = district_of(ground.version)
    return LockedCase(
        district=district,
        id=tx.new_id(district),
        number=ground.number,
        kind=report.kind,
        policy_id=ground.version,
        state=CaseState.OPEN,
        stage="",
        outcome=None,
        category=None,
        summary=None,
        place_id=ground.place.id,
        path=ground.place.path,
        l2=ground.place.above(2),
        l3=ground.place.above(3),
        accused=None,
        access="",
        upstream=report.upstream,
        upstream_due=report.upstream_due,
        channel="",
        origin=None,
        alike=None,
        lon=None,
        lat=None,
        handler=None,
        merged_into=None,
        facts="{}",
        opened_at=tx.now,
        resolved_at=None,
        closed_at=None,
        version=1,
        seq=0,
        head=NOTHING_YET,
        snapshot=b"",
    )
