"""撤哨: a unit is let go from a running multi-instance; the last one stays."""

from engine.bpmn import WithdrawUnit
from engine.domain.refusals import LastUnit
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def withdraw_unit(inputs: Inputs, reader: Reader) -> Done:
    """Let a unit go.

    Raises:
        InputInvalid: No activity or no unit is named.
        LastUnit: No other unit that was called has still to answer.
    """
    activity, unit = (code_of(inputs, n, verb=WITHDRAW_UNIT.name) for n in ("activity", "unit"))
    if [called for called, waits in reader.summoned if waits] == [unit]:
        raise LastUnit(unit=unit)
    return Done(units={"withdrawn": WithdrawUnit(activity, unit)}, told={"unit": unit})


WITHDRAW_UNIT = Verb(
    name="withdraw_unit", inputs=(Input("activity"), Input("unit")), do=withdraw_unit
)
