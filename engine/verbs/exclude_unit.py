"""回避: the unit a report is about is left out of lanes, lists and notices."""

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def exclude_unit(inputs: Inputs, reader: Reader) -> Done:
    """Leave a unit and everything below it out.

    Raises:
        InputInvalid: There is no such unit.
    """
    unit = reader.places.named(str(inputs["unit"]))
    if unit is None:
        raise InputInvalid(verb=EXCLUDE_UNIT.name, input="unit")
    return Done(case={"accused": unit.path})


EXCLUDE_UNIT = Verb(name="exclude_unit", inputs=(Input("unit"),), do=exclude_unit)
