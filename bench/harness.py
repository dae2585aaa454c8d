"""Fair ratios: two pieces of work in alternating rounds, the best round of each compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import process_time

ROUNDS = 7
ROUND_SECONDS = 0.02
# A machine shared with others may spoil one series of rounds; a promise broken is broken twice.
SERIES = 2
# CPython keeps frames in chunks. Work that goes to and fro over the end of one pays for a new chunk
# each time, which says nothing of the work: the second series begins at another depth.
FRAMES = 20

Work = Callable[[], object]
Clock = Callable[[], float]


class AbsentError(Exception):
    """Raised by a bench that needs a service this machine does not have, naming it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A sentence about speed: the subject takes at most so many times what the baseline takes."""

    sentence: str
    subject: Work
    baseline: Work
    at_most: float
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of a promise: seconds for one call of either piece of work."""

    promise: Promise
    subject_seconds: float
    baseline_seconds: float

    @property
    def ratio(self) -> float:
        """Give the time of the subject as a multiple of the baseline's."""
        return self.subject_seconds / self.baseline_seconds

    @property
    def kept(self) -> bool:
        """Tell whether the promise holds."""
        return self.ratio <= self.promise.at_most

    def line(self) -> str:
        """Write the figure as one row of the table."""
        mark = "kept  " if self.kept else "MISSED"
        return (
            f"{mark} {self.ratio:8.3f} (at most {self.promise.at_most:g}) "
            f"{duration(self.subject_seconds):>9} : {duration(self.baseline_seconds):<9} "
            f"{self.promise.sentence}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A sentence about a figure that was measured elsewhere, and the most it may be."""

    sentence: str
    value: float
    at_most: float
    unit: str

    @property
    def kept(self) -> bool:
        """Tell whether the bound holds."""
        return self.value <= self.at_most

    def line(self) -> str:
        """Write the figure as one row of the table."""
        mark = "kept  " if self.kept else "MISSED"
        return f"{mark} {self.value:8.3f} (at most {self.at_most:g} {self.unit}) {self.sentence}"


def measure(promise: Promise, clock: Clock = process_time) -> Figure:
    """Measure both pieces of work in turns, by processor time; a miss is measured once more."""
    figure = _series(promise, clock)
    for _ in range(SERIES - 1):
        if figure.kept:
            break
        again = _deeper(FRAMES, lambda: _series(promise, clock))
        figure = min(figure, again, key=lambda one: one.ratio)
    return figure


def duration(seconds: float) -> str:
    """Write seconds in the unit that suits them."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def _deeper(frames: int, work: Callable[[], Figure]) -> Figure:
    return _deeper(frames - 1, work) if frames else work()


def _series(promise: Promise, clock: Clock) -> Figure:
    works = (promise.subject, promise.baseline)
    calls = [_calls_per_round(work, clock) for work in works]
    best = [inf, inf]
    for turn in range(promise.rounds):
        for which in (0, 1) if turn % 2 else (1, 0):
            spent = _round(works[which], calls[which], clock) / calls[which]
            best[which] = min(best[which], spent)
    return Figure(promise, *best)


def _calls_per_round(work: Work, clock: Clock) -> int:
    """Find how many calls fill a round; the first call, which warms caches, is not timed."""
    work()
    calls = 1
    while _round(work, calls, clock) < ROUND_SECONDS:
        calls *= 2
    return calls


def _round(work: Work, calls: int, clock: Clock) -> float:
    """Time a number of calls with the garbage collector at rest."""
    collected = gc.isenabled()
    gc.disable()
    try:
        start = clock()
        for _ in range(calls):
            work()
        return clock() - start
    finally:
        if collected:
            gc.enable()
