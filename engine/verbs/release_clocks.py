"""恢复时限: let held clocks run on with what was left of them."""

from functools import partial

from engine.domain import clocks
from engine.verbs.chosen import change_chosen
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def release_clocks(inputs: Inputs, reader: Reader) -> Done:
    """Let the chosen clocks that are held run on from now, capped again by what encloses them.

    Raises:
        InputInvalid: `clocks` is no list of names, or there is no clock of a name.
    """
    change = partial(clocks.resume_all, now=reader.now, calendar=reader.calendar)
    return Done(clocks=change_chosen(inputs, reader, verb=RELEASE_CLOCKS.name, change=change))


RELEASE_CLOCKS = Verb(
    name="release_clocks", inputs=(Input("clocks", required=False),), do=release_clocks
)
