"""Keeps versions ready to run: a version never changes, so it is built once in a process."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from engine.policy.check import Policy, build
from engine.policy.pack import Pack

CAPACITY = 64


class PolicyCache:
    """Versions by id, the least used ones forgotten first; safe to share between threads."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self.ready: OrderedDict[int, Policy] = OrderedDict()
        self.lock = Lock()

    def get(self, version: int, read: Callable[[int], Pack]) -> Policy:
        """Give a version ready to run, reading and building it where this process has not yet."""
        with self.lock:
            if policy := self.ready.get(version):
                self.ready.move_to_end(version)
                return policy
        policy = build(read(version))
        with self.lock:
            self.ready[version] = policy
            if len(self.ready) > self.capacity:
                self.ready.popitem(last=False)
        return policy
