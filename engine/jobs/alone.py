"""A room where many may work at once, or one alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Room:
    """Keeps others out while a suspect runs, so that nobody dies or is blamed beside it."""

    def __init__(self) -> None:
        self.condition = Condition()
        self.together = 0
        self.alone_wanted = 0
        self.is_alone = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Work beside others."""
        with self.condition:
            self.condition.wait_for(lambda: not (self.is_alone or self.alone_wanted))
            self.together += 1
        try:
            yield
        finally:
            with self.condition:
                self.together -= 1
                self.condition.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work with nobody beside; who comes later waits."""
        with self.condition:
            self.alone_wanted += 1
            self.condition.wait_for(lambda: not (self.is_alone or self.together))
            self.alone_wanted -= 1
            self.is_alone = True
        try:
            yield
        finally:
            with self.condition:
                self.is_alone = False
                self.condition.notify_all()
