"""退号: the case gives its slot of a unit back."""

from engine.store.deeds import SlotFreed
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import unit_of


def free_slot(inputs: Inputs, reader: Reader) -> Done:
    """Give the slot back; where none was taken nothing changes.

    Raises:
        InputInvalid: There is no such unit.
    """
    unit = unit_of(inputs, "unit", reader, verb=FREE_SLOT.name)
    return Done(deeds=(SlotFreed(unit.path),), told={"unit": unit.code})


FREE_SLOT = Verb(name="free_slot", inputs=(Input("unit"),), do=free_slot)
