"""看排队: how many come before at each of some units; nothing is taken."""

from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import names_of
from engine.verbs.slots import next_slot


def see_queue(inputs: Inputs, reader: Reader) -> Done:
    """Give the next day with a slot and the queue of that day, for each unit the district has.

    Raises:
        InputInvalid: `units` is no list of codes.
    """
    codes = names_of(inputs, "units", verb=SEE_QUEUE.name)
    units = [found for code in codes if (found := reader.places.named(code))]
    today = reader.now.date()
    seen = [(unit.code, *next_slot(reader, unit, today)) for unit in units]
    return Done(values={"queues": [{"unit": u, "day": day, "queue": n} for u, day, n in seen]})


SEE_QUEUE = Verb(name="see_queue", inputs=(Input("units"),), do=see_queue)
