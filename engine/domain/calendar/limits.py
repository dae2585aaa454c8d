"""A time limit as policy grants it: an amount and a unit."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache

from engine.domain.refusals import LimitInvalid
from engine.domain.words import Word
from engine.texts import LANGUAGES

SECOND = 1_000_000


class Unit(Word):
    """What a limit is counted in.

    The natural units run through nights and holidays, a natural day for 24 hours. Working units
    count working hours only. A working day ends with the day, a statutory day too, but statutory
    days run through holidays and only their last one is moved out of them. Policy grants whole
    units; the seconds keep what is left of a limit while its clock is suspended.
    """

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_SECOND = "working_second"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    STATUTORY_DAY = "statutory_day"

    @property
    def is_working(self) -> bool:
        """Tell whether working time is counted, not the time of the wall."""
        return self in {Unit.WORKING_SECOND, Unit.WORKING_HOUR, Unit.WORKING_DAY}

    @property
    def is_dated(self) -> bool:
        """Tell whether the unit counts dates: it takes whole amounts and ends with a day."""
        return self in {Unit.WORKING_DAY, Unit.STATUTORY_DAY}

    @property
    def needs_calendar(self) -> bool:
        """Tell whether a holiday can change where the limit ends."""
        return self.is_working or self.is_dated


LENGTHS = {
    Unit.SECOND: SECOND,
    Unit.MINUTE: 60 * SECOND,
    Unit.HOUR: 3600 * SECOND,
    Unit.DAY: 24 * 3600 * SECOND,
    Unit.WORKING_SECOND: SECOND,
    Unit.WORKING_HOUR: 3600 * SECOND,
    Unit.STATUTORY_DAY: 24 * 3600 * SECOND,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount, not negative, of a unit; dated units take whole amounts.

    Raises:
        LimitInvalid: The amount is negative, not finite, or a fraction of a dated unit.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        whole = self.amount.is_finite() and self.amount == self.amount.to_integral_value()
        if not self.amount.is_finite() or self.amount < 0 or (self.unit.is_dated and not whole):
            raise LimitInvalid(amount=str(self.amount), unit=str(self.unit))

    @property
    def count(self) -> int:
        """Give the number of days; dated units only."""
        return int(self.amount)

    @property
    def microseconds(self) -> int:
        """Give the length; not for working days, which are as long as their hours."""
        return int((self.amount * LENGTHS[self.unit]).to_integral_value())


def read_limit(amount: object, unit: object) -> Limit:
    """Read a limit as a decision table writes it; a unit by its code or its name in any language.

    Raises:
        LimitInvalid: No such unit, or an amount the unit cannot take.
    """
    found = units().get(str(unit).strip())
    if found is None or isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise LimitInvalid(amount=str(amount), unit=str(unit))
    return Limit(Decimal(amount), found)


@cache
def units() -> dict[str, Unit]:
    """Give every word a unit may be written by."""
    names = {unit.sentence(language): unit for unit in Unit for language in LANGUAGES}
    return names | {unit.value: unit for unit in Unit}


def kept(time: timedelta, *, working: bool) -> Limit:
    """Give a stretch of time as a limit, exact to the microsecond."""
    seconds = Decimal(time // timedelta(microseconds=1)) / SECOND
    return Limit(seconds, Unit.WORKING_SECOND if working else Unit.SECOND)
