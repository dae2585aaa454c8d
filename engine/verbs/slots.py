"""The slots a unit has published: the first day with one left, and who comes before."""

from datetime import date

from engine.domain.places import Place
from engine.verbs.port import Reader


def next_slot(reader: Reader, unit: Place, since: date) -> tuple[date, int]:
    """Give the first day from one on with a slot left, and how many others have one that day.

    A unit that published no days takes any number.
    """
    slots = reader.record.slots(unit.path, since)
    free = (each for each in sorted(slots) if slots[each][0] > slots[each][1])
    day = next(free, since)
    return day, slots.get(day, (0, 0))[1]
