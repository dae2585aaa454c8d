"""登记时限: set named clocks from limits, as a decision table gives them at dispatch."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.bpmn import Answer
from engine.domain import clocks
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Deed, Input, Inputs, Reader, SetClocks, Verb


def instants_of(inputs: Inputs, reader: Reader) -> Answer:
    """Give the instants of `limits`, rows of `{key, amount, unit}` or `{key, at}`, from now on.

    Raises:
        InputInvalid: `limits` is no list of contexts.
        ClockRowInvalid: A row has no key, or neither a limit nor an instant.
        LimitInvalid: A row's unit is unknown, or its amount cannot be.
    """
    rows = list(rows_of(inputs))
    keys = {row.get("key") for row in rows}
    after = clocks.set_clocks(
        tuple(reader.clocks),
        rows,
        now=reader.now,
        calendar=reader.calendar,
        holder=reader.unit,
    )
    named = (clock for clock in after if clock.holder == reader.unit and clock.key in keys)
    return Answer(clocks={clock.key: clock.due for clock in named})


def clocks_of(inputs: Inputs) -> tuple[Deed, ...]:
    """Ask for the clocks to be kept with what they are counted from."""
    return (SetClocks(tuple(rows_of(inputs))),)


def rows_of(inputs: Inputs) -> Iterator[Mapping[str, Any]]:
    """Give the rows of `limits`; a single one may stand alone."""
    limits = inputs.get("limits")
    rows = [limits] if isinstance(limits, Mapping) else limits
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        raise InputInvalid(verb=SET_CLOCKS.name, input="limits")
    return iter(rows)


SET_CLOCKS = Verb(name="set_clocks", inputs=(Input("limits"),), answer=instants_of, deeds=clocks_of)
