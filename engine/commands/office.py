"""The office: what every command works with, handed over by the composition root."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from engine.bpmn.host_functions import host_functions
from engine.casework import CaseReader, Surroundings
from engine.domain.admission import Admission
from engine.domain.calendar import Calendar
from engine.policy.cache import PolicyCache
from engine.policy.check import Policy
from engine.queries.calendars import read_years
from engine.queries.places import read_places
from engine.queries.policies import read_version
from engine.queries.record import CaseRecord
from engine.settings import HOME
from engine.store.numbers import Numbers
from engine.store.rows import LockedCase
from engine.store.seals import Seals
from engine.store.store import Store, Tx
from engine.store.vault import NAME, Vault

# How long another process may still work with a place tree or a calendar this one has changed.
KEPT = timedelta(seconds=60)


@dataclass(slots=True)
class Office:
    """An open store, its seals, the versions ready to run, and each district's surroundings.

    `calendar` is what a district starts from: its settings hold, its years until others are kept.
    """

    store: Store
    calendar: Calendar
    seals: Seals
    policies: PolicyCache = field(default_factory=PolicyCache)
    admission: Admission = field(default_factory=Admission)
    vault: Vault = field(default_factory=lambda: Vault(HOME / NAME))
    numbers: Numbers = field(init=False)
    functions: Mapping[str, Any] = field(init=False)
    districts: dict[int, tuple[datetime, Surroundings]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = Numbers(self.store)
        self.functions = host_functions(self.calendar)

    def surroundings(self, tx: Tx, district: int) -> Surroundings:
        """Give the places and the calendar of a district, at most a minute old."""
        known = self.districts.get(district)
        if known and known[0] > tx.now:
            return known[1]
        places = read_places(tx, district)
        years = read_years(tx, district) or self.calendar.years
        fresh = Surroundings(places, self.calendar, self.functions)
        if known and known[1].calendar.years == years:
            fresh = replace(known[1], places=places)
        elif years != self.calendar.years:
            calendar = replace(self.calendar, years=years)
            fresh = Surroundings(places, calendar, host_functions(calendar))
        self.districts[district] = (tx.now + KEPT, fresh)
        return fresh

    def forget(self, district: int) -> None:
        """Read the places and the calendar of a district anew, after they were changed."""
        self.districts.pop(district, None)

    def policy(self, tx: Tx, version: int) -> Policy:
        """Give a version ready to run."""
        return self.policies.get(version, partial(read_version, tx))

    def reader(self, tx: Tx, case: LockedCase) -> CaseReader:
        """Give the look-ups of a step of a case; its time of day is the district's."""
        return CaseReader(
            case,
            self.surroundings(tx, case.district),
            now=tx.now.astimezone(self.calendar.zone),
            record=CaseRecord(tx, case),
            program=self.policy(tx, case.policy_id).program,
        )
