"""调整时限: move a named clock, by an amount (an extension) or to an instant (an appointment)."""

from datetime import datetime

from engine.domain import clocks
from engine.domain.calendar import read_limit
from engine.domain.clocks import Clock
from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def move_clock(inputs: Inputs, reader: Reader) -> Done:
    """Move the clock the service task's unit goes by: its own, or else the case's.

    Raises:
        InputInvalid: No clock of that name, or neither an amount nor an instant.
        LimitInvalid: The unit of the amount is unknown, or it cannot take the amount.
        ClockNotMovable: The clock is held or stopped.
        ClockBeyondCap: It would outlast what encloses it.
        ClockInPast: It would end in the past.
    """
    by_name = {clock.name: clock for clock in reader.clocks}
    key = str(inputs.get("clock"))
    old = by_name.get((key, reader.unit)) or by_name.get((key, ""))
    if old is None:
        raise InputInvalid(verb=MOVE_CLOCK.name, input="clock")
    by_name[old.name] = moved(old, inputs, reader)
    return Done(clocks=tuple(by_name.values()))


def moved(clock: Clock, inputs: Inputs, reader: Reader) -> Clock:
    """Give the clock at its new end."""
    amount = inputs.get("amount")
    if amount is not None:
        by = read_limit(amount, inputs.get("unit"))
        return clocks.extend(clock, by, now=reader.now, calendar=reader.calendar)
    to = inputs.get("to")
    if not isinstance(to, datetime):
        raise InputInvalid(verb=MOVE_CLOCK.name, input="to")
    # FEEL's date and time without an offset is the wall clock's, here as anywhere.
    due = to if to.tzinfo else to.replace(tzinfo=reader.calendar.zone)
    return clocks.move(clock, due, now=reader.now)


MOVE_CLOCK = Verb(
    name="move_clock",
    inputs=(
        Input("clock"),
        Input("amount", required=False),
        Input("unit", required=False),
        Input("to", required=False),
    ),
    do=move_clock,
)
