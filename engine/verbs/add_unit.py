"""加哨: one more unit is called into a running multi-instance."""

from collections.abc import Mapping

from engine.bpmn import AddUnit
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def add_unit(inputs: Inputs, reader: Reader) -> Done:
    """Call a unit in; one that has still to answer is not called twice (`added` is false).

    Raises:
        InputInvalid: No activity is named, or the item names no unit.
    """
    activity, item = code_of(inputs, "activity", verb=ADD_UNIT.name), inputs["item"]
    if not isinstance(item, Mapping) or not isinstance(item.get("unit"), str):
        raise InputInvalid(verb=ADD_UNIT.name, input="item")
    if (item["unit"], True) in reader.summoned:
        return Done(values={"added": False})
    return Done(
        units={"added": AddUnit(activity, dict(item))},
        told={"unit": item["unit"]},
    )


ADD_UNIT = Verb(name="add_unit", inputs=(Input("activity"), Input("item")), do=add_unit)
