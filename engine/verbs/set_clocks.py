"""登记时限: set named clocks from limits, as a decision table gives them at dispatch."""

from collections.abc import Mapping

from engine.bpmn import Answer
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Input, Inputs, Reader, Verb


def clocks_of(inputs: Inputs, reader: Reader) -> Answer:
    """Turn `limits`, a context of `{amount, unit}` by clock name, into instants from now on.

    Raises:
        InputInvalid: `limits` is no context of such contexts.
    """
    limits = inputs.get("limits")
    if not isinstance(limits, Mapping):
        raise InputInvalid(verb=SET_CLOCKS.name, input="limits")
    clocks = {}
    for clock, limit in limits.items():
        if not isinstance(limit, Mapping):
            raise InputInvalid(verb=SET_CLOCKS.name, input=f"limits.{clock}")
        clocks[clock] = reader.after(reader.now, limit.get("amount"), limit.get("unit"))
    return Answer(clocks=clocks)


SET_CLOCKS = Verb(name="set_clocks", inputs=(Input("limits"),), answer=clocks_of)
