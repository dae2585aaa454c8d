"""Houses for rehearsals: one is prepared for each set of packs, every scenario gets a copy."""

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
DATABASE = "house.db"
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


@dataclass(slots=True)
class Houses:
    """Makes houses; `handlers` gives who does the jobs of an office."""

    library: Library
    cast: Cast
    handlers: Callable[[Office], Handlers]
    folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)
    prepared: dict[frozenset[str], tuple[Path, PolicyCache]] = field(default_factory=dict)

    @contextmanager
    def opened(self, keys: frozenset[str]) -> Iterator[House]:
        """Open a fresh house in which these packs, and all they use, are in force.

        Raises:
            PolicyInvalid: A pack has errors.
            PolicyNotFound: There is no such pack.
        """
        if keys not in self.prepared:
            self.prepared[keys] = self._prepared(keys)
        template, policies = self.prepared[keys]
        with TemporaryDirectory(dir=self.folder.name) as folder:
            shutil.copy(template, Path(folder) / DATABASE)
            with closing(_store(Path(folder))) as store:
                office = Office(store, national_calendar(), Seals.fresh(), policies)
                yield House(office, Driver(store, self.handlers(office)))

    def close(self) -> None:
        """Take every house away."""
        self.folder.cleanup()

    def _prepared(self, keys: frozenset[str]) -> tuple[Path, PolicyCache]:
        folder = Path(self.folder.name) / f"prepared-{len(self.prepared)}"
        folder.mkdir()
        upgrade(f"sqlite:///{folder / DATABASE}")
        with closing(_store(folder)) as store:
            with store.write() as tx:
                mark_as(tx, "test")
                set_clock(tx, FOUNDED)
            office = Office(store, national_calendar(), Seals.fresh())
            settle(office, self.cast)
            for key in self.library.leaf_first(sorted(keys)):
                self._bring_in(office, key)
        return folder / DATABASE, office.policies

    def _bring_in(self, office: Office, key: str) -> None:
        with office.store.read() as tx:
            keeper = person_by_username(tx, DISTRICT, next(iter(self.cast.people)))
        if keeper:
            pack = self.library.pack(key)
            deployed = deploy_policy(office, pack=pack, approved_by=keeper)
            activate_policy(office, key=deployed.key, number=deployed.number, by=keeper)


def _store(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder / DATABASE}", connections=CONNECTIONS)
