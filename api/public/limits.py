"""How often one address may ask: counted in this process, forgotten after the window."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from flask import request

from engine.domain.refusals import TooOften

MINUTE = 60.0
MOST_KNOWN = 10_000  # addresses; beyond it the oldest counts go


@dataclass(slots=True)
class Limit:
    """So many requests of one address within a window of seconds."""

    most: int
    window: float
    seconds: Callable[[], float]
    seen: dict[str, deque[float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self) -> None:
        """Count this request.

        Raises:
            TooOften: The address has asked as often as it may.
        """
        now, address = self.seconds(), request.remote_addr or ""
        with self.lock:
            times = self.seen.pop(address, deque())
            while times and times[0] <= now - self.window:
                times.popleft()
            self.seen[address] = times  # the address seen last stands last
            if len(self.seen) > MOST_KNOWN:
                del self.seen[next(iter(self.seen))]
            if len(times) >= self.most:
                raise TooOften(minutes=max(1, round((times[0] + self.window - now) / MINUTE)))
            times.append(now)
