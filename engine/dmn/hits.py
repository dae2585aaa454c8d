"""Hit policies: which of the matching rules speak, and what is made of them (DMN 1.5 §8.2.10)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine import feel
from engine.dmn.boxed import Aggregation, HitPolicy, Table
from engine.feel import Budget, Scope, Value, equal

SINGLE = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST)
AGGREGATES = {
    Aggregation.SUM: feel.compile("sum(values)", ["values"]),
    Aggregation.COUNT: feel.compile("count(values)", ["values"]),
    Aggregation.MIN: feel.compile("min(values)", ["values"]),
    Aggregation.MAX: feel.compile("max(values)", ["values"]),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, by its place in the table, and what it says."""

    row: int
    outputs: tuple[Value, ...]


class Conflict(Exception):
    """The matching rules contradict the hit policy."""

    def __init__(self, code: str, rows: Sequence[int]) -> None:
        self.code = code
        self.facts = {"rows": ", ".join(str(row + 1) for row in rows)}
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Hits:
    """The hit policy of one table, ready to choose and to answer."""

    policy: HitPolicy
    aggregation: Aggregation | None
    names: tuple[str, ...]
    # For each output column its values from the most important down, where they are listed.
    priorities: tuple[Sequence[Value], ...]

    def heard(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the matching rows whose outputs matter.

        Raises:
            Conflict: Several rows match where one may.
        """
        if self.policy is HitPolicy.UNIQUE and len(rows) > 1:
            raise Conflict("several_rules_match", rows)
        return rows[:1] if self.policy is HitPolicy.FIRST else rows

    def chosen(self, hits: Sequence[Hit], budget: Budget) -> Sequence[Hit]:
        """Give the hits that speak, in the order in which they do.

        Raises:
            Conflict: They disagree where they may not.
        """
        choose = CHOICES.get(self.policy)
        return choose(self, hits, budget) if choose and hits else hits

    def answer(self, hits: Sequence[Hit], scope: Scope) -> Value:
        """Make the value of the table of the hits that speak."""
        values = [self.value(hit.outputs) for hit in hits]
        if self.policy in SINGLE:
            return values[0] if values else None
        if self.aggregation is None:
            return values
        return AGGREGATES[self.aggregation].run(scope.child({"values": values}))

    def value(self, outputs: Sequence[Value]) -> Value:
        """Make one value of the outputs of one rule."""
        if len(self.names) == 1:
            return outputs[0]
        return dict(zip(self.names, outputs, strict=True))

    def rank(self, hit: Hit, budget: Budget) -> tuple[int, ...]:
        """Tell how important a hit is: lower is more, the first column weighs most."""
        pairs = zip(self.priorities, hit.outputs, strict=True)
        return tuple(_position(values, output, budget) for values, output in pairs)


def hits_of(boxed: Table, priorities: Sequence[Sequence[Value]]) -> Hits:
    """Make the hit policy of a table."""
    names = tuple(output.name or output.label for output in boxed.outputs)
    return Hits(boxed.hit_policy, boxed.aggregation, names, tuple(priorities))


def _position(values: Sequence[Value], output: Value, budget: Budget) -> int:
    found = (place for place, value in enumerate(values) if equal(value, output, budget) is True)
    return next(found, len(values))


def _agreeing(_policy: Hits, hits: Sequence[Hit], budget: Budget) -> Sequence[Hit]:
    first = hits[0]
    for other in hits[1:]:
        pairs = zip(first.outputs, other.outputs, strict=True)
        if not all(equal(one, another, budget) is True for one, another in pairs):
            raise Conflict("rules_disagree", [hit.row for hit in hits])
    return hits


def _most_important(policy: Hits, hits: Sequence[Hit], budget: Budget) -> Sequence[Hit]:
    return _by_importance(policy, hits, budget)[:1]


def _by_importance(policy: Hits, hits: Sequence[Hit], budget: Budget) -> Sequence[Hit]:
    return sorted(hits, key=lambda hit: policy.rank(hit, budget))


CHOICES: Mapping[HitPolicy, Callable[[Hits, Sequence[Hit], Budget], Sequence[Hit]]] = {
    HitPolicy.ANY: _agreeing,
    HitPolicy.PRIORITY: _most_important,
    HitPolicy.OUTPUT_ORDER: _by_importance,
}
