"""Which clocks a verb is about: those it names, or all of its unit."""

from collections.abc import Callable, Sequence

from engine.domain.clocks import Clock
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Inputs, Reader
from engine.verbs.reading import names_of


def change_chosen(
    inputs: Inputs,
    reader: Reader,
    *,
    verb: str,
    change: Callable[[Sequence[Clock]], Sequence[Clock]],
) -> Sequence[Clock]:
    """Change the clocks named in `clocks`, all where none is, and give every clock of the case.

    For a summoned unit that is about its own clocks, for the case about those of its units too.

    Raises:
        InputInvalid: `clocks` is no list of names, or there is no clock of a name.
    """
    keys = set(names_of(inputs, "clocks", verb=verb))
    within = [clock for clock in reader.clocks if reader.unit in ("", clock.holder)]
    if not keys <= {clock.key for clock in within}:
        raise InputInvalid(verb=verb, input="clocks")
    chosen = [clock for clock in within if not keys or clock.key in keys]
    after = {clock.name: clock for clock in change(chosen)}
    return tuple(after.get(clock.name, clock) for clock in reader.clocks)
