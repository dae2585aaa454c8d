"""Gaps, overlaps and rows that can never speak, exact over the pieces of a grid."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.dmn.analysis.grid import Grid
from engine.dmn.bits import rows_of
from engine.feel import Budget

Place = tuple[int, ...]


def gaps(grid: Grid, budget: Budget, most: int) -> list[Place]:
    """Give places that no row takes; a place may leave out the last columns.

    Raises:
        BudgetExceeded: The table is too wide to look at in full.
    """
    known: dict[tuple[int, int], list[Place]] = {}

    def walk(depth: int, alive: int) -> list[Place]:
        if not alive:
            return [()]
        if depth == len(grid.axes):
            return []
        if (depth, alive) not in known:
            known[depth, alive] = list(below(depth, alive))[:most]
        return known[depth, alive]

    def below(depth: int, alive: int) -> Iterator[Place]:
        axis = grid.axes[depth]
        budget.charge(len(axis.pieces))
        seen: set[int] = set()
        for place, rows in enumerate(axis.rows):
            if alive & rows not in seen:
                seen.add(alive & rows)
                yield from ((place, *rest) for rest in walk(depth + 1, alive & rows))

    return walk(0, grid.all)


def overlaps(grid: Grid, budget: Budget) -> Iterator[tuple[int, int, Place]]:
    """Give pairs of rows that take the same place, with such a place.

    Raises:
        BudgetExceeded: The table is too long to look at in full.
    """
    for one, other in combinations(list(rows_of(grid.read)), 2):
        budget.charge(1)
        common = [axis.taken[one] & axis.taken[other] for axis in grid.axes]
        if all(common):
            yield one, other, tuple(_lowest(places) for places in common)


def hidden(grid: Grid, row: int, before: int, budget: Budget) -> bool:
    """Tell whether the rows heard before a row take every place that it takes.

    Raises:
        BudgetExceeded: The table is too wide to look at in full.
    """
    done: set[tuple[int, int]] = set()

    def shows(depth: int, above: int) -> bool:
        """Tell whether some place of the row is free of those rows."""
        if not above:
            return True
        if depth == len(grid.axes) or (depth, above) in done:
            return False
        done.add((depth, above))
        axis = grid.axes[depth]
        budget.charge(len(axis.pieces))
        return any(shows(depth + 1, above & axis.rows[place]) for place in rows_of(axis.taken[row]))

    return not shows(0, grid.read & before)


def impossible(grid: Grid) -> Iterator[tuple[int, str]]:
    """Give rows that take nothing in some column, with the column."""
    for row in range(grid.height):
        empty: Sequence[str] = [axis.name for axis in grid.axes if not axis.taken[row]]
        if empty:
            yield row, empty[0]


def _lowest(places: int) -> int:
    return (places & -places).bit_length() - 1
