"""登记时限: set named clocks from limits, as a decision table gives them at dispatch."""

from engine.domain import clocks
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import rows_of


def set_clocks(inputs: Inputs, reader: Reader) -> Done:
    """Set the clocks of `limits` from now on, and bind them by the rules of `caps`.

    Raises:
        InputInvalid: One of the inputs is no list of contexts.
        ClockRowInvalid: A row has no key, or neither a limit nor an instant.
        LimitInvalid: A row's unit is unknown, or its amount cannot be.
    """
    rows = rows_of(inputs, "limits", verb=SET_CLOCKS.name)
    rules = clocks.read_caps(rows_of(inputs, "caps", verb=SET_CLOCKS.name))
    after = clocks.set_clocks(
        reader.clocks, rows, now=reader.now, calendar=reader.calendar, holder=reader.unit
    )
    return Done(clocks=clocks.bind(after, rules, holder=reader.unit))


SET_CLOCKS = Verb(
    name="set_clocks",
    inputs=(Input("limits"), Input("caps", required=False)),
    do=set_clocks,
)
