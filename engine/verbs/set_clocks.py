"""登记时限: set named clocks from limits, as a decision table gives them at dispatch."""

from collections.abc import Sequence

from engine.domain import clocks
from engine.domain.clocks import Clock
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Input, Inputs, Reader, Verb
from engine.verbs.rows import rows_of


def set_clocks(inputs: Inputs, reader: Reader) -> Sequence[Clock]:
    """Set the clocks of `limits` from now on, and bind them by the rules of `caps`.

    Raises:
        InputInvalid: There are no `limits`, or one input is no list of contexts.
        ClockRowInvalid: A row has no key, or neither a limit nor an instant.
        LimitInvalid: A row's unit is unknown, or its amount cannot be.
    """
    if inputs.get("limits") is None:
        raise InputInvalid(verb=SET_CLOCKS.name, input="limits")
    rows = rows_of(inputs, "limits", verb=SET_CLOCKS.name)
    rules = clocks.read_caps(rows_of(inputs, "caps", verb=SET_CLOCKS.name))
    after = clocks.set_clocks(
        reader.clocks, rows, now=reader.now, calendar=reader.calendar, holder=reader.unit
    )
    return clocks.bind(after, rules, holder=reader.unit)


SET_CLOCKS = Verb(
    name="set_clocks",
    inputs=(Input("limits"), Input("caps", required=False)),
    clocks=set_clocks,
)
