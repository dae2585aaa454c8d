"""What each hostile text costs: at most a few times a plain loop that uses the whole budget."""

from collections.abc import Iterator
from itertools import count

from bench.harness import Promise, Work
from engine.feel import FeelError, evaluate
from tests.properties.feel.bombs import BOMBS

PLAIN = "for a in 1..1000000 return a"
AT_MOST = 6
ROUNDS = 3


def bench() -> Iterator[Promise]:
    for name, text in BOMBS.items():
        yield Promise(
            sentence=name,
            subject=ended(text),
            baseline=ended(PLAIN),
            at_most=AT_MOST,
            rounds=ROUNDS,
        )


def ended(text: str) -> Work:
    """Evaluate a text that was never read before, to whatever end it comes."""
    numbers = count()

    def run() -> None:
        try:
            evaluate(f"{text} // {next(numbers)}", {})
        except FeelError:
            return

    return run
