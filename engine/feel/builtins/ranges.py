"""Built-ins that relate points and ranges (DMN 1.5 §10.3.4.8, after Allen's intervals).

Every range begins and ends at an edge, a point at itself. An edge is a value and a nudge: an open
start lies a little behind its value, an open end a little before it. So each relation of the
standard is one or two comparisons of edges.
"""

from dataclasses import dataclass

from engine.feel.builtins.registry import builtin
from engine.feel.comparing import order_of
from engine.feel.findings import NoValue
from engine.feel.values import Range, Value, kind

BEFORE, AFTER = -1, 1


@dataclass(frozen=True, slots=True)
class Edge:
    """Where something begins or ends; an endless side lies before or after all else."""

    value: Value
    nudge: int
    endless: int = 0


def start(value: Value) -> Edge:
    """Give where a point or range begins."""
    if not isinstance(value, Range):
        return Edge(value, 0)
    endless = BEFORE if value.operator and value.low is None else 0
    return Edge(value.low, 0 if value.low_included else AFTER, endless)


def end(value: Value) -> Edge:
    """Give where a point or range ends."""
    if not isinstance(value, Range):
        return Edge(value, 0)
    endless = AFTER if value.operator and value.high is None else 0
    return Edge(value.high, 0 if value.high_included else BEFORE, endless)


def order(one: Edge, other: Edge) -> int:
    """Give whether an edge lies before, at or after another.

    Raises:
        NoValue: Their values have no order.
    """
    if one.endless or other.endless:
        return (one.endless > other.endless) - (one.endless < other.endless)
    found = order_of(one.value, other.value)
    if found is None:
        raise NoValue("unlike_types", operator="<", left=kind(one.value), right=kind(other.value))
    return found or (one.nudge > other.nudge) - (one.nudge < other.nudge)


def of_ranges(name: str) -> str:
    """Write the signature of a relation between two ranges."""
    return f"{name}(range1: range, range2: range) -> boolean"


def of_points(name: str) -> str:
    """Write the signature of a relation between two points."""
    return f"{name}(point1: Any, point2: Any) -> boolean"


def point_first(name: str) -> str:
    """Write the signature of a relation of a point to a range."""
    return f"{name}(point: Any, range: range) -> boolean"


def range_first(name: str) -> str:
    """Write the signature of a relation of a range to a point."""
    return f"{name}(range: range, point: Any) -> boolean"


def of_all(name: str) -> tuple[str, ...]:
    """Write the signatures of a relation between whatever."""
    return (of_ranges(name), range_first(name), point_first(name), of_points(name))


@builtin(*of_all("before"), example="before([1..10), 10)", gives="true")
def before(one: Value, other: Value) -> bool:
    """Tell whether one ends before the other begins."""
    return order(end(one), start(other)) < 0


@builtin(*of_all("after"), example="after(12, [1..10])", gives="true")
def after(one: Value, other: Value) -> bool:
    """Tell whether one begins after the other ends."""
    return order(start(one), end(other)) > 0


@builtin(of_ranges("meets"), example="meets([1..5], [5..10])", gives="true")
def meets(one: Range, other: Range) -> bool:
    """Tell whether one range ends where the other begins."""
    return order(end(one), start(other)) == 0


@builtin(of_ranges("met by"), example="met by([5..10], [1..5])", gives="true")
def met_by(one: Range, other: Range) -> bool:
    """Tell whether one range begins where the other ends."""
    return order(start(one), end(other)) == 0


@builtin(of_ranges("overlaps"), example="overlaps([1..5], [3..8])", gives="true")
def overlaps(one: Range, other: Range) -> bool:
    """Tell whether two ranges have a point in common."""
    return order(end(one), start(other)) >= 0 and order(start(one), end(other)) <= 0


@builtin(of_ranges("overlaps before"), example="overlaps before([1..5], [3..8])", gives="true")
def overlaps_before(one: Range, other: Range) -> bool:
    """Tell whether one range begins before the other and ends inside it."""
    return order(start(one), start(other)) < 0 and (
        order(end(one), start(other)) >= 0 >= order(end(one), end(other))
    )


@builtin(of_ranges("overlaps after"), example="overlaps after([3..8], [1..5])", gives="true")
def overlaps_after(one: Range, other: Range) -> bool:
    """Tell whether one range begins inside the other and ends after it."""
    return order(start(other), start(one)) < 0 and (
        order(end(other), start(one)) >= 0 >= order(end(other), end(one))
    )


@builtin(
    of_ranges("finishes"), point_first("finishes"), example="finishes(10, [1..10])", gives="true"
)
def finishes(one: Value, other: Range) -> bool:
    """Tell whether one lies at the end of the other."""
    return order(end(one), end(other)) == 0 and order(start(one), start(other)) >= 0


@builtin(
    of_ranges("finished by"),
    range_first("finished by"),
    example="finished by([1..10], 10)",
    gives="true",
)
def finished_by(one: Range, other: Value) -> bool:
    """Tell whether the other lies at the end of one."""
    return order(end(one), end(other)) == 0 and order(start(other), start(one)) >= 0


@builtin(
    of_ranges("includes"), range_first("includes"), example="includes([1..10], 5)", gives="true"
)
def includes(one: Range, other: Value) -> bool:
    """Tell whether one range holds all of the other."""
    return order(start(one), start(other)) <= 0 and order(end(one), end(other)) >= 0


@builtin(of_ranges("during"), point_first("during"), example="during(5, [1..10])", gives="true")
def during(one: Value, other: Range) -> bool:
    """Tell whether one lies wholly in the other."""
    return order(start(other), start(one)) <= 0 and order(end(other), end(one)) >= 0


@builtin(of_ranges("starts"), point_first("starts"), example="starts(1, [1..10])", gives="true")
def starts(one: Value, other: Range) -> bool:
    """Tell whether one lies at the beginning of the other."""
    return order(start(one), start(other)) == 0 and order(end(one), end(other)) <= 0


@builtin(
    of_ranges("started by"),
    range_first("started by"),
    example="started by([1..10], 1)",
    gives="true",
)
def started_by(one: Range, other: Value) -> bool:
    """Tell whether the other lies at the beginning of one."""
    return order(start(one), start(other)) == 0 and order(end(other), end(one)) <= 0


@builtin(of_ranges("coincides"), of_points("coincides"), example="coincides(5, 5)", gives="true")
def coincides(one: Value, other: Value) -> bool:
    """Tell whether two begin and end together."""
    return order(start(one), start(other)) == 0 and order(end(one), end(other)) == 0
