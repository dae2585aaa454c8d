"""Ids and case numbers the application makes itself: unique, ordered by time, never asked back.

An id is 63 bits: 10 of the district, 32 of half seconds since 2025, 10 of the node (one per
start of a process, given out by the database) and 11 of a counter.
"""

from datetime import UTC, date, datetime, timedelta
from threading import Lock

START = datetime(2025, 1, 1, tzinfo=UTC)
TICK = timedelta(milliseconds=500)
NODE_BITS, COUNTER_BITS, TIME_BITS = 10, 11, 32
NODES = 1 << NODE_BITS
HOUSE = 0  # the district of what belongs to no district
LAST_DISTRICT = 1023
DISTRICT_SHIFT = TIME_BITS + NODE_BITS + COUNTER_BITS


class Ids:
    """Makes the ids of one process; safe to share between threads.

    A clock that stands still or runs back never repeats an id: the count goes on from the
    highest tick seen.
    """

    def __init__(self, node: int) -> None:
        self.node = node % NODES
        self.lock = Lock()
        self.last = 0

    def take(self, district: int, now: datetime) -> int:
        """Give a new id of the district."""
        with self.lock:
            self.last = max(self.last + 1, ((now - START) // TICK) << COUNTER_BITS)
            tick, count = divmod(self.last, 1 << COUNTER_BITS)
        high = (district << TIME_BITS | tick) << NODE_BITS | self.node
        return high << COUNTER_BITS | count


def floor_of(district: int, at: datetime) -> int:
    """Give the least id of the district that can be made from an instant on."""
    return (district << TIME_BITS | max((at - START) // TICK, 0)) << NODE_BITS + COUNTER_BITS


def made_at(id_: int) -> datetime:
    """Read from an id when it was made, to half a second."""
    ticks = id_ >> NODE_BITS + COUNTER_BITS & (1 << TIME_BITS) - 1
    return START + ticks * TICK


def district_of(id_: int) -> int:
    """Read the district from an id."""
    return id_ >> DISTRICT_SHIFT


def case_number(code: str, day: date, sequence: int) -> str:
    """Write a case number: district code, day, sequence within the day (gaps are allowed)."""
    return f"{code}-{day:%Y%m%d}-{sequence:04d}"
