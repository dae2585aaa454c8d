"""What a branch of a case knows: names and values, each with the moment it was written."""

from collections.abc import Collection, Mapping

from engine.bpmn.values import Value


class Facts:
    """Values by name, never changed in place; branches that wrote nothing share one object.

    Each value carries the tick of the case at which it was written. Where branches meet, the
    value written last wins, whichever branch arrives last: a branch that finishes late with a
    stale copy overwrites nothing.
    """

    __slots__ = ("ticks", "values")

    def __init__(self, values: Mapping[str, Value], ticks: Mapping[str, int]) -> None:
        self.values = values
        self.ticks = ticks

    def having(self, values: Mapping[str, Value], tick: int) -> "Facts":
        """Give these facts with some values written at a tick."""
        if not values:
            return self
        return Facts({**self.values, **values}, {**self.ticks, **dict.fromkeys(values, tick)})

    def met(self, other: "Facts") -> "Facts":
        """Give what is known where two branches meet."""
        if other is self:
            return self
        mine = self.ticks
        newer = [name for name, tick in other.ticks.items() if tick > mine.get(name, -1)]
        if not newer:
            return self
        values, ticks = dict(self.values), dict(mine)
        for name in newer:
            values[name], ticks[name] = other.values[name], other.ticks[name]
        return Facts(values, ticks)

    def only(self, names: Collection[str]) -> "Facts":
        """Give the facts of these names."""
        kept = [name for name in self.values if name in names]
        return Facts(
            {name: self.values[name] for name in kept}, {name: self.ticks[name] for name in kept}
        )


NOTHING = Facts({}, {})
