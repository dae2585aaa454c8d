"""The composition root: opens everything once and hands it over; the only clock stands here."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.commands.office import Office
from engine.domain.calendar import national_calendar
from engine.settings import Settings
from engine.store.schema import upgrade
from engine.store.store import Store, open_store

CONNECTIONS = 10  # the threads of the embedded server and two more


@dataclass(frozen=True, slots=True)
class Engine:
    """The running engine, passed by hand; `seconds` is a clock for waiting, not for deadlines."""

    office: Office
    seconds: Callable[[], float] = time.monotonic

    def close(self) -> None:
        """Let go of the database."""
        self.office.store.close()


def build(settings: Settings) -> Engine:
    """Upgrade and open the house the settings describe.

    Raises:
        DataFolderTaken: Another process owns the data folder.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    return build_on(open_store(settings.database_url, connections=CONNECTIONS))


def build_on(store: Store) -> Engine:
    """Put the engine together on an open store."""
    return Engine(Office(store, national_calendar()))
