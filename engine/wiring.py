"""The composition root: opens everything once and hands it over; the only clock stands here."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from engine.commands.load_notice import seed_calendars
from engine.commands.office import Office
from engine.domain.admission import Admission
from engine.domain.calendar import national_calendar
from engine.jobs.calendars import of_calendars
from engine.jobs.cases import of_cases
from engine.jobs.chores import RECURRING, chores
from engine.jobs.doors import Hands, hire
from engine.jobs.files import SWEEPING, of_files
from engine.jobs.relay import Relay
from engine.jobs.work import Handlers
from engine.settings import Settings
from engine.store.schema import upgrade
from engine.store.seals import Seals, seals_of
from engine.store.store import Store, open_store
from engine.store.vault import NAME, Vault
from engine.store.voices import check_seals

WORKERS = 2
CONNECTIONS = 12  # the threads of the embedded server, the workers, the relay, and one to spare


@dataclass(frozen=True, slots=True)
class Engine:
    """The running engine, passed by hand; `seconds` is a clock for waiting, not for deadlines."""

    office: Office
    broker: str = ""
    seconds: Callable[[], float] = time.monotonic

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Do what is due meanwhile: a relay and the workers of this process."""
        hands = self.hired()
        with working(hands), self.relaying(hands):
            yield

    @contextmanager
    def relaying(self, hands: Hands) -> Iterator[None]:
        """Send what is due to whoever works, here or elsewhere."""
        store, stop = self.office.store, Event()
        relay = Relay(store, hands.door, recurring=(*RECURRING, SWEEPING))
        thread = Thread(target=relay.run, args=(stop,), name="relay")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            relay.bell.set()
            thread.join()

    def hired(self, threads: int = WORKERS) -> Hands:
        """Make the workers of this process and the door jobs come through."""
        return hire(self.broker, self.office.store, handlers(self.office), threads=threads)

    def close(self) -> None:
        """Let go of the database."""
        self.office.store.close()


def build(settings: Settings) -> Engine:
    """Upgrade and open the house the settings describe.

    Raises:
        DataFolderTaken: Another process owns the data folder.
        SchemaDiffers: The database belongs to another release.
        SecretDiffers: Who reported was sealed with another secret.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    store = open_store(settings.database_url, connections=CONNECTIONS)
    seals = seals_of(settings.secret, settings.data)
    with store.read() as tx:
        check_seals(tx, seals)
    vault, admission = Vault(settings.data / NAME), admission_of(settings)
    office = Office(store, national_calendar(), seals, admission=admission, vault=vault)
    engine = Engine(office, settings.broker)
    seed_calendars(engine.office)
    return engine


def admission_of(settings: Settings) -> Admission:
    """Give what the settings say of getting in."""
    return Admission(
        lasting=timedelta(hours=settings.session_hours),
        failures=settings.lock_after,
        pause=timedelta(minutes=settings.lock_minutes),
    )


def build_on(store: Store, seals: Seals, *, broker: str = "") -> Engine:
    """Put the engine together on an open store."""
    return Engine(Office(store, national_calendar(), seals), broker)


@contextmanager
def working(hands: Hands) -> Iterator[None]:
    """Let the workers of this process work."""
    hands.start()
    try:
        yield
    finally:
        hands.stop()


def wall_clock() -> datetime:
    """Give this instant where the house stands, for questions that come with no instant."""
    return datetime.now(national_calendar().zone)  # noqa: TID251  the clock itself


def handlers(office: Office) -> Handlers:
    """Give who does which kind of job."""
    store = office.store
    rooms = (of_cases(office), of_calendars(office), chores(store), of_files(store, office.vault))
    return Handlers(
        steps={kind: step for room in rooms for kind, step in room.steps.items()},
        errands={kind: errand for room in rooms for kind, errand in room.errands.items()},
    )
