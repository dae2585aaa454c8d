"""Runs one bench, several or all of them; exit code 1 when a promise is missed, 2 for no bench."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bench.harness import AbsentError, Bound, measure

HERE = Path(__file__).parent
OWN = {"__init__", "__main__", "harness"}


def names() -> list[str]:
    """List the benches: every file of this folder that is not of the room itself."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in OWN)


def main(wanted: Sequence[str]) -> int:
    """Run the wanted benches, or all, and print a table of each."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are: {', '.join(names())}")
        return 2
    missed = [name for name in wanted or names() if not run(name)]
    if missed:
        print(f"promises missed in: {', '.join(missed)}")
    return 1 if missed else 0


def run(name: str) -> bool:
    """Run one bench and print its figures; tell whether every promise was kept."""
    print(f"{name}: subject : baseline")
    try:
        promises = import_module(f"bench.{name}").bench()
    except AbsentError as absent:
        print(f"  skipped: {absent}")
        return True
    kept = True
    for promise in promises:
        figure = promise if isinstance(promise, Bound) else measure(promise)
        print(f"  {figure.line()}", flush=True)
        kept = kept and figure.kept
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
