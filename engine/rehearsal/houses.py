"""Houses for rehearsals: one is prepared for each set of packs, and renewed for every scenario."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import deploy_policy
from engine.commands.office import Office
from engine.domain.calendar import national_calendar
from engine.domain.people import Person
from engine.jobs.driven import Driver
from engine.jobs.work import Handlers
from engine.policy.cache import PolicyCache
from engine.queries.people import person_by_username
from engine.rehearsal.cast import DISTRICT, Cast, settle
from engine.rehearsal.library import Library
from engine.store.marks import mark_as, set_clock
from engine.store.schema import upgrade
from engine.store.seals import Seals
from engine.store.store import Store, open_store

# Before every scenario; the clock of a house only runs forward.
FOUNDED = datetime(2025, 1, 2, 1, tzinfo=UTC)
DATABASE, TEMPLATE = "house.db", "as-prepared.db"
CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class House:
    """An open house whose clock is pushed."""

    office: Office
    driver: Driver

    @property
    def now(self) -> datetime:
        """Give the time of the house, where it stands."""
        with self.office.store.read() as tx:
            return tx.now.astimezone(self.office.calendar.zone)

    def person(self, name: str) -> Person | None:
        """Find somebody of the cast with the posts they hold now."""
        with self.office.store.read() as tx:
            return person_by_username(tx, DISTRICT, name)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A house that is made once and renewed for every scenario, so that nothing is built twice."""

    folder: Path
    store: Store
    policies: PolicyCache

    def renew(self) -> None:
        """Let the house be as it was when it was prepared."""
        self.store.engine.dispose()
        for beside in self.folder.glob(f"{DATABASE}-*"):
            beside.unlink()
        shutil.copy(self.folder / TEMPLATE, self.folder / DATABASE)


@dataclass(slots=True)
class Houses:
    """Makes houses; `handlers` gives who does the jobs of an office."""

    library: Library
    cast: Cast
    handlers: Callable[[Office], Handlers]
    folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)
    prepared: dict[frozenset[str], Prepared] = field(default_factory=dict)

    @contextmanager
    def opened(self, keys: frozenset[str]) -> Iterator[House]:
        """Open a fresh house in which these packs, and all they use, are in force; one at a time.

        Raises:
            PolicyInvalid: A pack has errors.
            PolicyNotFound: There is no such pack.
        """
        if keys not in self.prepared:
            self.prepared[keys] = self._prepared(keys)
        prepared = self.prepared[keys]
        prepared.renew()
        store = prepared.store
        office = Office(store, national_calendar(), Seals.fresh(), prepared.policies)
        yield House(office, Driver(store, self.handlers(office)))

    def close(self) -> None:
        """Take every house away."""
        for each in self.prepared.values():
            each.store.close()
        self.folder.cleanup()

    def _prepared(self, keys: frozenset[str]) -> Prepared:
        folder = Path(self.folder.name) / str(len(self.prepared))
        folder.mkdir()
        url = f"sqlite:///{folder / DATABASE}"
        upgrade(url)
        with closing(open_store(url, connections=CONNECTIONS, durable=False)) as store:
            office = Office(store, national_calendar(), Seals.fresh())
            self._settle(office, keys)
        shutil.copy(folder / DATABASE, folder / TEMPLATE)
        store = open_store(url, connections=CONNECTIONS, durable=False)
        return Prepared(folder, store, office.policies)

    def _settle(self, office: Office, keys: frozenset[str]) -> None:
        with office.store.write() as tx:
            mark_as(tx, "test")
            set_clock(tx, FOUNDED)
        settle(office, self.cast)
        for key in self.library.leaf_first(sorted(keys)):
            bring_in(office, self.library, self.cast, key)


def bring_in(office: Office, library: Library, cast: Cast, key: str) -> None:
    """Deploy and activate a pack in the name of the first of the cast."""
    with office.store.read() as tx:
        keeper = person_by_username(tx, DISTRICT, next(iter(cast.people)))
    if keeper:
        deployed = deploy_policy(office, pack=library.pack(key), approved_by=keeper)
        activate_policy(office, key=deployed.key, number=deployed.number, by=keeper)
