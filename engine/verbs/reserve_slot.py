"""占号: the case takes a slot of a unit on the first day that has one left."""

from datetime import date, datetime

from engine.domain.refusals import InputInvalid
from engine.store.deeds import SlotTaken
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import unit_of
from engine.verbs.slots import next_slot


def reserve_slot(inputs: Inputs, reader: Reader) -> Done:
    """Take a slot on `day` or the first day after it with one left; say how many come before.

    A unit that published no days takes any number.

    Raises:
        InputInvalid: There is no such unit, or `day` is no date.
    """
    verb, day = RESERVE_SLOT.name, inputs.get("day")
    unit = unit_of(inputs, "unit", reader, verb=verb)
    if day is None:
        day = reader.now
    if not isinstance(day, date):
        raise InputInvalid(verb=verb, input="day")
    since = day.date() if isinstance(day, datetime) else day
    taken, queue = next_slot(reader, unit, since)
    told = {"unit": unit.code, "day": taken, "queue": queue}
    return Done(
        values={"day": taken, "queue": queue}, deeds=(SlotTaken(unit.path, taken),), told=told
    )


RESERVE_SLOT = Verb(
    name="reserve_slot", inputs=(Input("unit"), Input("day", required=False)), do=reserve_slot
)
