"""挂起时限: let named clocks stand still and keep what is left of them."""

from functools import partial

from engine.domain import clocks
from engine.verbs.chosen import change_chosen
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def hold_clocks(inputs: Inputs, reader: Reader) -> Done:
    """Hold the chosen clocks that run and have time left; what is late stays late.

    Raises:
        InputInvalid: `clocks` is no list of names, or there is no clock of a name.
    """
    change = partial(clocks.suspend_all, now=reader.now, calendar=reader.calendar)
    return Done(clocks=change_chosen(inputs, reader, verb=HOLD_CLOCKS.name, change=change))


HOLD_CLOCKS = Verb(name="hold_clocks", inputs=(Input("clocks", required=False),), do=hold_clocks)
