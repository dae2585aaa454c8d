"""Case numbers: a process takes them by the block, so that opening a case waits for nobody."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from sqlalchemy import bindparam, update

from engine.store.ids import case_number
from engine.store.store import Store, Tx
from engine.store.tables import NumberBlock
from engine.store.upserts import upsert

BLOCK = 20

FIRST = upsert(NumberBlock)
TAKE = (
    update(NumberBlock)
    .where(NumberBlock.district == bindparam("of_district"), NumberBlock.day == bindparam("of_day"))
    .values(taken=NumberBlock.taken + BLOCK)
    .returning(NumberBlock.taken)
)
TAKE_ONE = (
    update(NumberBlock)
    .where(NumberBlock.district == bindparam("of_district"), NumberBlock.day == bindparam("of_day"))
    .values(taken=NumberBlock.taken + 1)
    .returning(NumberBlock.taken)
)


@dataclass(slots=True)
class Numbers:
    """Gives out case numbers; what a process has not used when it ends is left out."""

    store: Store
    left: dict[tuple[int, date], deque[int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def take(self, district: int, code: str, day: date) -> str:
        """Give the next number of a day; to be called outside any transaction."""
        with self.lock:
            block = self.left.get((district, day))
            if not block:
                # Another day's rest is dropped with it: a number shows the day it was given.
                self.left = {key: rest for key, rest in self.left.items() if key[0] != district}
                block = self.left[district, day] = self.take_block(district, day)
            return case_number(code, day, block.popleft())

    def take_within(self, tx: Tx, district: int, code: str, day: date) -> str:
        """Give the next number of a day inside a transaction that opens a case by itself."""
        tx.execute(FIRST, {"district": district, "day": day, "taken": 0})
        key = {"of_district": district, "of_day": day}
        return case_number(code, day, tx.execute(TAKE_ONE, key).scalar_one())

    def take_block(self, district: int, day: date) -> deque[int]:
        """Take the next block of the day from the database."""
        with self.store.write() as tx:
            tx.execute(FIRST, {"district": district, "day": day, "taken": 0})
            taken = tx.execute(TAKE, {"of_district": district, "of_day": day}).scalar_one()
        return deque(range(taken - BLOCK + 1, taken + 1))
