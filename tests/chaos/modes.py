"""The modes a house runs in, each under clients and deaths."""

import random
from pathlib import Path

from engine.store.schema import upgrade
from engine.store.store import open_store
from tests.chaos.client import Client
from tests.chaos.tally import Tally, settled, tally
from tests.commands.ground import settle

RACE = Path(__file__).parent / "race.bpmn"
PROCESSES = {"embedded": 1, "plain": 2}


def endure(mode: str, url: str, *, kills: int, seed: int) -> Tally:
    """Kill a house so many times under its clients, let it settle, and count."""
    upgrade(url)
    store = open_store(url)
    settle(store).use(RACE)
    store.close()
    dice = random.Random(seed)  # noqa: S311 - deaths, not secrets
    client = Client(url, PROCESSES[mode], dice)
    client.run(kills)
    looking = open_store(url, readonly=True)
    left = settled(looking)
    client.close()
    found = tally(mode, looking, client, left)
    looking.close()
    return found
