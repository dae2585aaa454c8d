"""Settles an empty house with the demonstration: district, people, policies, and some history."""

from collections.abc import Callable
from datetime import datetime, timedelta

from engine.commands.office import Office
from engine.commands.outline_place import outline_place
from engine.jobs.driven import Driver
from engine.jobs.work import Handlers
from engine.rehearsal.cast import DISTRICT, settle
from engine.rehearsal.demo.player import Player
from engine.rehearsal.demo.stories import Demo
from engine.rehearsal.houses import House, bring_in
from engine.rehearsal.library import Library
from engine.store.marks import mark_as, set_ahead, set_clock
from engine.store.passwords import hashed

LEAD_IN = timedelta(days=1)


def load_demo(
    office: Office,
    demo: Demo,
    library: Library,
    handlers: Handlers,
    *,
    password: str,
    tick: Callable[[], None],
) -> None:
    """Settle a house that has no cases yet; everybody signs in with the password.

    Raises:
        ClockIsLive: There are cases already.
        NameTaken: There are people or places already.
        Fault: A story cannot be told to its end.
    """
    now = _turn_back(office, demo)
    settle(office, demo.cast, password=hashed(password))
    for code, geometry in demo.outlines.items():
        outline_place(office, district=DISTRICT, code=code, geometry=geometry)
    for key in library.leaf_first(library.keys):
        bring_in(office, library, demo.cast, key)
    Player(House(office, Driver(office.store, handlers)), demo, tick).play(now)
    with office.store.write() as tx:
        set_ahead(tx, timedelta())


def _turn_back(office: Office, demo: Demo) -> datetime:
    """Let it be the day before the first report; give what time it was."""
    first = max(told.given["days_ago"] for told in demo.reports)
    with office.store.write() as tx:
        mark_as(tx, "demo")
        now = tx.now.astimezone(office.calendar.zone)
        set_clock(tx, now - timedelta(days=first) - LEAD_IN)
    return now
